import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { DAY_MS } from "@/lib/payments/instant";
import { requestCapture } from "./invoice/request-capture";
import { cancelOrder } from "./order/cancel-order";
import { repriceOrder, repriceOrderInput } from "./order/reprice-order";
import { liftFraudStop, stopForFraud } from "./order/stop-for-fraud";
import { releaseOrder } from "./release/release-order";
import { shipRelease } from "./release/ship-release";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

async function ship(orderNumber: string): Promise<{ invoiceId: string }> {
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  return must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
}

const orderRow = (orderNumber: string) =>
  desk.row<Record<string, unknown>>("SELECT * FROM orders WHERE order_number = $1", [orderNumber]);
const invoiceRow = (id: string) => desk.row<Record<string, unknown>>("SELECT * FROM invoices WHERE id = $1", [id]);
const lists = async (orderNumber: string) => {
  const { rows } = await desk.database.pool.query<{ list: string; reason: string; next_step: string }>(
    "SELECT w.list, w.reason, w.next_step FROM worklist_items w JOIN orders o ON o.id = w.order_id WHERE o.order_number = $1 AND w.closed_at IS NULL",
    [orderNumber],
  );
  return rows;
};
const failNextCapture = (code: string) => desk.fault({ action: "decline", operation: "capture", code });

describe("from authorization to capture", () => {
  it("H18 S40 S44: confirming authorizes the card for the order's amount and confirms the order", async () => {
    const orderNumber = await desk.confirmedOrder();
    const order = await orderRow(orderNumber);
    expect(order).toMatchObject({ status: "confirmed", approved_total_minor: 20_000n });
    const hold = await desk.row<Record<string, unknown>>("SELECT * FROM authorizations WHERE order_id = $1", [
      order.id,
    ]);
    expect(hold).toMatchObject({ status: "authorized", amount_minor: 20_000n, expiry_source: "gateway" });
    expect(await lists(orderNumber)).toEqual([]);
  });

  it("W01 W02 W04 W05 W06 W31 P22 P23 P24 P25 P26: shipping makes an invoice at once, and its capture follows in the background with every record linked", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { invoiceId } = await ship(orderNumber);
    expect(await invoiceRow(invoiceId)).toMatchObject({ status: "open", captured_minor: 0n });
    await desk.work();
    const invoice = await invoiceRow(invoiceId);
    expect(invoice).toMatchObject({
      status: "captured",
      captured_minor: 20_000n,
      reserved_minor: 0n,
      attempt_count: 1,
    });
    const order = await orderRow(orderNumber);
    expect(order).toMatchObject({ status: "completed", capture_status: "success", captured_minor: 20_000n });
    const capture = await desk.row<Record<string, unknown>>("SELECT * FROM captures WHERE order_id = $1", [order.id]);
    expect(capture).toMatchObject({ id: invoice.capture_id, status: "captured", invoice_id: invoiceId });
    expect(capture.gateway_reference).toMatch(/^ch_/);
    const attempt = await desk.row<Record<string, unknown>>("SELECT * FROM attempts WHERE capture_id = $1", [
      capture.id,
    ]);
    expect(attempt.gateway_reference).toBe(capture.gateway_reference);
    const release = await desk.row<Record<string, unknown>>("SELECT * FROM releases WHERE order_id = $1", [order.id]);
    expect(release.capture_date).toEqual(capture.captured_at);
    const books = await desk.row<{ sum: string; lines: bigint }>(
      "SELECT sum(amount_minor)::text AS sum, count(*) AS lines FROM ledger_entries WHERE order_id = $1",
      [order.id],
    );
    expect(books.sum).toBe("0");
  });

  it("W03 I5: shipping reported twice makes one invoice and one capture", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { invoiceId } = await ship(orderNumber);
    const again = must(await shipRelease(desk.context, { orderNumber, releaseNo: 1 }, {}));
    expect(again).toMatchObject({ invoiceId, isRepeat: true });
    await desk.work();
    must(await shipRelease(desk.context, { orderNumber, releaseNo: 1 }, {}));
    await desk.work();
    const order = await orderRow(orderNumber);
    expect(order.captured_minor).toBe(20_000n);
  });

  it("W32: an order with two releases is captured release by release", async () => {
    const orderNumber = await desk.confirmedOrder({ quantity: 2, unitPriceMinor: 10_000 });
    must(await releaseOrder(desk.context, { orderNumber }, { lines: [{ lineNo: 1, quantity: 1 }] }));
    must(await shipRelease(desk.context, { orderNumber, releaseNo: 1 }, {}));
    await desk.work();
    expect(await orderRow(orderNumber)).toMatchObject({ status: "confirmed", captured_minor: 10_000n });
    must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo: 2 }, {}));
    await desk.work();
    expect(await orderRow(orderNumber)).toMatchObject({
      status: "completed",
      captured_minor: 20_000n,
      capture_status: "success",
    });
  });
});

