import { afterAll, describe, expect, it } from "vitest";
import { must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { money } from "@/lib/payments/money";
import { cancelOrder } from "../order/cancel-order";
import { applySpare } from "../refund/apply-spare";
import { requestRefund } from "../refund/request-refund";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { capturedMoneyAt } from "./captured-money-for-tests";

const desk = await openDeskForTests();
afterAll(() => desk.close());
const { capturedOrder, notify, control, holdOf, orderRow, listsOf, clearingOf } = capturedMoneyAt(desk);

describe("captured money that is refused late", () => {
  it("X05 I20: reopens the order, brings it back to the panel, and tells whoever ships", async () => {
    const orderNumber = await capturedOrder();
    expect(await orderRow(orderNumber)).toMatchObject({ status: "completed", captured_minor: 20_000n });
    const { reference, charge } = await holdOf(orderNumber);
    expect((await control(`charges/${charge}/fail`, { code: "insufficient_funds" })).ok).toBe(true);
    const meaning = { kind: "authorization_changed", authorizationReference: reference, operationId: null } as const;
    await notify(meaning);

    expect(await orderRow(orderNumber)).toMatchObject({
      status: "shipped",
      captured_minor: 0n,
      capture_status: "failed",
    });
    expect(await listsOf(orderNumber)).toEqual(["failed-captures capture_failed 20000", "unpaid capture_failed 20000"]);
    const invoice = await desk.row<Record<string, unknown>>(
      "SELECT * FROM invoices WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    expect(invoice).toMatchObject({ status: "failed", captured_minor: 0n, last_reason: "insufficient_funds" });
    expect(await clearingOf(orderNumber)).toBe(0n);
    const told = await desk.row<{ data: object }>(
      "SELECT data FROM events WHERE type = 'capture_refused_late' AND order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    expect(told.data).toMatchObject({ amountMinor: "20000", reason: "insufficient_funds" });
    const mail = await desk.row<Record<string, unknown>>(
      "SELECT * FROM mails WHERE kind = 'late_refusal' AND order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    expect(mail).toMatchObject({ to_address: "help@northlight.example.com" });

    await notify(meaning);
    expect(await clearingOf(orderNumber)).toBe(0n);
  });

  it("X05: a gateway that names the capture itself, as for a bounced check, has the same effect", async () => {
    const orderNumber = await capturedOrder();
    const { charge } = await holdOf(orderNumber);
    const refusal = { reason: "account_closed", rawCode: "R02", rawMessage: null } as const;
    await notify({ kind: "capture_refused", captureReference: charge, refusal });
    expect(await orderRow(orderNumber)).toMatchObject({ status: "shipped", captured_minor: 0n });
  });
});

/** Somebody takes a hold's money at the gateway itself, past us. */
async function captureByHand(orderNumber: string): Promise<string> {
  const { reference } = await desk.row<{ reference: string }>(
    `SELECT gateway_reference AS reference FROM authorizations WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)`,
    [orderNumber],
  );
  const answer = await fetch(`${desk.sandbox.url}/v1/payment_intents/${reference}/capture`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_desk" },
  });
  expect(answer.status).toBe(200);
  return reference;
}

async function shippedUnpaid(): Promise<string> {
  const orderNumber = await desk.confirmedOrder();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  await desk.fault({ action: "decline", operation: "capture", code: "card_declined", declineCode: "stolen_card" });
  await desk.work();
  expect(await orderRow(orderNumber)).toMatchObject({ status: "shipped", captured_minor: 0n });
  return orderNumber;
}

describe("money that is found at the gateway", () => {
  it("I20 I5: a success that comes after its refusal pays the invoice, so that nothing is captured twice", async () => {
    const orderNumber = await shippedUnpaid();
    const reference = await captureByHand(orderNumber);
    const meaning = { kind: "authorization_changed", authorizationReference: reference, operationId: null } as const;
    await notify(meaning);
    await notify(meaning);
    expect(await orderRow(orderNumber)).toMatchObject({ status: "completed", captured_minor: 20_000n });
    expect(await listsOf(orderNumber)).toEqual([]);
    expect(await clearingOf(orderNumber)).toBe(20_000n);
  });

  it("RF-3 PR-4 I9: a hold that was captured before it could be released is refunded, and the cancelled order keeps nothing", async () => {
    const orderNumber = await desk.confirmedOrder();
    await captureByHand(orderNumber);
    must(await cancelOrder(desk.context, { orderNumber }, { reason: "Changed their mind" }));
    await desk.work();
    expect(await orderRow(orderNumber)).toMatchObject({
      status: "cancelled",
      captured_minor: 20_000n,
      refunded_minor: 20_000n,
      spare_minor: 0n,
    });
    expect(await listsOf(orderNumber)).toEqual([]);
    expect(await clearingOf(orderNumber)).toBe(0n);
  });

  it("I9 I18: on an order that ended meanwhile it is unapplied money with a deadline, and a refund settles it", async () => {
    const orderNumber = await desk.confirmedOrder();
    await desk.database.pool.query("UPDATE orders SET status = 'cancelled' WHERE order_number = $1", [orderNumber]);
    const reference = await captureByHand(orderNumber);
    await notify({ kind: "authorization_changed", authorizationReference: reference, operationId: null });
    expect(await listsOf(orderNumber)).toEqual(["unapplied-money unapplied_money 20000"]);
    const row = () =>
      desk.row<Record<string, unknown>>(
        "SELECT * FROM unapplied_money WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
        [orderNumber],
      );
    const open = await row();
    expect(open).toMatchObject({ status: "open", amount_minor: 20_000n, reason: "order_closed" });
    expect((open.deadline_at as Date).getTime() - (open.created_at as Date).getTime()).toBe(7 * 86_400_000);
    const all = { amount: money(20_000, "USD"), reason: "Order was cancelled" };
    must(await requestRefund(desk.context, { orderNumber }, all));
    await desk.work();
    expect(await row()).toMatchObject({ status: "settled" });
    expect(await listsOf(orderNumber)).toEqual([]);
  });
});

describe("the money of a lineage", () => {
  it("PR-5 I18: a replaced order's money pays what its successor owes, refunds draw on it from either end, and nothing is counted twice", async () => {
    const old = await capturedOrder();
    const successor = await shippedUnpaid();
    const id = async (orderNumber: string) => (await orderRow(orderNumber)).id;
    await desk.database.pool.query(
      `INSERT INTO order_links (store_id, predecessor_id, successor_id, reason, status, difference_minor, currency, created_at)
       VALUES ($1, $2, $3, 'price_rise', 'complete', 0, 'USD', now())`,
      [desk.context.storeId, await id(old), await id(successor)],
    );
    await desk.database.pool.query("UPDATE orders SET status = 'replaced' WHERE order_number = $1", [old]);

    must(
      await requestRefund(
        desk.context,
        { orderNumber: successor },
        { amount: money(5_000, "USD"), reason: "Goodwill" },
      ),
    );
    await desk.work();
    expect(await orderRow(old)).toMatchObject({ refunded_minor: 5_000n, spare_minor: 15_000n });
    expect(await listsOf(old)).toEqual(["unapplied-money unapplied_money 15000"]);

    expect(must(await applySpare(desk.context, { orderNumber: old })).applied).toEqual(money(15_000, "USD"));
    expect(await listsOf(old)).toEqual([]);
    expect(await orderRow(successor)).toMatchObject({ applied_in_minor: 15_000n });
    const invoice = await desk.row<Record<string, unknown>>(
      "SELECT * FROM invoices WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [successor],
    );
    expect(invoice).toMatchObject({ captured_minor: 15_000n, amount_minor: 20_000n });
    expect(await applySpare(desk.context, { orderNumber: old })).toMatchObject({ reason: "nothing_spare" });

    const over = { amount: money(15_001, "USD"), reason: "Returned" };
    expect(await requestRefund(desk.context, { orderNumber: successor }, over)).toMatchObject({ ok: false });
    const both = await Promise.all(
      [old, successor].map((orderNumber) =>
        requestRefund(desk.context, { orderNumber }, { amount: money(8_000, "USD"), reason: "Returned" }),
      ),
    );
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    await desk.work();
    expect(await orderRow(old)).toMatchObject({ refunded_minor: 13_000n });
  });
});

describe("a refund that fails days later", () => {
  it("RF-1 I18: is kept money again, stands on the desk, and can be asked for anew", async () => {
    const orderNumber = await capturedOrder("pm_card_refundFail");
    must(await requestRefund(desk.context, { orderNumber }, { amount: money(5_000, "USD"), reason: "Broken" }));
    await desk.work();
    expect(await orderRow(orderNumber)).toMatchObject({ refunded_minor: 5_000n });
    const { reference } = await desk.row<{ reference: string }>(
      "SELECT gateway_reference AS reference FROM refunds WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    await desk.advance(86_400_000);
    await notify({ kind: "refund_changed", refundReference: reference, operationId: null });
    expect(await orderRow(orderNumber)).toMatchObject({ refunded_minor: 0n, refund_failed_minor: 5_000n });
    expect(await listsOf(orderNumber)).toEqual(["unapplied-money refund_failed 5000"]);
    expect(await clearingOf(orderNumber)).toBe(20_000n);
  });
});
