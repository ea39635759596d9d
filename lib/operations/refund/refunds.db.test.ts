import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { money } from "@/lib/payments/money";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { requestRefund } from "./request-refund";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

async function capturedOrder(options: Parameters<DeskForTests["confirmedOrder"]>[0] = {}): Promise<string> {
  const orderNumber = await desk.confirmedOrder(options);
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  await desk.work();
  return orderNumber;
}

const back = (orderNumber: string, minor: number, currency = "USD") =>
  requestRefund(desk.context, { orderNumber }, { amount: money(minor, currency), reason: "Arrived broken" });

type Books = { captured: bigint; refunded: bigint; reserved: bigint; order_refunded: bigint; failed: bigint };
const booksOf = (orderNumber: string) =>
  desk.row<Books>(
    `SELECT sum(c.amount_minor)::int8 AS captured, sum(c.refunded_minor)::int8 AS refunded, sum(c.refund_reserved_minor)::int8 AS reserved,
       o.refunded_minor AS order_refunded, o.refund_failed_minor AS failed
     FROM orders o JOIN captures c ON c.store_id = o.store_id AND c.order_id = o.id WHERE o.order_number = $1 AND c.status = 'captured'
     GROUP BY o.refunded_minor, o.refund_failed_minor`,
    [orderNumber],
  );

/** What the sandbox itself says went back for this order. */
async function refundedAtGateway(orderNumber: string): Promise<number> {
  const ledger = (await (await fetch(`${desk.sandbox.url}/__sandbox/ledger`)).json()) as {
    intents: { refunded: number; metadata: Record<string, string> }[];
  };
  return ledger.intents
    .filter((intent) => intent.metadata.order_number === orderNumber)
    .reduce((sum, intent) => sum + intent.refunded, 0);
}

async function eventsOf(orderNumber: string): Promise<string[]> {
  const { rows } = await desk.database.pool.query<{ type: string }>(
    "SELECT type FROM events WHERE order_id = (SELECT id FROM orders WHERE order_number = $1) ORDER BY seq",
    [orderNumber],
  );
  return rows.map((row) => row.type);
}

async function looseOf(orderNumber: string): Promise<string[]> {
  const { rows } = await desk.database.pool.query<{ line: string }>(
    `SELECT reason || ' ' || amount_minor || ' ' || next_step AS line FROM worklist_items
     WHERE list = 'unapplied-money' AND closed_at IS NULL AND order_id = (SELECT id FROM orders WHERE order_number = $1) ORDER BY reason`,
    [orderNumber],
  );
  return rows.map((row) => row.line);
}

