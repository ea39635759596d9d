import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usd } from "./example-order";
import { type Money, money, sum } from "./money";
import { compareLines, lineTotal, type OrderLine, orderTotal } from "./order-lines";
import { firstUnits, releaseAmount, splitByLargestRemainder } from "./splitting";

const zero = usd(0);

function line(parts: Partial<OrderLine> = {}): OrderLine {
  return {
    lineNo: 1,
    sku: "SKU-1",
    name: "Repair, labour",
    quantity: 1,
    unitPrice: usd(1_000),
    tax: zero,
    shipping: zero,
    shippingTax: zero,
    adjustment: zero,
    tradingAgreement: null,
    ...parts,
  };
}

function amountOf(result: ReturnType<typeof releaseAmount>): Money {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

describe("order lines", () => {
  it("W27: a line's deposit is product + tax + shipping + shipping tax - adjustment", () => {
    const one = line({ quantity: 3, tax: usd(240), shipping: usd(500), shippingTax: usd(40), adjustment: usd(300) });
    expect(lineTotal(one)).toEqual(usd(3_480));
    expect(orderTotal("USD", [one, line({ lineNo: 2 })])).toEqual(usd(4_480));
    expect(orderTotal("JPY", [])).toEqual(money(0, "JPY"));
  });

  it("CU-3: lines of two currencies are never added", () => {
    expect(() => orderTotal("USD", [line({ unitPrice: money(1, "EUR") })])).toThrow(/cannot mix/);
  });

  it("S53: compares two versions by line number, added and dropped lines included", () => {
    const changes = compareLines(
      [line(), line({ lineNo: 2, name: "Part 8812", unitPrice: usd(8_000) })],
      [line({ unitPrice: usd(1_300) }), line({ lineNo: 3, name: "Housing", unitPrice: usd(250) })],
    );
    expect(
      changes.map(({ lineNo, name, before, after, difference }) => [lineNo, name, before, after, difference]),
    ).toEqual([
      [1, "Repair, labour", usd(1_000), usd(1_300), usd(300)],
      [2, "Part 8812", usd(8_000), null, usd(-8_000)],
      [3, "Housing", null, usd(250), usd(250)],
    ]);
  });
});

describe("splitting", () => {
  it("MT-4: gives the leftover to the largest remainders, earlier parts first", () => {
    expect(splitByLargestRemainder(usd(100), [1n, 1n, 1n])).toEqual([usd(34), usd(33), usd(33)]);
    expect(splitByLargestRemainder(usd(10), [1n, 6n, 1n])).toEqual([usd(1), usd(8), usd(1)]);
    expect(splitByLargestRemainder(usd(-100), [1n, 1n, 1n])).toEqual([usd(-34), usd(-33), usd(-33)]);
    expect(splitByLargestRemainder(usd(5), [0n, 0n])).toEqual([usd(3), usd(2)]);
    expect(splitByLargestRemainder(usd(4), [3n, 2n])).toEqual([usd(2), usd(2)]);
    expect(splitByLargestRemainder(usd(0), [1n, 2n])).toEqual([usd(0), usd(0)]);
    expect(splitByLargestRemainder(usd(0), [])).toEqual([]);
    expect(() => splitByLargestRemainder(usd(1), [])).toThrow();
    expect(() => splitByLargestRemainder(usd(1), [-1n])).toThrow();
  });

  it("MT-4: the parts sum to the whole for every input, and none is a whole unit off its share", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 }),
        (total, weights) => {
          const parts = splitByLargestRemainder(usd(total), weights);
          expect(sum("USD", parts)).toEqual(usd(total));
          const all = weights.reduce((a, b) => a + b, 0n);
          if (all === 0n) return;
          weights.forEach((weight, at) => {
            const off = (parts[at] ?? usd(0)).amountMinor * all - total * weight;
            expect(off < all && off > -all).toBe(true);
          });
        },
      ),
    );
  });
});

describe("release amounts", () => {
  it("refuses what was not ordered, what is no quantity, and nothing at all", () => {
    const lines = [line({ quantity: 2 })];
    expect(releaseAmount(lines, [{ lineNo: 9, quantity: 1 }], [])).toMatchObject({
      reason: "unknown_line",
      detail: "line 9",
    });
    expect(releaseAmount(lines, [{ lineNo: 1, quantity: 0.5 }], [])).toMatchObject({
      reason: "not_a_quantity",
      detail: "line 1",
    });
    expect(releaseAmount(lines, [{ lineNo: 1, quantity: -1 }], [])).toMatchObject({ reason: "not_a_quantity" });
    expect(releaseAmount(lines, [{ lineNo: 1, quantity: 2 }], [{ lineNo: 1, quantity: 1 }])).toMatchObject({
      reason: "exceeds_ordered",
      detail: "line 1",
    });
    expect(releaseAmount(lines, [{ lineNo: 1, quantity: 0 }], [])).toMatchObject({ reason: "nothing_released" });
  });

  it("MT-4: the leftover minor units of a line lie on its first units, whatever the sign of its total", () => {
    const worths = (total: bigint) => [0, 1, 2, 3].map((count) => firstUnits(total, 3, count));
    expect(worths(100n)).toEqual([0n, 34n, 67n, 100n]);
    expect(worths(-101n)).toEqual([0n, -34n, -68n, -101n]);
    expect(worths(0n)).toEqual([0n, 0n, 0n, 0n]);
  });

  it("W32 MT-4: the releases of an order sum exactly to its total, however it is parcelled", () => {
    const anyMinor = fc.bigInt({ min: 0n, max: 100_000n }).map(usd);
    const anyLine = fc.record({
      quantity: fc.integer({ min: 1, max: 40 }),
      unitPrice: anyMinor,
      tax: anyMinor,
      shipping: anyMinor,
      shippingTax: anyMinor,
      adjustment: anyMinor,
    });
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 7 })),
        (drafts, cuts) => {
          const lines = drafts.map((draft, at) => line({ ...draft, lineNo: at + 1 }));
          const released = new Map(lines.map((each) => [each.lineNo, 0]));
          const amounts: Money[] = [];
          for (
            let open = lines;
            open.length > 0;
            open = open.filter((each) => (released.get(each.lineNo) ?? 0) < each.quantity)
          ) {
            const parcel = open.map((each) => {
              const left = each.quantity - (released.get(each.lineNo) ?? 0);
              return { lineNo: each.lineNo, quantity: Math.min(left, cuts.next().value ?? 1) };
            });
            const earlier = [...released].map(([lineNo, quantity]) => ({ lineNo, quantity }));
            amounts.push(amountOf(releaseAmount(lines, parcel, earlier)));
            for (const { lineNo, quantity } of parcel) released.set(lineNo, (released.get(lineNo) ?? 0) + quantity);
          }
          expect(sum("USD", amounts)).toEqual(orderTotal("USD", lines));
        },
      ),
    );
  });
});
