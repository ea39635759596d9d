import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openedOrder, openWithOrder } from "@/lib/db/stores/order-store";
import { transaction } from "@/lib/db/transaction";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { cancelOrder } from "@/lib/operations/order/cancel-order";
import { repriceOrder, repriceOrderInput } from "@/lib/operations/order/reprice-order";
import { requestRefund } from "@/lib/operations/refund/request-refund";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { money } from "@/lib/payments/money";
import { countFailedCaptures } from "../captures/count-failed-captures";
import { listFailedCaptures } from "../captures/list-failed-captures";
import { loadOrders } from "../orders/load-orders";
import { scopeForTests } from "../scope-for-tests";
import { getOrderRecord } from "./get-order-record";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

async function record(orderNumber: string) {
  const found = await getOrderRecord(await scopeForTests(desk), orderNumber);
  if (!found) throw new Error("no record");
  return found;
}

async function failedOrder(): Promise<string> {
  const orderNumber = await desk.confirmedOrder();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  await desk.fault({ action: "decline", operation: "capture", code: "processing_error" });
  await desk.work();
  return orderNumber;
}

describe("the record of an order", () => {
  it("X01 H18: a confirmed order shows its hold, its cover, its path and its ledger", async () => {
    const orderNumber = await desk.confirmedOrder();
    const found = await record(orderNumber);
    expect(found.highlights).toMatchObject({
      due: { amountMinor: "0", currency: "USD" },
      authorized: { amountMinor: "20000", currency: "USD" },
      goodToday: { amountMinor: "20000", currency: "USD" },
      reason: null,
      capturedNote: "captures when it ships",
    });
    expect(found.highlights.hold?.isEstimated).toBe(false);
    expect(found.coverage.coverage.secured.amountMinor).toBe("20000");
    expect(found.coverage.securedNote).toMatch(/^Visa \.\.4242 200\.00 until /);
    expect(found.path.map((step) => `${step.key} ${step.state}`)).toEqual([
      "quoted done",
      "authorized done",
      "shipped now",
      "captured todo",
      "settled todo",
    ]);
    expect(found.ledger).toHaveLength(1);
    expect(found.ledger[0]).toMatchObject({
      act: "authorize",
      result: { tone: "ok", label: "Held" },
      method: "Visa ..4242",
    });
    expect(found.timeline.map((line) => line.text)).toContain("Gateway authorized 200.00 USD");
    expect(found.nextStep).toBeNull();
    expect(found.chain).toBeNull();
  });

  it("P01 P05 P11: a failed capture is shown with raw code, message, amount, time, attempt number, house reason and next step", async () => {
    const orderNumber = await failedOrder();
    const found = await record(orderNumber);
    expect(found.invoices[0]?.state).toMatchObject({ tone: "bad", label: "Failed" });
    expect(found.invoices[0]?.note).toMatch(
      /^200\.00 USD, Fault at the gateway; gateway said processing_error.*; try 1 of 4 at .*; tried again /,
    );
    const line = found.ledger.find((each) => each.act === "capture");
    expect(line).toMatchObject({ result: { tone: "bad", label: "Refused" }, meaning: "fault at the gateway" });
    const details = new Map(line?.details.map((each) => [each.label, each.value]));
    expect(details.get("Try")).toBe("1");
    expect(details.get("Gateway code")).toContain("processing_error");
    expect(details.get("Next step")).toBe("Capture again");
    expect(found.highlights.reason).toBe("capture_failed");
    expect(found.verbs.find((verb) => verb.verb === "retry_capture")).toMatchObject({ refusal: null });
  });

  it("P04 P10 P11 F17: the workbench lists exactly the failed invoices, each with every try and the moment of its failure, and counts them", async () => {
    const scope = await scopeForTests(desk);
    const rows = await listFailedCaptures(scope);
    const counts = await countFailedCaptures(scope);
    const { count } = await desk.row<{ count: bigint }>(
      "SELECT count(*) FROM invoices WHERE status IN ('failed','finally_failed')",
    );
    expect(rows).toHaveLength(Number(count));
    expect(counts).toMatchObject({ failed: Number(count), unanswered: 0 });
    expect(counts.byCause).toMatchObject([{ cause: "technical", count: 1 }]);
    expect(rows[0]).toMatchObject({
      cause: "technical",
      triesUsed: 1,
      triesAllowed: 4,
      rawCode: expect.stringContaining("processing_error"),
    });
    expect(rows[0]?.tries.map((each) => each.act)).toEqual(["Capture", "Authorize"]);
    const { finished_at } = await desk.row<{ finished_at: Date }>(
      "SELECT max(finished_at) AS finished_at FROM attempts WHERE operation = 'capture' AND status = 'declined'",
    );
    expect(rows[0]?.failedAt).toBe(finished_at.toISOString());
    expect(await listFailedCaptures(scope, { cause: "fraud" })).toEqual([]);
  });

  it("P22 P23 P24 P25: once captured the invoice says Success with its transaction, and the row has left the workbench", async () => {
    await desk.advance(6 * 60_000);
    const scope = await scopeForTests(desk);
    expect(await listFailedCaptures(scope)).toEqual([]);
    const counts = await countFailedCaptures(scope);
    expect(counts).toMatchObject({ failed: 0, capturedToday: 1 });
    const { order_number } = await desk.row<{ order_number: string }>(
      "SELECT order_number FROM orders WHERE status = 'completed'",
    );
    const found = await record(order_number);
    expect(found.invoices[0]?.state.label).toBe("Success");
    expect(found.invoices[0]?.note).toContain("ch_");
    expect(found.methods[0]?.state.label).toBe("Captured");
  });

  it("H06 H08 S53: a price rise shows old, new and difference line by line, and the order that will follow", async () => {
    const orderNumber = await desk.confirmedOrder({ source: "repair" });
    const lines = [
      { sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 23_000 },
      { sku: "8812", name: "Front housing", quantity: 1, unitPriceMinor: 1_118 },
    ];
    must(
      await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines, reason: "cracked housing" })),
    );
    const found = await record(orderNumber);
    expect(found.priceChange).toMatchObject({
      lines: [
        { name: "Lens repair, labour", difference: { amountMinor: "3000" } },
        { name: "Front housing", before: { amountMinor: "0" }, difference: { amountMinor: "1118" } },
      ],
      difference: { amountMinor: "4118", currency: "USD" },
    });
    expect(found.priceChangeBy).toBe("cracked housing");
    expect(found.nextStep).toMatchObject({
      step: "ask_customer",
      title: "Next: ask Carmen to approve the extra 41.18 USD",
    });
    expect(found.chain?.entries.map((entry) => entry.kind)).toEqual(["this", "future"]);
    expect(found.path.map((step) => step.key)).toContain("price_approval");
    const blocked = found.verbs.find((verb) => verb.verb === "release_goods");
    expect(blocked).toMatchObject({ refusal: "blocked_by_payment" });
  });

  it("X01: screens judge the same order that operations judge", async () => {
    const scope = await scopeForTests(desk);
    const { rows } = await desk.database.pool.query<{ id: string; order_number: string }>(
      "SELECT id, order_number FROM orders",
    );
    expect(rows.length).toBeGreaterThan(2);
    const reads = await loadOrders(
      scope,
      rows.map((row) => row.id),
    );
    for (const row of rows) {
      const key = { orderNumber: row.order_number };
      const loaded = await transaction(
        scope.pool,
        async (_tx, opened) => openedOrder(opened),
        openWithOrder(scope.storeId, key),
      );
      expect(reads.get(row.id)?.order).toEqual(loaded?.order);
    }
  });

  it("I17: a record of another store is not found", async () => {
    const { order_number } = await desk.row<{ order_number: string }>("SELECT order_number FROM orders LIMIT 1");
    expect(await getOrderRecord({ ...(await scopeForTests(desk)), storeId: "elsewhere" }, order_number)).toBeNull();
  });

  it("X05 I9: of an order that shipped in part no capture is said to be out; cancelling the rest keeps what shipped", async () => {
    const orderNumber = await desk.confirmedOrder({ quantity: 2 });
    const lines = [{ lineNo: 1, quantity: 1 }];
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, { lines }));
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    expect((await record(orderNumber)).highlights.capturedNote).toBe("capture is under way");
    await desk.work();
    expect((await record(orderNumber)).highlights).toMatchObject({
      captured: { amountMinor: "20000" },
      capturedNote: "the rest when it ships",
    });
    expect(must(await cancelOrder(desk.context, { orderNumber }, { reason: "not wanted" })).isWhole).toBe(false);
    expect((await record(orderNumber)).highlights).toMatchObject({ total: { amountMinor: "20000" }, hold: null });
    const unshipped = await desk.confirmedOrder();
    expect(must(await cancelOrder(desk.context, { orderNumber: unshipped }, { reason: "x" })).isWhole).toBe(true);
  });

  it("RF-1 I18: says what was given back, and that a refund that failed is money to settle, not money due", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work();
    const refund = async (minor: number) => {
      must(await requestRefund(desk.context, { orderNumber }, { amount: money(minor, "USD"), reason: "broken" }));
      await desk.work();
    };
    await refund(2_500);
    expect((await record(orderNumber)).highlights).toMatchObject({
      capturedNote: "25.00 of it given back",
      isOursToSettle: false,
    });
    await desk.fault({ action: "decline", operation: "refund" });
    await refund(100);
    expect((await record(orderNumber)).highlights).toMatchObject({
      due: { amountMinor: "100" },
      isOursToSettle: true,
      capturedNote: "25.00 of it given back",
    });
  });
});
