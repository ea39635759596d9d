import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cancelUnits } from "./line-cancelling";
import { money } from "./money";
import { lineTotal, type OrderLine } from "./order-lines";
import { firstUnits, releaseAmount } from "./splitting";

const usd = (amountMinor: bigint | number) => money(amountMinor, "USD");

function line(
  fields: Partial<Record<"unitPrice" | "tax" | "shipping" | "shippingTax" | "adjustment", number>>,
): OrderLine {
  return {
    lineNo: 1,
    sku: "LENS",
    name: "Lens",
    quantity: 3,
    unitPrice: usd(fields.unitPrice ?? 1_000),
    tax: usd(fields.tax ?? 0),
    shipping: usd(fields.shipping ?? 0),
    shippingTax: usd(fields.shippingTax ?? 0),
    adjustment: usd(fields.adjustment ?? 0),
    tradingAgreement: null,
  };
}

function left(lines: OrderLine[], quantity: number, lineNo = 1): OrderLine[] {
  const result = cancelUnits(lines, [{ lineNo, quantity }], []);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

describe("cancelling units of a line", () => {
  it("S06: takes the units' share of price, tax, shipping and discount", () => {
    const [after] = left([line({ tax: 300, shipping: 90, adjustment: 60 })], 1);
    expect(after).toMatchObject({ quantity: 2, tax: usd(200), shipping: usd(60), adjustment: usd(40) });
  });

  it("S06: a line without units goes, and the others keep their numbers", () => {
    const lines = [line({}), { ...line({}), lineNo: 2 }];
    expect(left(lines, 3)).toEqual([lines[1]]);
    const released = [{ lineNo: 2, quantity: 3 }];
    expect(cancelUnits(lines, [{ lineNo: 1, quantity: 3 }], released)).toEqual({ ok: true, value: [lines[1]] });
  });

  it("S06: what is released, or was never ordered, is not cancelled", () => {
    const lines = [line({})];
    expect(cancelUnits(lines, [{ lineNo: 2, quantity: 1 }], [])).toMatchObject({
      ok: false,
      reason: "unknown_line",
      detail: "line 2",
    });
    const released = [{ lineNo: 1, quantity: 2 }];
    expect(cancelUnits(lines, [{ lineNo: 1, quantity: 1 }], released).ok).toBe(true);
    const tooMany = cancelUnits(lines, [{ lineNo: 1, quantity: 2 }], released);
    expect(tooMany).toMatchObject({ ok: false, reason: "exceeds_unreleased", detail: "line 1" });
    expect(cancelUnits(lines, [{ lineNo: 1, quantity: 4 }], []).ok).toBe(false);
  });

  it("S06 MT-4: what is left is worth its first units to the minor unit; no part turns negative, none appears", () => {
    const part = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(
        fc.record({ unitPrice: fc.integer({ min: 20, max: 40 }), tax: part, shipping: part, shippingTax: part }),
        part,
        fc.integer({ min: 2, max: 9 }),
        fc.nat(),
        (parts, adjustment, quantity, cut) => {
          const before = { ...line({ ...parts, adjustment }), quantity };
          const [after] = left([before], 1 + (cut % (quantity - 1)));
          if (after === undefined) throw new Error("a line is left");
          expect(lineTotal(after)).toEqual(usd(firstUnits(lineTotal(before).amountMinor, quantity, after.quantity)));
          for (const name of ["tax", "shipping", "shippingTax", "adjustment"] as const) {
            expect(after[name].amountMinor).toBeGreaterThanOrEqual(0n);
            if (before[name].amountMinor === 0n) expect(after[name]).toEqual(usd(0));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("MT-4: releases made before and after sum to the total to the minor unit, and no part turns negative", () => {
    const amount = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(
        fc.record({
          unitPrice: amount,
          tax: amount,
          shipping: amount,
          shippingTax: amount,
          off: fc.integer({ min: 0, max: 100 }),
        }),
        fc.integer({ min: 2, max: 9 }),
        fc.nat(),
        fc.nat(),
        ({ off, ...parts }, quantity, cut, early) => {
          const gross = BigInt(parts.unitPrice * quantity + parts.tax + parts.shipping + parts.shippingTax);
          const before = { ...line(parts), quantity, adjustment: usd((gross * BigInt(off)) / 100n) };
          const cancelled = 1 + (cut % (quantity - 1));
          const released = early % (quantity - cancelled + 1);
          const result = cancelUnits(
            [before],
            [{ lineNo: 1, quantity: cancelled }],
            [{ lineNo: 1, quantity: released }],
          );
          const after = result.ok ? result.value[0] : undefined;
          if (!after) return false;
          const worth = (lines: OrderLine[], units: number, earlier: number) => {
            const made = releaseAmount(lines, [{ lineNo: 1, quantity: units }], [{ lineNo: 1, quantity: earlier }]);
            return made.ok ? made.value.amountMinor : 0n;
          };
          const sum = worth([before], released, 0) + worth([after], after.quantity - released, released);
          const parted = [after.tax, after.shipping, after.shippingTax, after.adjustment];
          return sum === lineTotal(after).amountMinor && parted.every(({ amountMinor }) => amountMinor >= 0n);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
