import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { cancelOrder } from "../order/cancel-order";
import { type ApprovalDesk, openApprovalDesk } from "./approval-desk-for-tests";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk();
});
afterAll(() => desk.close());

type Session = { id: string; status: string; url: string; gateway: string; gateway_reference: string };

async function openPage(approvalRequestId: string): Promise<Session> {
  const answer = must(await desk.approve(approvalRequestId, { method: "paypal" }));
  if (answer.kind !== "hosted_page") throw new Error("expected PayPal's page");
  await desk.work();
  return desk.row<Session>("SELECT * FROM hosted_sessions WHERE id = $1", [answer.hostedSessionId]);
}

/** What the customer does on PayPal's page; answers where it sends them then. */
async function answerPage({ url }: Session, answer: "agree" | "cancel", buyer = "ava"): Promise<string | null> {
  const body = new URLSearchParams({ answer, buyer });
  return (await fetch(url, { method: "POST", redirect: "manual", body })).headers.get("location");
}

/** As the customer's return does, and PayPal's notification. */
async function sync({ id }: Session): Promise<void> {
  await desk.database.pool.query(
    "SELECT graphile_worker.add_job('sync_hosted_page', json_build_object('storeId', $1::text, 'hostedSessionId', $2::text))",
    [desk.context.storeId, id],
  );
}

function atPaypal({ gateway_reference: id }: Session) {
  return [...desk.sandbox.paypal.state.authorizations.recordsOf("order", id)];
}

describe("approving at PayPal", () => {
  it("H10 H15 H16 H17: the customer agrees there, the hold is made once they did, and the old order is replaced", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    expect(page).toMatchObject({ status: "open", gateway: "paypal" });
    const returned = await answerPage(page, "agree");
    expect(returned).toMatch(`https://desk.example.com/pay/return?session=${page.id}&token=${page.gateway_reference}`);
    expect(atPaypal(page)).toEqual([]);
    await sync(page);
    await desk.work();

    expect(await desk.request(id)).toMatchObject({ status: "approved" });
    expect(await desk.order(orderNumber)).toMatchObject({ status: "replaced" });
    expect(await desk.order(`${orderNumber}-2`)).toMatchObject({ status: "confirmed", approved_total_minor: 24_118n });
    const [hold] = await desk.holds(`${orderNumber}-2`);
    expect(hold).toMatchObject({ status: "authorized", amount_minor: 24_118n, gateway: "paypal" });
    expect(atPaypal(page)).toMatchObject([{ id: hold?.gateway_reference, status: "CREATED" }]);
    expect(await desk.holds(orderNumber)).toMatchObject([{ status: "voided" }]);
    const kept = await desk.row<{ kind: string; token: string }>(
      "SELECT m.* FROM order_payment_methods m JOIN orders o ON o.id = m.order_id WHERE o.order_number = $1 AND m.status = 'active'",
      [`${orderNumber}-2`],
    );
    expect(kept.kind).toBe("paypal");
    expect(desk.sandbox.paypal.state.vault.get(kept.token)).toMatchObject({ buyer: "ava" });
  });

  it("AE-1: the hold is promised for three days and lives for 29", async () => {
    const orderNumber = await desk.risenOrder();
    const page = await openPage(await desk.ask(orderNumber));
    await answerPage(page, "agree");
    await sync(page);
    await desk.work();
    const { promised, lives } = await desk.row<{ promised: number; lives: number }>(
      `SELECT round(extract(epoch FROM guaranteed_until - authorized_at) / 86400)::int AS promised,
         round(extract(epoch FROM expires_at - authorized_at) / 86400)::int AS lives FROM authorizations WHERE hosted_session_id = $1`,
      [page.id],
    );
    expect([promised, lives]).toEqual([3, 29]);
  });

  it("DC-7 I5 I11: return and notification at once, and again later, hold the money once", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    await answerPage(page, "agree");
    for (let time = 0; time < 4; time++) await sync(page);
    await Promise.all([desk.work(), desk.work()]);
    await sync(page);
    await desk.work();
    expect(await desk.holds(`${orderNumber}-2`)).toHaveLength(1);
    expect(atPaypal(page)).toHaveLength(1);
    expect((await desk.events(orderNumber)).filter((type) => type === "approval_succeeded")).toHaveLength(1);
  });

  it("UN-1 I6: an answer that is lost on the way is asked for, and the approval goes on", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    await answerPage(page, "agree");
    await desk.fault({ action: "drop_after", gateway: "paypal", method: "POST", path: "*/authorize" });
    await sync(page);
    await desk.work();
    expect(await desk.request(id)).toMatchObject({ status: "approving" });
    await desk.advance(60_000);
    expect(await desk.request(id)).toMatchObject({ status: "approved" });
    expect(atPaypal(page)).toHaveLength(1);
  });

  it("H12: PayPal says no after all: nothing is held, the old order stands, and another try works", async () => {
    const orderNumber = await desk.risenOrder();
    const id = await desk.ask(orderNumber);
    const page = await openPage(id);
    await answerPage(page, "agree", "ben");
    await sync(page);
    await desk.work();
    expect(await desk.request(id)).toMatchObject({ status: "payment_failed", failure_reason: "do_not_honor" });
    expect(await desk.order(orderNumber)).toMatchObject({ status: "confirmed" });
    expect(await desk.holds(orderNumber)).toMatchObject([{ status: "authorized" }]);
    const again = await openPage(id);
    expect(again.id).not.toBe(page.id);
    await answerPage(again, "agree");
    await sync(again);
    await desk.work();
    expect(await desk.request(id)).toMatchObject({ status: "approved" });
  });

  it("FD-4: who cancels at PayPal comes back to the open question", async () => {
    const id = await desk.ask(await desk.risenOrder());
    const page = await openPage(id);
    const back = await answerPage(page, "cancel");
    expect(back).toMatch("https://desk.example.com/pay?show=methods&error=cancelled");
    await sync(page);
    await desk.work();
    expect(await desk.request(id)).toMatchObject({ status: "sent" });
  });

  it("I19 I9: an agreement to an order that was cancelled meanwhile is given up, and nothing is ever held", async () => {
    const orderNumber = await desk.risenOrder();
    const page = await openPage(await desk.ask(orderNumber));
    must(await cancelOrder(desk.context, { orderNumber }, { reason: "customer called" }));
    await answerPage(page, "agree");
    await desk.work();
    await sync(page);
    await desk.work();
    expect(await desk.row("SELECT status FROM hosted_sessions WHERE id = $1", [page.id])).toMatchObject({
      status: "closed",
    });
    expect(atPaypal(page)).toEqual([]);
    expect(await desk.holds(`${orderNumber}-2`)).toEqual([]);
  });
});
