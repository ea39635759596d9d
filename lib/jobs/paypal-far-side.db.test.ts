import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { receiveNotification } from "@/lib/operations/notification/receive-notification";
import { acceptDifference } from "@/lib/operations/reconciliation/accept-difference";
import { requestComparison } from "@/lib/operations/reconciliation/ask-books";
import { requestRefund } from "@/lib/operations/refund/request-refund";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";
import { paypalOrdersAt } from "./paypal-orders-for-tests";

let desk: DeskForTests;
let shop: ReturnType<typeof paypalOrdersAt>;
beforeAll(async () => {
  desk = await openDeskForTests();
  shop = paypalOrdersAt(desk);
  await desk.advance(SECOND_MS);
  // Each road is shown by itself: nothing else may mend it first.
  await desk.database.pool.query("UPDATE gateway_schedules SET due_at = 'infinity'");
});
afterEach(() => fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" }));
afterAll(() => desk.close());

const holdStatus = (orderId: string) => desk.row("SELECT status FROM authorizations WHERE order_id = $1", [orderId]);

async function compare() {
  must(await requestComparison(desk.context));
  await desk.work();
  return desk.row<{ status: string; compared: number; healed: number; failure: string | null }>(
    `SELECT status, compared_count AS compared, healed_count AS healed, failure FROM reconciliation_runs
     WHERE gateway = 'paypal' ORDER BY started_at DESC, id DESC LIMIT 1`,
  );
}

async function differencesOf(orderId: string) {
  const { rows } = await desk.database.pool.query<{ id: string; kind: string; list: string }>(
    `SELECT d.id, d.kind, d.ours_minor AS ours, d.theirs_minor AS theirs, w.list, w.next_step AS step FROM reconciliation_differences d
     LEFT JOIN worklist_items w ON w.subject = d.id AND w.closed_at IS NULL AND w.reason = 'gateway_difference'
     WHERE d.order_id = $1 AND d.status = 'open' ORDER BY d.kind`,
    [orderId],
  );
  return rows;
}

describe("our books beside PayPal's", () => {
  it("I4: where both agree a run is finished and finds nothing", async () => {
    await shop.held();
    const { orderId } = await shop.captured();
    expect(await compare()).toMatchObject({ status: "finished", healed: 0, failure: null });
    expect(await differencesOf(orderId)).toEqual([]);
  });

  it("I4 I18: money captured and refunded on PayPal's own site is listed with both figures and what to do", async () => {
    const byHand = await shop.held();
    await shop.atPaypal(`/v2/payments/authorizations/${byHand.authorization}/capture`, { final_capture: true });
    const refunded = await shop.captured();
    await shop.atPaypal(`/v2/payments/captures/${refunded.capture}/refund`, {
      amount: { currency_code: "USD", value: "50.00" },
    });
    await compare();
    expect(await differencesOf(byHand.orderId)).toMatchObject([
      { kind: "captured_at_gateway", ours: 0n, theirs: 20_000n, list: "unapplied-money", step: "review" },
    ]);
    const [difference] = await differencesOf(refunded.orderId);
    expect(difference).toMatchObject({
      kind: "refunded_at_gateway",
      ours: 0n,
      theirs: 5_000n,
      list: "unconfirmed",
      step: "review",
    });
    must(await acceptDifference(desk.context, difference?.id ?? "", "Refunded by phone, agreed with the customer"));
    await compare();
    expect(await differencesOf(refunded.orderId)).toEqual([]);
  });

  it("I4 I20: a hold that was released on PayPal's site is mended by the road of a notification", async () => {
    const { orderId, authorization } = await shop.held();
    await shop.atPaypal(`/v2/payments/authorizations/${authorization}/void`);
    expect(await compare()).toMatchObject({ healed: 1 });
    expect(await holdStatus(orderId)).toEqual({ status: "voided" });
    expect(await differencesOf(orderId)).toEqual([]);
  });

  it("I4: a payment with our mark that we do not know is shown, and one with a shop's own marks is left alone", async () => {
    const { orderNumber, orderId } = await shop.held();
    const authorized = async (unit: object) => {
      const amount = { currency_code: "USD", value: "7.00" };
      const { id } = await shop.atPaypal("/v2/checkout/orders", {
        intent: "AUTHORIZE",
        purchase_units: [{ amount, ...unit }],
      });
      await shop.atPaypal(`/v2/checkout/orders/${id}/authorize`, {
        payment_source: { paypal: { vault_id: "sandbox_vault_ava" } },
      });
    };
    await authorized({ custom_id: "op_lost", invoice_id: `${orderNumber}.op_lost` });
    await authorized({ custom_id: orderNumber, invoice_id: `${orderNumber}.2` });
    await compare();
    expect(await differencesOf(orderId)).toMatchObject([
      { kind: "unknown_to_us", ours: null, theirs: 700n, list: "unapplied-money" },
    ]);
  });

  it("I4: a hold that PayPal does not know is a difference", async () => {
    const { orderId } = await shop.held();
    await desk.database.pool.query("UPDATE authorizations SET gateway_reference = 'OFNOBODY' WHERE order_id = $1", [
      orderId,
    ]);
    await compare();
    expect((await differencesOf(orderId)).map(({ kind }) => kind)).toEqual(["missing_at_gateway", "unknown_to_us"]);
  });

  it("I4 I6 UN-6: a capture without an answer, and one under review, are no differences", async () => {
    const silent = await shop.held();
    await desk.fault({ action: "drop_after", gateway: "paypal", path: `*${silent.authorization}/capture` });
    await shop.ship(silent);
    const reviewed = await shop.held("finn");
    await shop.ship(reviewed);
    await compare();
    expect(await differencesOf(silent.orderId)).toEqual([]);
    expect(await differencesOf(reviewed.orderId)).toEqual([]);
    await desk.advance(5 * MINUTE_MS);
    await compare();
    for (const { orderId } of [silent, reviewed]) {
      expect(await differencesOf(orderId)).toEqual([]);
      expect(await desk.row("SELECT captured_minor FROM orders WHERE id = $1", [orderId])).toEqual({
        captured_minor: 20_000n,
      });
    }
  });

  it("I4 I6 UN-6: a hold on an agreement bears the page's mark: while its own call is unanswered, that explains it", async () => {
    const orderNumber = shop.nextNumber();
    const { id, links } = await shop.atPaypal<{ id: string; links: { rel: string; href: string }[] }>(
      "/v2/checkout/orders",
      {
        intent: "AUTHORIZE",
        purchase_units: [
          {
            amount: { currency_code: "USD", value: "200.00" },
            custom_id: "op_page",
            invoice_id: `${orderNumber}.op_page`,
          },
        ],
        payment_source: {
          paypal: { experience_context: { return_url: "https://shop.test/", cancel_url: "https://shop.test/" } },
        },
      },
    );
    const page = links.find(({ rel }) => rel === "payer-action")?.href ?? "";
    await fetch(page, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ answer: "agree", buyer: "ava" }),
    });
    await desk.fault({ action: "drop_after", gateway: "paypal", path: `*${id}/authorize` });
    const { orderId } = await shop.heldBy(orderNumber, `order:${id}`);
    expect(await holdStatus(orderId)).toEqual({ status: "authorize_unconfirmed" });
    await compare();
    expect(await differencesOf(orderId)).toEqual([]);
    await desk.advance(MINUTE_MS);
    await compare();
    expect(await holdStatus(orderId)).toEqual({ status: "authorized" });
    expect(await differencesOf(orderId)).toEqual([]);
  });

  it("I4 I7: while PayPal does not answer the run is unfinished, and what was open stays open", async () => {
    const { orderId, authorization } = await shop.held();
    await shop.atPaypal(`/v2/payments/authorizations/${authorization}/capture`, { final_capture: true });
    await compare();
    await desk.fault({ action: "drop_before", gateway: "paypal", path: "/v1/notifications/*", count: null });
    expect(await compare()).toMatchObject({ status: "unfinished", failure: "gateway_silent" });
    expect(await differencesOf(orderId)).toHaveLength(1);
  });
});

