import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ComparableMethod, compareMethods } from "./comparing-methods";
import { usd } from "./example-order";
import { subtract, sum } from "./money";
import { compareLines, type OrderLine, orderTotal } from "./order-lines";

function line(lineNo: number, sku: string, price: bigint | number, more: Partial<OrderLine> = {}): OrderLine {
  const none = usd(0);
  return {
    lineNo,
    sku,
    name: `Part ${sku}`,
    quantity: 1,
    unitPrice: usd(price),
    tax: none,
    shipping: none,
    shippingTax: none,
    adjustment: none,
    tradingAgreement: null,
    ...more,
  };
}

const anyLines = fc
  .array(
    fc.record({
      sku: fc.constantFrom("a", "b", "c", "d"),
      price: fc.bigInt({ min: 0n, max: 90_000n }),
      quantity: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 7 },
  )
  .map((drafts) => drafts.map(({ sku, price, quantity }, at) => line(at + 1, sku, price, { quantity })));

describe("comparing an order with the one that replaced it", () => {
  it("H17 S53: a line that moved up because another was dropped is itself, and the dropped one is named", () => {
    const before = [line(1, "labour", 12_000), line(2, "8812", 7_100), line(3, "shipping", 900)];
    const after = [line(1, "labour", 15_000), line(2, "shipping", 900), line(3, "housing", 500, { quantity: 2 })];
    expect(compareLines(before, after).map(({ sku, kind, difference }) => [sku, kind, difference])).toEqual([
      ["labour", "changed", usd(3_000)],
      ["shipping", "same", usd(0)],
      ["8812", "dropped", usd(-7_100)],
      ["housing", "added", usd(1_000)],
    ]);
  });

  it("S53: the same price for another number of units is a change", () => {
    const [change] = compareLines([line(1, "a", 1_000)], [line(1, "a", 500, { quantity: 2 })]);
    expect(change).toMatchObject({ kind: "changed", quantityBefore: 1, quantityAfter: 2, difference: usd(0) });
  });

  it("S53: a line whose article got another name is changed, and not another line", () => {
    const [change, ...others] = compareLines([line(1, "a", 500)], [line(1, "a", 500, { name: "Seal, new" })]);
    expect(change).toMatchObject({ sku: "a", name: "Seal, new", kind: "changed", difference: usd(0) });
    expect(others).toEqual([]);
  });

  it("S53: of two lines of one article each is compared with the line in its place", () => {
    const before = [line(1, "a", 100), line(2, "a", 200)];
    expect(compareLines(before, [line(2, "a", 200)]).map(({ lineNo, kind }) => [lineNo, kind])).toEqual([
      [1, "dropped"],
      [2, "same"],
    ]);
  });

  it("S53: another article under the same name is another line", () => {
    const changes = compareLines([line(1, "a", 500)], [line(1, "b", 500, { name: "Part a" })]);
    expect(changes.map(({ sku, kind }) => [sku, kind]).sort()).toEqual([
      ["a", "dropped"],
      ["b", "added"],
    ]);
  });

  it("S53: whatever the lines, the differences sum to the totals' and every line is told exactly once", () => {
    fc.assert(
      fc.property(anyLines, anyLines, (before, after) => {
        const changes = compareLines(before, after);
        const moved = subtract(orderTotal("USD", after), orderTotal("USD", before));
        expect(
          sum(
            "USD",
            changes.map((change) => change.difference),
          ),
        ).toEqual(moved);
        const was = changes.flatMap((change) => change.before ?? []);
        const is = changes.flatMap((change) => change.after ?? []);
        expect(sum("USD", was)).toEqual(orderTotal("USD", before));
        expect(sum("USD", is)).toEqual(orderTotal("USD", after));
        expect([was.length, is.length]).toEqual([before.length, after.length]);
      }),
    );
  });

  it("S53: an order beside itself has no change", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        expect(compareLines(lines, lines).every(({ kind }) => kind === "same")).toBe(true);
      }),
    );
  });

  it("H15 H16: a card that pays for both orders moved, another is new or stayed behind, one that never held money is not told", () => {
    const method = (token: string, amount: number): ComparableMethod => ({
      kind: "card",
      gateway: "stripe",
      token,
      brand: "visa",
      last4: "4242",
      amount: usd(amount),
    });
    const moves = compareMethods(
      [method("pm_1", 12_000), method("pm_1", 3_000), method("pm_2", 5_000), method("pm_3", 0)],
      [method("pm_1", 20_000), method("pm_4", 4_118)],
    );
    expect(moves.map(({ method: { token }, kind, before, after }) => [token, kind, before, after])).toEqual([
      ["pm_1", "moved", usd(15_000), usd(20_000)],
      ["pm_2", "left", usd(5_000), null],
      ["pm_4", "new", null, usd(4_118)],
    ]);
  });

  it("H15: without a token the same brand and last digits at one gateway are one way to pay", () => {
    const card = (brand: string, last4: string, gateway = "stripe"): ComparableMethod => ({
      kind: "card",
      gateway,
      token: null,
      brand,
      last4,
      amount: usd(100),
    });
    const kinds = (after: ComparableMethod) => compareMethods([card("visa", "4242")], [after]).map(({ kind }) => kind);
    expect(kinds(card("visa", "4242"))).toEqual(["moved"]);
    expect(kinds(card("visa", "1111"))).toEqual(["left", "new"]);
    expect(kinds(card("amex", "4242"))).toEqual(["left", "new"]);
    expect(kinds(card("visa", "4242", "paypal"))).toEqual(["left", "new"]);
  });
});
