import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { type ApprovalDesk, openApprovalDesk } from "@/lib/operations/approval/approval-desk-for-tests";
import { repriceOrder, repriceOrderInput } from "@/lib/operations/order/reprice-order";
import { scopeForTests } from "../scope-for-tests";
import { getLineage } from "./get-lineage";
import { getOrderRecord } from "./get-order-record";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk();
});
afterAll(() => desk.close());

async function lineage(orderNumber: string) {
  const found = await getLineage(await scopeForTests(desk), orderNumber);
  if (!found) throw new Error("no lineage");
  return found;
}

describe("the chain of linked orders", () => {
  let first: string;

  it("H06 H16 S53: before anybody has approved, the order that will follow and what it changes are known", async () => {
    first = await desk.confirmedOrder({ source: "repair" });
    const lines = [
      { sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 23_000 },
      { sku: "8812", name: "Front housing", quantity: 1, unitPriceMinor: 1_118 },
    ];
    must(await repriceOrder(desk.context, { orderNumber: first }, repriceOrderInput.parse({ lines })));
    const { orders, steps } = await lineage(first);
    expect(orders).toMatchObject([
      { orderNumber: first, kind: "this", state: "confirmed", amount: { amountMinor: "20000" } },
      { orderNumber: "New order", kind: "future", amount: { amountMinor: "24118" } },
    ]);
    expect(steps).toMatchObject([
      {
        difference: { amountMinor: "4118", currency: "USD" },
        lines: [
          { name: "Lens repair, labour", kind: "changed", difference: { amountMinor: "3000" } },
          { name: "Front housing", kind: "added", before: null, after: { amountMinor: "1118" } },
        ],
        methods: [],
      },
    ]);
  });

  it("H15 H16 H17 S53: from any order of three the whole line is seen, each step with its lines, its total and the cards that moved", async () => {
    must(await desk.approve(await desk.ask(first)));
    await desk.work();
    const second = `${first}-2`;
    await desk.reprice(second, 26_000);
    must(await desk.approve(await desk.ask(second)));
    await desk.work();
    const third = `${first}-3`;

    const seen = await lineage(second);
    expect(
      seen.orders.map(({ orderNumber, kind, state, amount }) => [orderNumber, kind, state, amount.amountMinor]),
    ).toEqual([
      [first, "past", "replaced", "20000"],
      [second, "this", "replaced", "24118"],
      [third, "successor", "confirmed", "26000"],
    ]);
    expect(seen.steps.map(({ from, to, difference }) => [from, to, difference.amountMinor])).toEqual([
      [first, second, "4118"],
      [second, third, "1882"],
    ]);
    expect(seen.steps[1]).toMatchObject({
      reason: "Price went up",
      before: { amountMinor: "24118" },
      after: { amountMinor: "26000" },
      lines: [
        { kind: "changed", before: { amountMinor: "23000" }, after: { amountMinor: "26000" } },
        { kind: "dropped", name: "Front housing", after: null, difference: { amountMinor: "-1118" } },
      ],
      methods: [
        { label: "Visa ..4242", kind: "moved", before: { amountMinor: "24118" }, after: { amountMinor: "26000" } },
      ],
    });
    const fromEnd = await lineage(third);
    expect(fromEnd.steps).toEqual(seen.steps);
    expect(fromEnd.orders.map(({ kind }) => kind)).toEqual(["past", "past", "this"]);
  });

  it("H17 S53: the strip on the record tells the same amounts: an order that was replaced was worth what had been agreed", async () => {
    const record = await getOrderRecord(await scopeForTests(desk), `${first}-2`);
    expect(record?.chain?.entries.map(({ note, change }) => [note, change?.amountMinor ?? null])).toEqual([
      ["replaced, 200.00", null],
      ["this order, 241.18", "4118"],
      ["confirmed, 260.00", "1882"],
    ]);
  });

  it("I17: of another store nothing is seen, neither the order nor one that a link names", async () => {
    const scope = await scopeForTests(desk);
    expect(await getLineage({ ...scope, storeId: "elsewhere" }, first)).toBeNull();
    expect(await getLineage(scope, "there-is-none")).toBeNull();
  });
});
