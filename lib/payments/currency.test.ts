import { describe, expect, it } from "vitest";
import { currencyCodes, currencyDecimals, isCurrency } from "./currency";

describe("currencies", () => {
  it.each([
    ["USD", 2],
    ["EUR", 2],
    ["ZWG", 2],
    ["JPY", 0],
    ["ISK", 0],
    ["KWD", 3],
    ["TND", 3],
  ])("MT-4: %s has %i decimals", (code, decimals) => {
    expect(currencyDecimals(code)).toBe(decimals);
  });

  it("are three capital letters, each once, in alphabetical order, and all of them are taken", () => {
    expect(currencyCodes).toHaveLength(155);
    expect(currencyCodes).toEqual([...new Set(currencyCodes)].toSorted());
    for (const code of currencyCodes) {
      expect(code).toMatch(/^[A-Z]{3}$/);
      expect(isCurrency(code)).toBe(true);
    }
  });

  it.each(["usd", "US", "XXX", "", "toString"])("CU-3: %j is none, and asking for its decimals is a bug", (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => currencyDecimals(code)).toThrow("unknown currency");
  });
});
