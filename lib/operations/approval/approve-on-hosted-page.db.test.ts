import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHouseLedger } from "@/lib/db/stores/house-ledger-store";
import { createGatewayRegistry } from "@/lib/gateways/registry";
import { createSender } from "@/lib/http/sender";
import { must } from "@/lib/jobs/desk-for-tests";
import { DAY_MS } from "@/lib/payments/instant";
import { cancelOrder } from "../order/cancel-order";
import { type ApprovalDesk, openApprovalDesk } from "./approval-desk-for-tests";
import { loadHostedSession, syncHostedPage } from "./sync-hosted-page";

const visa = "4242 4242 4242 4242";
const challenged = "4000 0000 0000 3220";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk();
});
afterAll(() => desk.close());

type Session = { id: string; status: string; url: string; gateway_reference: string; authorization_id: string | null };

async function openPage(approvalRequestId: string): Promise<Session> {
  const answer = must(await desk.approve(approvalRequestId, { method: "another_card" }));
  if (answer.kind !== "hosted_page") throw new Error("expected a page at the gateway");
  await desk.work();
  return session(answer.hostedSessionId);
}

const session = (id: string) => desk.row<Session>("SELECT * FROM hosted_sessions WHERE id = $1", [id]);

/** As the customer's return does, and the gateway's notification. */
async function sync(id: string): Promise<void> {
  await desk.database.pool.query(
    "SELECT graphile_worker.add_job('sync_hosted_page', json_build_object('storeId', $1::text, 'hostedSessionId', $2::text))",
    [desk.context.storeId, id],
  );
}

/** What the second to arrive is told. */
async function syncNow(id: string): Promise<string> {
  const hosted = await loadHostedSession(desk.context, id);
  if (!hosted?.gatewayReference) throw new Error("the page was never opened");
  const gateways = createGatewayRegistry(
    { stripe: { secretKey: "sk_test_desk", webhookSecrets: ["whsec_desk"], apiBase: desk.sandbox.url } },
    createSender(),
    createHouseLedger(desk.database.pool),
  );
  const state = await gateways.get("stripe")?.readHostedPage(hosted.gatewayReference);
  // As it was when this one began: the winner is decided by the row, not by what was read before.
  return syncHostedPage(desk.context, { ...hosted, authorizationId: null }, state ?? { kind: "silent" });
}