describe("a dispute at PayPal", () => {
  const control = async (path: string, body: object): Promise<{ id: string }> => {
    const response = await fetch(`${desk.sandbox.url}/__sandbox/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as { id: string };
  };
  /** Everything that PayPal tells is heard by asking. */
  const listen = async () => {
    await desk.database.pool.query(
      "UPDATE gateway_schedules SET due_at = paydesk_now() WHERE gateway = 'paypal' AND task = 'notifications'",
    );
    await desk.advance(SECOND_MS);
  };
  const refund = (orderNumber: string, minor: number) =>
    requestRefund(desk.context, { orderNumber }, { amount: money(minor, "USD"), reason: "Broken" });
  const disputeOf = (orderId: string) =>
    desk.row("SELECT status, amount_minor FROM disputes WHERE order_id = $1", [orderId]);
  const clearing = (orderId: string) =>
    desk.row(
      "SELECT sum(amount_minor)::int8 AS sum FROM ledger_entries WHERE account = 'clearing:paypal' AND order_id = $1",
      [orderId],
    );

  it("FD-3 I20: blocks its refunds, puts its order before a person, and gives the money free when PayPal decides for us", async () => {
    const { orderNumber, orderId, capture } = await shop.captured();
    const { id } = await control("disputes", { capture, stage: "INQUIRY" });
    await listen();
    expect(await disputeOf(orderId)).toEqual({ status: "open", amount_minor: 20_000n });
    expect(await refund(orderNumber, 5_000)).toMatchObject({ reason: "refund_disputed" });
    expect(
      await desk.row("SELECT reason, next_step FROM worklist_items WHERE order_id = $1 AND closed_at IS NULL", [
        orderId,
      ]),
    ).toEqual({ reason: "payment_disputed", next_step: "ask_about_dispute" });
    await control(`disputes/${id}`, { status: "won" });
    await listen();
    expect(await disputeOf(orderId)).toMatchObject({ status: "won" });
    must(await refund(orderNumber, 5_000));
    await desk.work();
    expect(await desk.row("SELECT refunded_minor FROM orders WHERE id = $1", [orderId])).toEqual({
      refunded_minor: 5_000n,
    });
  });

  it("FD-3 I2: that is lost in part takes that part for good, and leaves the rest to be refunded", async () => {
    const { orderNumber, orderId, capture } = await shop.captured();
    const { id } = await control("disputes", { capture });
    await control(`disputes/${id}`, { status: "lost", value: "60.00" });
    await listen();
    expect(await disputeOf(orderId)).toEqual({ status: "lost", amount_minor: 6_000n });
    expect(await clearing(orderId)).toEqual({ sum: 14_000n });
    expect(await refund(orderNumber, 14_001)).toMatchObject({ ok: false });
    expect(await refund(orderNumber, 14_000)).toMatchObject({ ok: true });
  });

  it("FD-3 I11 I20: whose first notice was lost is found by the next, which asks how it stands", async () => {
    const { orderId, capture } = await shop.captured();
    const { id } = await control("disputes", { capture, stage: "INQUIRY" });
    const tell = async () => {
      const meaning = { kind: "dispute_changed", disputeReference: id } as const;
      const eventId = `WH-${randomUUID()}`;
      const notification = { eventId, type: "CUSTOMER.DISPUTE.UPDATED", occurredAt: toInstant(Date.now()), meaning };
      await receiveNotification(desk.context, "paypal", notification, {});
      await desk.work();
      return desk.row("SELECT result FROM gateway_notifications WHERE event_id = $1", [eventId]);
    };
    expect(await tell()).toEqual({ result: "recorded" });
    expect(await disputeOf(orderId)).toMatchObject({ status: "open" });
    expect(await tell()).toEqual({ result: "agreed" });
    await control(`disputes/${id}`, { status: "lost" });
    expect(await tell()).toEqual({ result: "recorded" });
    expect(await disputeOf(orderId)).toEqual({ status: "lost", amount_minor: 20_000n });
    await listen();
    expect(await clearing(orderId)).toEqual({ sum: 0n });
  });
});

describe("days of silence", () => {
  const due = () =>
    desk.database.pool.query(
      "UPDATE gateway_schedules SET due_at = paydesk_now() WHERE gateway = 'paypal' AND task = 'notifications'",
    );

  it("WH-5 I11 I20: what PayPal did meanwhile is found by asking, each event once, however long it was", async () => {
    const { orderId, authorization } = await shop.held();
    await shop.atPaypal(`/v2/payments/authorizations/${authorization}/void`);
    await due();
    await desk.advance(3 * DAY_MS);
    expect(await holdStatus(orderId)).toEqual({ status: "voided" });
    const stored = () =>
      desk.row<{ count: bigint; listed: bigint }>(
        "SELECT count(*) AS count, count(*) FILTER (WHERE source = 'list') AS listed FROM gateway_notifications WHERE gateway = 'paypal'",
      );
    const first = await stored();
    expect(first.listed).toBeGreaterThan(0n);
    await due();
    await desk.advance(HOUR_MS);
    expect(await stored()).toEqual(first);
  });

  it("WH-5 JB-4: while PayPal is silent the cursor stands, and nothing is lost", async () => {
    const { orderId, authorization } = await shop.held();
    await shop.atPaypal(`/v2/payments/authorizations/${authorization}/void`);
    await desk.fault({ action: "drop_before", gateway: "paypal", path: "/v1/notifications/*", count: null });
    const cursor = () =>
      desk.row<{ until: Date; error: string | null }>(
        "SELECT done_until AS until, last_error AS error FROM gateway_schedules WHERE gateway = 'paypal' AND task = 'notifications'",
      );
    const before = await cursor();
    await due();
    await desk.advance(HOUR_MS);
    expect(await cursor()).toEqual({ until: before.until, error: "gateway_silent" });
    expect(await holdStatus(orderId)).toEqual({ status: "authorized" });
    await fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" });
    await due();
    await desk.advance(MINUTE_MS);
    expect((await cursor()).until.getTime()).toBeGreaterThan(before.until.getTime());
    expect(await holdStatus(orderId)).toEqual({ status: "voided" });
  });
});
