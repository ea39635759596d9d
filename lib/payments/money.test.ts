import { describe, expect, it } from "vitest";
import { usd } from "./example-order";
import { add, atLeastZero, compare, isPositive, isZero, money, smaller, subtract, sum, zero } from "./money";

const yen = money(100, "JPY");

describe("amounts", () => {
  it("CU-3: are added, taken away and compared within one currency, and never across two", () => {
    expect(add(usd(700), usd(-50))).toEqual(usd(650));
    expect(subtract(usd(700), usd(750))).toEqual(usd(-50));
    expect(sum("USD", [usd(1), usd(2), usd(3)])).toEqual(usd(6));
    expect(sum("JPY", [])).toEqual(money(0, "JPY"));
    for (const mix of [add, subtract, compare, smaller]) expect(() => mix(usd(1), yen)).toThrow();
    expect(() => sum("USD", [yen])).toThrow();
  });

  it("MT-4: keep every minor unit, beyond what a number can hold", () => {
    const big = usd(2n ** 60n);
    expect(subtract(add(big, usd(1)), big)).toEqual(usd(1));
    expect(compare(add(big, usd(1)), big)).toBe(1);
  });

  it("are smaller, larger or the same, and zero is neither positive nor negative", () => {
    expect([compare(usd(1), usd(2)), compare(usd(2), usd(1)), compare(usd(2), usd(2))]).toEqual([-1, 1, 0]);
    expect([smaller(usd(1), usd(2)), smaller(usd(2), usd(1))]).toEqual([usd(1), usd(1)]);
    expect([-1, 0, 1].map((minor) => isPositive(usd(minor)))).toEqual([false, false, true]);
    expect([-1, 0, 1].map((minor) => isZero(usd(minor)))).toEqual([false, true, false]);
    expect([-1, 0, 1].map((minor) => atLeastZero(usd(minor)))).toEqual([usd(0), usd(0), usd(1)]);
    expect(atLeastZero(money(-1, "JPY"))).toEqual(zero("JPY"));
  });
});