describe("a refund", () => {
  it("RF-3: of captured money goes back as a refund, in our books and at the gateway", async () => {
    const orderNumber = await capturedOrder();
    must(await back(orderNumber, 5_000));
    expect(await booksOf(orderNumber)).toMatchObject({ refunded: 0n, reserved: 5_000n });
    await desk.work();
    expect(await booksOf(orderNumber)).toMatchObject({ refunded: 5_000n, reserved: 0n, order_refunded: 5_000n });
    expect(await refundedAtGateway(orderNumber)).toBe(5_000);
    expect(await eventsOf(orderNumber)).toEqual(expect.arrayContaining(["refund_requested", "refund_succeeded"]));
  });

  it("RF-3 PR-4: of money that is only held is refused: a hold is released, not refunded", async () => {
    const orderNumber = await desk.confirmedOrder();
    expect(await back(orderNumber, 100)).toMatchObject({ ok: false, reason: "nothing_to_refund" });
  });

  it("RF-1 I2: of 50 refunds at once exactly as many go out as the captured rest allows", async () => {
    const orderNumber = await capturedOrder({ unitPriceMinor: 10_000 });
    const asked = await Promise.all(Array.from({ length: 50 }, () => back(orderNumber, 700)));
    expect(asked.filter((each) => each.ok)).toHaveLength(14);
    for (const each of asked) if (!each.ok) expect(each.reason).toBe("exceeds_refundable");
    await desk.work();
    expect(await booksOf(orderNumber)).toMatchObject({ refunded: 9_800n, reserved: 0n, order_refunded: 9_800n });
    expect(await refundedAtGateway(orderNumber)).toBe(9_800);
    must(await back(orderNumber, 200));
    await desk.work();
    expect(await refundedAtGateway(orderNumber)).toBe(10_000);
    expect(await back(orderNumber, 1)).toMatchObject({ ok: false, reason: "nothing_to_refund" });
  });

  it("DC-1: asked from two tabs that saw the same order goes out once", async () => {
    const orderNumber = await capturedOrder();
    const { version } = await desk.row<{ version: number }>("SELECT version FROM orders WHERE order_number = $1", [
      orderNumber,
    ]);
    const input = { amount: money(2_000, "USD"), reason: "Goodwill" };
    const both = await Promise.all([
      requestRefund(desk.context, { orderNumber, version }, input),
      requestRefund(desk.context, { orderNumber, version }, input),
    ]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(both.find((each) => !each.ok)).toMatchObject({ reason: "stale_version" });
    await desk.work();
    expect(await refundedAtGateway(orderNumber)).toBe(2_000);
  });

  it("CU-1 CU-2: yen go back as whole yen; an amount in another currency than the order's is refused", async () => {
    const orderNumber = await capturedOrder({ unitPriceMinor: 500, currency: "JPY" });
    expect(await back(orderNumber, 100)).toMatchObject({ ok: false, reason: "currency_mismatch" });
    expect(await back(orderNumber, 501, "JPY")).toMatchObject({ ok: false, reason: "exceeds_refundable" });
    must(await back(orderNumber, 300, "JPY"));
    await desk.work();
    expect(await refundedAtGateway(orderNumber)).toBe(300);
  });

  it("MT-4: of lines is what was paid for those units, and the same unit never goes back twice", async () => {
    const orderNumber = await capturedOrder({ unitPriceMinor: 3_333, quantity: 3 });
    const units = (quantity: number) =>
      requestRefund(desk.context, { orderNumber }, { lines: [{ lineNo: 1, quantity }], reason: "Returned" });
    expect(must(await units(2)).amount).toEqual(money(6_666, "USD"));
    expect(await units(2)).toMatchObject({ ok: false, reason: "exceeds_ordered" });
    expect(must(await units(1)).amount).toEqual(money(3_333, "USD"));
    await desk.work();
    expect(await refundedAtGateway(orderNumber)).toBe(9_999);
  });

  it("UN-1 I6: without an answer keeps its money reserved, stops every other refund of that capture, and ends by asking", async () => {
    const orderNumber = await capturedOrder();
    await desk.fault({ action: "drop_after", method: "POST", path: "/v1/refunds" });
    must(await back(orderNumber, 5_000));
    await desk.work();
    expect(await booksOf(orderNumber)).toMatchObject({ refunded: 0n, reserved: 5_000n });
    expect(await back(orderNumber, 1_000)).toMatchObject({ ok: false, reason: "outcome_unknown" });
    await desk.advance(10 * 60_000);
    expect(await booksOf(orderNumber)).toMatchObject({ refunded: 5_000n, reserved: 0n });
    expect(await refundedAtGateway(orderNumber)).toBe(5_000);
  });

  it("RF-1 I18: refused by the gateway comes back to the desk, and a new one for it takes it off the list", async () => {
    const orderNumber = await capturedOrder();
    await desk.fault({ action: "decline", operation: "refund", code: "processing_error" });
    must(await back(orderNumber, 5_000));
    await desk.work();
    expect(await booksOf(orderNumber)).toMatchObject({ refunded: 0n, reserved: 0n, failed: 5_000n });
    expect(await looseOf(orderNumber)).toEqual(["refund_failed 5000 refund"]);
    must(await back(orderNumber, 5_000));
    expect(await looseOf(orderNumber)).toEqual([]);
    await desk.work();
    expect(await booksOf(orderNumber)).toMatchObject({ refunded: 5_000n, failed: 0n });
  });
});