describe("when a capture fails", () => {
  it("P03 P05 P11 P01 W35: the invoice turns Failed by itself, with raw code, message, amount, attempt number and next step; a person's retry succeeds (P10, P15)", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { invoiceId } = await ship(orderNumber);
    await failNextCapture("processing_error");
    await desk.work();
    const failed = await invoiceRow(invoiceId);
    expect(failed).toMatchObject({
      status: "failed",
      attempt_count: 1,
      reserved_minor: 0n,
      last_reason: "technical_fault",
    });
    expect(failed.last_raw_code).toContain("processing_error");
    expect(await orderRow(orderNumber)).toMatchObject({ capture_status: "failed", captured_minor: 0n });
    expect((await lists(orderNumber)).map((row) => row.list)).toContain("failed-captures");

    must(await requestCapture(desk.context, { invoiceId, manual: true }));
    await desk.work();
    expect(await invoiceRow(invoiceId)).toMatchObject({ status: "captured", attempt_count: 2 });
    expect(await lists(orderNumber)).toEqual([]);
    const attempts = await desk.database.pool.query(
      "SELECT attempt_no, status FROM attempts WHERE invoice_id = $1 ORDER BY attempt_no",
      [invoiceId],
    );
    expect(attempts.rows).toEqual([
      { attempt_no: 1, status: "declined" },
      { attempt_no: 2, status: "succeeded" },
    ]);
  });

  it("I4: a refusal that ends the hold takes it off the books", async () => {
    const orderNumber = await desk.confirmedOrder();
    await ship(orderNumber);
    await desk.fault({ action: "decline", operation: "capture", code: "charge_expired_for_capture" });
    await desk.work();
    const { id } = await orderRow(orderNumber);
    const living = "SELECT count(*)::int AS count FROM authorizations WHERE order_id = $1 AND status = 'authorized'";
    const promised = "SELECT sum(amount_minor)::text AS sum FROM ledger_entries WHERE order_id = $1 AND account = $2";
    expect(await desk.row(living, [id])).toEqual({ count: 0 });
    expect(await desk.row(promised, [id, "holds:stripe"])).toEqual({ sum: "0" });
  });

  it("P13 P14 P17 H20: a hold that expired before the capture leads to authorize-and-capture on a new, linked hold", async () => {
    const orderNumber = await desk.confirmedOrder();
    await desk.advance(8 * DAY_MS);
    const order = await orderRow(orderNumber);
    const dead = await desk.row<Record<string, unknown>>("SELECT * FROM authorizations WHERE order_id = $1", [
      order.id,
    ]);
    expect(dead.status).toBe("expired");
    expect((await lists(orderNumber)).map((row) => row.reason)).toContain("authorization_expired");
    const { invoiceId } = await ship(orderNumber);
    await desk.work();
    expect(await invoiceRow(invoiceId)).toMatchObject({ status: "captured" });
    const fresh = await desk.row<Record<string, unknown>>(
      "SELECT * FROM authorizations WHERE order_id = $1 AND replaces_id = $2",
      [order.id, dead.id],
    );
    expect(fresh).toMatchObject({ status: "captured", captured_minor: 20_000n });
    const attempt = await desk.row<Record<string, unknown>>("SELECT operation FROM attempts WHERE invoice_id = $1", [
      invoiceId,
    ]);
    expect(attempt.operation).toBe("authorize_and_capture");
  });

  it("P18 P19 P21 I14: a fraud stop ends every attempt on every road until it is lifted", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { invoiceId } = await ship(orderNumber);
    must(await stopForFraud(desk.context, { orderNumber }, { reason: "verdict of the fraud service" }));
    await desk.work();
    expect(await invoiceRow(invoiceId)).toMatchObject({ status: "finally_failed", captured_minor: 0n });
    expect(await requestCapture(desk.context, { invoiceId, manual: true })).toMatchObject({
      ok: false,
      reason: "order_fraud_stopped",
    });
    must(await liftFraudStop(desk.context, { orderNumber }, { reason: "customer proved who they are" }));
    must(await requestCapture(desk.context, { invoiceId, manual: true }));
    await desk.work();
    expect(await orderRow(orderNumber)).toMatchObject({ captured_minor: 20_000n });
  });

  it("I18 P21: what is owed fails when its order is stopped; lifted before anybody looked, it stands in front of people and nobody begins it", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { invoiceId } = await ship(orderNumber);
    // The background has been there, and waits for something else.
    await desk.database.pool.query("DELETE FROM graphile_worker._private_jobs WHERE key = 'capture:' || $1", [
      invoiceId,
    ]);
    must(await stopForFraud(desk.context, { orderNumber }, { reason: "verdict of the fraud service" }));
    must(await liftFraudStop(desk.context, { orderNumber }, { reason: "customer proved who they are" }));
    await desk.advance(86_400_000);
    expect(await invoiceRow(invoiceId)).toMatchObject({
      status: "finally_failed",
      captured_minor: 0n,
      last_reason: null,
    });
    expect((await lists(orderNumber)).map((row) => row.list)).toEqual(
      expect.arrayContaining(["failed-captures", "unpaid"]),
    );
    must(await requestCapture(desk.context, { invoiceId, manual: true }));
    await desk.work();
    expect(await orderRow(orderNumber)).toMatchObject({ captured_minor: 20_000n });
  });

  it("UN-1 I6 I7 X06: an answer that never came freezes the invoice; the enquiry finds the money and nothing is taken twice", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { invoiceId } = await ship(orderNumber);
    await desk.fault({ action: "drop_after", method: "POST", path: "/v1/payment_intents/*/capture" });
    await desk.work();
    expect(await invoiceRow(invoiceId)).toMatchObject({
      status: "unconfirmed",
      captured_minor: 0n,
      reserved_minor: 20_000n,
    });
    expect(await requestCapture(desk.context, { invoiceId, manual: true })).toMatchObject({
      ok: false,
      reason: "outcome_unknown",
    });
    expect((await lists(orderNumber)).map((row) => row.list)).toContain("unconfirmed");
    await desk.advance(60_000);
    expect(await invoiceRow(invoiceId)).toMatchObject({
      status: "captured",
      captured_minor: 20_000n,
      reserved_minor: 0n,
    });
  });
});

