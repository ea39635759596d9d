import { afterAll, describe, expect, it } from "vitest";
import { must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { money } from "@/lib/payments/money";
import { capturedMoneyAt } from "../capture/captured-money-for-tests";
import { cancelLines } from "../order/cancel-lines";
import { cancelOrder } from "../order/cancel-order";
import { stopForFraud } from "../order/stop-for-fraud";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { applySpare } from "./apply-spare";
import { requestRefund } from "./request-refund";

const desk = await openDeskForTests();
afterAll(() => desk.close());
const { capturedOrder, control, holdOf, notify, orderRow, listsOf } = capturedMoneyAt(desk);
const usd = (minor: number) => money(minor, "USD");

/** An order that captured 200.00 and was replaced, and its successor, confirmed and held for, of which nothing has shipped. */
async function lateMoney({ units = 1 } = {}): Promise<{ old: string; successor: string }> {
  const old = await capturedOrder();
  const successor = await desk.confirmedOrder({ quantity: units, unitPriceMinor: 20_000 / units });
  await replace(old, successor);
  return { old, successor };
}

async function replace(old: string, successor: string): Promise<void> {
  await desk.database.pool.query(
    `INSERT INTO order_links (store_id, predecessor_id, successor_id, reason, status, difference_minor, currency, created_at)
     SELECT $1, old.id, new.id, 'price_rise', 'complete', 0, 'USD', now() FROM orders old, orders new WHERE old.order_number = $2 AND new.order_number = $3`,
    [desk.context.storeId, old, successor],
  );
  await desk.database.pool.query("UPDATE orders SET status = 'replaced' WHERE order_number = $1", [old]);
}

async function giveBack(orderNumber: string, minor: number) {
  const refund = await requestRefund(desk.context, { orderNumber }, { amount: usd(minor), reason: "Returned" });
  await desk.work();
  return refund;
}

async function ship(orderNumber: string, quantity = 1): Promise<void> {
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, { lines: [{ lineNo: 1, quantity }] }));
  must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
}

const invoicesOf = async (orderNumber: string) =>
  (
    await desk.database.pool.query(
      `SELECT i.status || ' ' || i.captured_minor || ' of ' || i.amount_minor AS line FROM invoices i JOIN orders o ON o.id = i.order_id
       WHERE o.order_number = $1 ORDER BY i.release_no`,
      [orderNumber],
    )
  ).rows.map((row) => row.line);

const holdsOf = async (orderNumber: string) =>
  (
    await desk.database.pool.query(
      `SELECT z.status || ' ' || z.captured_minor || ' of ' || z.amount_minor AS line FROM authorizations z JOIN orders o ON o.id = z.order_id
       WHERE o.order_number = $1 ORDER BY z.requested_at, z.id`,
      [orderNumber],
    )
  ).rows.map((row) => row.line);

/** Where the money of these orders is by their books, and that the lineage's captures gave as much as its orders have. */
async function booksOf(...orderNumbers: string[]): Promise<Record<string, number>> {
  const { rows } = await desk.database.pool.query(
    `SELECT account, sum(amount_minor)::int AS minor FROM ledger_entries WHERE order_id IN (SELECT id FROM orders WHERE order_number = ANY($1))
     GROUP BY account HAVING sum(amount_minor) <> 0 ORDER BY account`,
    [orderNumbers],
  );
  const { given, taken } = await desk.row<{ given: bigint; taken: bigint }>(
    `SELECT (SELECT sum(applied_minor)::int8 FROM captures WHERE order_id IN (SELECT id FROM orders WHERE order_number = ANY($1))) AS given,
       (SELECT sum(applied_in_minor)::int8 FROM orders WHERE order_number = ANY($1)) AS taken`,
    [orderNumbers],
  );
  expect(taken).toBe(given);
  return Object.fromEntries(rows.map(({ account, minor }) => [account, minor]));
}