describe("approving on the gateway's own page", () => {
  it("F27 H10 H15 H16 H17: another card pays the successor, and the old order is replaced", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    expect(page.status).toBe("open");
    expect((await desk.request(id)).status).not.toBe("approving");
    const returned = await desk.payHostedPage(page.url, visa);
    expect(returned).toBe(`https://desk.example.com/pay/return?session=${page.id}`);
    await sync(page.id);
    await desk.work();

    expect(await desk.request(id)).toMatchObject({ status: "approved" });
    expect(await desk.order(orderNumber)).toMatchObject({ status: "replaced" });
    expect(await desk.order(`${orderNumber}-2`)).toMatchObject({ status: "confirmed", approved_total_minor: 24_118n });
    expect(await desk.holds(`${orderNumber}-2`)).toMatchObject([{ status: "authorized", amount_minor: 24_118n }]);
    expect(await desk.holds(orderNumber)).toMatchObject([{ status: "voided" }]);
    const card = await desk.row<Record<string, unknown>>(
      "SELECT m.* FROM order_payment_methods m JOIN orders o ON o.id = m.order_id WHERE o.order_number = $1 AND m.status = 'active'",
      [`${orderNumber}-2`],
    );
    expect(card).toMatchObject({ last4: "4242", brand: "visa" });
  });

  it("DC-7 I11: return and notification at once, and again later, finish the payment once", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    await desk.payHostedPage(page.url, visa);
    for (let time = 0; time < 4; time++) await sync(page.id);
    await Promise.all([desk.work(), desk.work()]);
    expect(await syncNow(page.id)).toBe("known_already");
    await desk.work();
    expect(await desk.holds(`${orderNumber}-2`)).toHaveLength(1);
    expect((await desk.request(id)).status).toBe("approved");
    expect((await desk.events(orderNumber)).filter((type) => type === "approval_succeeded")).toHaveLength(1);
    const { count } = await desk.row<{ count: bigint }>("SELECT count(*) FROM unapplied_money", []);
    expect(count).toBe(0n);
  });

  it("S42 H12: a saved card that the bank wants to see its owner for goes on to the gateway's page", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    await desk.fault({ action: "decline", operation: "authorize", code: "authentication_required" });
    must(await desk.approve(id));
    await desk.work();
    expect(await desk.request(id)).toMatchObject({
      status: "payment_failed",
      failure_reason: "authentication_required",
      failure_count: 0,
    });
    const page = await openPage(id);
    const challenge = await desk.payHostedPage(page.url, challenged);
    expect(challenge).toMatch(/\/c\/authenticate\//);
    const [path, key] = challenge.split("?key=");
    const address = new URL(path ?? "", page.url).href;
    await fetch(address, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ key: key ?? "", outcome: "complete" }),
    });
    await sync(page.id);
    await desk.work();
    expect((await desk.request(id)).status).toBe("approved");
  });

  it("H30 I19: a newer request closes the page of the older one at the gateway", async () => {
    const orderNumber = await desk.risenOrder();
    const page = await openPage(await desk.ask(orderNumber));
    await desk.ask(orderNumber);
    await desk.work();
    expect((await session(page.id)).status).toBe("closed");
    const refusal = await desk.payHostedPage(page.url, visa);
    expect(refusal).toMatch(/^status/);
  });

  it("I19: a price that moves closes the page that shows the old one", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    await desk.reprice(orderNumber, 25_000);
    expect((await session(page.id)).status).toBe("closed");
    expect((await desk.request(id)).status).not.toBe("withdrawn");
  });

  it("I18 I9: money given after the order was cancelled is shown and sent back, never lost", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    await desk.payHostedPage(page.url, visa);
    must(await cancelOrder(desk.context, { orderNumber }, { reason: "customer called" }));
    await desk.work();
    await sync(page.id);
    await desk.work();
    const money = await desk.row<Record<string, unknown>>(
      "SELECT * FROM unapplied_money WHERE gateway_reference IS NOT NULL AND order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [`${orderNumber}-2`],
    );
    expect(money).toMatchObject({ amount_minor: 24_118n, status: "released" });
    expect((await desk.holds(`${orderNumber}-2`)).map((hold) => hold.status)).toEqual(["voided"]);
    expect(await desk.order(`${orderNumber}-2`)).toMatchObject({ status: "cancelled" });
    expect(await desk.order(orderNumber)).toMatchObject({ status: "cancelled" });
    const held = await desk.row<{ count: bigint }>(
      "SELECT count(*) FROM authorizations a JOIN orders o ON o.id = a.order_id WHERE o.order_number LIKE $1 AND a.status = 'authorized'",
      [`${orderNumber}%`],
    );
    expect(held.count).toBe(0n);
  });

  it("I18 I8: of two payments for one question the second is sent back", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    await desk.payHostedPage(page.url, visa);
    must(await desk.approve(id));
    await desk.work();
    expect((await desk.request(id)).status).toBe("approved");
    await sync(page.id);
    await desk.work();
    const holds = await desk.holds(`${orderNumber}-2`);
    expect(holds.filter((hold) => hold.status === "authorized")).toHaveLength(1);
    expect(holds.filter((hold) => hold.status === "voided")).toHaveLength(1);
    expect((await desk.events(orderNumber)).filter((type) => type === "unapplied_money_found")).toHaveLength(1);
  });

  it("X06 I18: a page that was over before its opening was answered ends, and does not stay unknown for ever", async () => {
    const id = await desk.ask(await desk.risenOrder());
    await desk.fault({ action: "drop_after", method: "POST", path: "/v1/checkout/sessions" });
    const page = await openPage(id);
    expect(page).toMatchObject({ status: "requested", gateway_reference: null });
    await desk.advance(2 * DAY_MS);
    expect(await session(page.id)).toMatchObject({ status: "expired", url: null });
    expect(
      await desk.row("SELECT status FROM attempts WHERE hosted_session_id = $1 AND operation = 'open_hosted_page'", [
        page.id,
      ]),
    ).toEqual({ status: "succeeded" });
  });

  it("FD-4 F29: pages that are never paid end, which is no failed payment, and the link goes on working", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    await desk.advance(24 * 3_600_000);
    await sync(page.id);
    await desk.work();
    expect((await session(page.id)).status).toBe("expired");
    expect(await desk.events(orderNumber)).not.toContain("approval_payment_failed");
    expect(await desk.request(id)).toMatchObject({ failure_reason: null });
    must(await desk.approve(id));
    await desk.work();
    expect((await desk.request(id)).status).toBe("approved");
  });
});