describe("when the order changes", () => {
  it("H06 H08 H14: a price rise waits for the customer and blocks shipping; H33: a fall needs no approval and captures less", async () => {
    const orderNumber = await desk.confirmedOrder({ source: "repair" });
    const lines = (unitPriceMinor: number) =>
      repriceOrderInput.parse({ lines: [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor }] });
    const risen = must(await repriceOrder(desk.context, { orderNumber }, lines(24_118)));
    expect(risen).toMatchObject({ direction: "rise", needsApproval: true, nextStep: "ask_customer" });
    expect((await lists(orderNumber)).map((row) => row.reason)).toContain("price_rise");
    expect(await releaseOrder(desk.context, { orderNumber }, {})).toMatchObject({
      ok: false,
      reason: "blocked_by_payment",
    });
    const fallen = must(await repriceOrder(desk.context, { orderNumber }, lines(15_000)));
    expect(fallen).toMatchObject({ direction: "fall", needsApproval: false });
    expect(await lists(orderNumber)).toEqual([]);
    await ship(orderNumber);
    await desk.work();
    const order = await orderRow(orderNumber);
    expect(order).toMatchObject({ captured_minor: 15_000n, status: "completed" });
    // What the last capture left of the hold is promised to nobody any more.
    const promised = "SELECT sum(amount_minor)::text AS sum FROM ledger_entries WHERE order_id = $1 AND account = $2";
    expect(await desk.row(promised, [order.id, "holds:stripe"])).toEqual({ sum: "0" });
  });

  it("I9 PR-4 X04: cancelling releases the hold at the gateway; an order with a dead hold can be cancelled", async () => {
    const orderNumber = await desk.confirmedOrder();
    must(await cancelOrder(desk.context, { orderNumber }, { reason: "customer changed their mind" }));
    await desk.work();
    const order = await orderRow(orderNumber);
    expect(order.status).toBe("cancelled");
    expect(await desk.row("SELECT status FROM authorizations WHERE order_id = $1", [order.id])).toEqual({
      status: "voided",
    });
    const other = await desk.confirmedOrder();
    await desk.advance(8 * DAY_MS);
    must(await cancelOrder(desk.context, { orderNumber: other }, { reason: "too late" }));
    expect(await orderRow(other)).toMatchObject({ status: "cancelled" });
  });
});