describe("an order that is paid ahead", () => {
  it("I18 PR-5: a replaced order's money pays its successor before it ships; the hold goes back, and shipment asks no gateway", async () => {
    const { old, successor } = await lateMoney();
    const { applied, ahead, orderNumbers } = must(await applySpare(desk.context, { orderNumber: old }));
    expect([applied, ahead, orderNumbers]).toEqual([usd(20_000), usd(20_000), [successor]]);
    expect(await orderRow(successor)).toMatchObject({ applied_in_minor: 20_000n, prepaid_minor: 20_000n });
    expect(await listsOf(old)).toEqual([]);
    await desk.work();
    expect(await holdsOf(successor)).toEqual(["voided 0 of 20000"]);
    expect(await booksOf(old, successor)).toMatchObject({ "clearing:stripe": 20_000, prepayments: -20_000 });
    expect(await listsOf(successor)).toEqual([]);

    await ship(successor);
    expect(await invoicesOf(successor)).toEqual(["captured 20000 of 20000"]);
    expect(await orderRow(successor)).toMatchObject({ status: "completed", prepaid_minor: 0n, captured_minor: 0n });
    expect(await booksOf(old, successor)).toEqual({ "clearing:stripe": 20_000, revenue: -40_000, receivable: 20_000 });
    await desk.work();
    expect(await orderRow(successor)).toMatchObject({ status: "completed", capture_status: "success" });
    expect(await listsOf(successor)).toEqual([]);
  });

  it("PR-5 I3 X05: what is paid ahead goes first, and only the rest is captured from the hold", async () => {
    const { old, successor } = await lateMoney({ units: 2 });
    must(await giveBack(old, 5_000));
    expect(must(await applySpare(desk.context, { orderNumber: old })).ahead).toEqual(usd(15_000));
    await desk.work();
    expect(await holdsOf(successor)).toEqual(["authorized 0 of 20000"]);
    await ship(successor);
    await desk.work();
    expect(await invoicesOf(successor)).toEqual(["captured 10000 of 10000"]);
    expect(await orderRow(successor)).toMatchObject({ status: "confirmed", prepaid_minor: 5_000n });
    await ship(successor);
    expect(await invoicesOf(successor)).toEqual(["captured 10000 of 10000", "open 5000 of 10000"]);
    await desk.work();
    expect(await invoicesOf(successor)).toEqual(["captured 10000 of 10000", "captured 10000 of 10000"]);
    expect(await holdsOf(successor)).toEqual(["captured 5000 of 20000"]);
    expect(await orderRow(successor)).toMatchObject({ status: "completed", captured_minor: 5_000n, prepaid_minor: 0n });
  });

  it("PR-5 I3: money that an order was paid ahead and needs is nobody's to give back", async () => {
    const { old, successor } = await lateMoney();
    must(await applySpare(desk.context, { orderNumber: old }));
    for (const orderNumber of [old, successor])
      expect(await giveBack(orderNumber, 1)).toMatchObject({ ok: false, reason: "paid_ahead" });
    await ship(successor);
    must(await giveBack(successor, 20_000));
    expect(await orderRow(old)).toMatchObject({ refunded_minor: 20_000n });
  });

  it("I9 I18 I2: cancelled, its money is in sight as spare with both choices, and is given back once", async () => {
    const { old, successor } = await lateMoney();
    must(await applySpare(desk.context, { orderNumber: old }));
    await desk.work();
    must(await cancelOrder(desk.context, { orderNumber: successor }, { reason: "Changed their mind" }));
    expect(await listsOf(successor)).toEqual(["unapplied-money unapplied_money 20000"]);
    must(await giveBack(successor, 8_000));
    expect(await listsOf(successor)).toEqual(["unapplied-money unapplied_money 12000"]);
    expect(await listsOf(old)).toEqual([]);
    must(await giveBack(old, 12_000));
    expect(await listsOf(successor)).toEqual([]);
    expect(await orderRow(successor)).toMatchObject({ applied_in_minor: 0n, prepaid_minor: 0n, spare_minor: 0n });
    expect(await orderRow(old)).toMatchObject({ refunded_minor: 20_000n, spare_minor: 0n });
    expect(await booksOf(old, successor)).toEqual({ refunds: 20_000, revenue: -20_000 });
  });

  it("I18: where its total falls, what is left over is spare; the rest stays", async () => {
    const { old, successor } = await lateMoney({ units: 2 });
    must(await applySpare(desk.context, { orderNumber: old }));
    await desk.work();
    const half = { lines: [{ lineNo: 1, quantity: 1 }], reason: "One is enough" };
    must(await cancelLines(desk.context, { orderNumber: successor }, half));
    expect(await listsOf(successor)).toEqual(["unapplied-money unapplied_money 10000"]);
    expect(await giveBack(successor, 10_001)).toMatchObject({ ok: false, reason: "paid_ahead" });
    must(await giveBack(successor, 10_000));
    expect(await orderRow(successor)).toMatchObject({ prepaid_minor: 10_000n, spare_minor: 0n });
    await ship(successor);
    expect(await orderRow(successor)).toMatchObject({ status: "completed", prepaid_minor: 0n });
    await booksOf(old, successor);
  });

  it("I8 I9: complete by what was paid ahead alone, it lets go of a hold that no last capture will", async () => {
    const { old, successor } = await lateMoney({ units: 4 });
    must(await giveBack(old, 5_000));
    must(await applySpare(desk.context, { orderNumber: old }));
    const one = { lines: [{ lineNo: 1, quantity: 1 }], reason: "Three are enough" };
    must(await cancelLines(desk.context, { orderNumber: successor }, one));
    await desk.work();
    expect(await holdsOf(successor)).toEqual(["authorized 0 of 20000"]);
    await ship(successor, 3);
    await desk.work();
    expect(await orderRow(successor)).toMatchObject({ status: "completed", prepaid_minor: 0n, captured_minor: 0n });
    expect(await holdsOf(successor)).toEqual(["voided 0 of 20000"]);
  });

  it("PR-5 I18: replaced in its turn, it hands its money on to the order that took its place", async () => {
    const { old, successor } = await lateMoney();
    must(await applySpare(desk.context, { orderNumber: old }));
    await desk.work();
    const third = await desk.confirmedOrder({ unitPriceMinor: 25_000 });
    await replace(successor, third);
    expect(must(await applySpare(desk.context, { orderNumber: successor })).ahead).toEqual(usd(20_000));
    expect(await orderRow(successor)).toMatchObject({ applied_in_minor: 0n, prepaid_minor: 0n, spare_minor: 0n });
    await ship(third);
    await desk.work();
    expect(await orderRow(third)).toMatchObject({ status: "completed", captured_minor: 5_000n });
    expect(await booksOf(old, successor, third)).toMatchObject({ "clearing:stripe": 25_000 });
  });

  it("X05 I3 I18: money that is refused late pays nothing ahead: the successor is short of it before its goods leave", async () => {
    const { old, successor } = await lateMoney({ units: 2 });
    must(await applySpare(desk.context, { orderNumber: old }));
    await desk.work();
    await ship(successor);
    const { reference, charge } = await holdOf(old);
    expect((await control(`charges/${charge}/fail`, { code: "insufficient_funds" })).ok).toBe(true);
    await notify({ kind: "authorization_changed", authorizationReference: reference, operationId: null });
    expect(await orderRow(successor)).toMatchObject({ applied_in_minor: 10_000n, prepaid_minor: 0n });
    expect(await invoicesOf(successor)).toEqual(["captured 10000 of 10000"]);
    expect(await listsOf(successor)).toEqual(["unpaid not_covered 10000"]);
    expect(await listsOf(old)).toEqual([]);
    const { releaseNo } = must(
      await releaseOrder(desk.context, { orderNumber: successor }, { lines: [{ lineNo: 1, quantity: 1 }] }),
    );
    expect(await booksOf(old, successor)).not.toHaveProperty("prepayments");
    await desk.database.pool.query("UPDATE order_payment_methods SET token = NULL");
    expect(await shipRelease(desk.context, { orderNumber: successor, releaseNo }, {})).toMatchObject({
      ok: false,
      reason: "blocked_by_payment",
    });
  });

  it("I14 I6: a fraud stop is named, and neither order is touched", async () => {
    const { old, successor } = await lateMoney();
    must(await stopForFraud(desk.context, { orderNumber: successor }, { reason: "Stolen card" }));
    expect(await applySpare(desk.context, { orderNumber: old })).toMatchObject({ reason: "order_fraud_stopped" });
    expect(await orderRow(successor)).toMatchObject({ applied_in_minor: 0n });
  });

  it("I2 I3: the database refuses more paid ahead than was applied, and less than nothing", async () => {
    const { old, successor } = await lateMoney();
    must(await applySpare(desk.context, { orderNumber: old }));
    for (const set of ["prepaid_minor = 20001", "prepaid_minor = -1", "applied_in_minor = 19999"])
      await expect(
        desk.database.pool.query(`UPDATE orders SET ${set} WHERE order_number = $1`, [successor]),
      ).rejects.toThrow("orders_prepaid");
  });
});
