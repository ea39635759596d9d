import { describe, expect, it } from "vitest";
import {
  currencyDecimals,
  formatAmount,
  parseAmountText,
  sumByCurrency,
  toDecimalText,
} from "@/components/ui/format-amount";

describe("amounts in the browser", () => {
  it("prints every currency in its own decimals", () => {
    expect(formatAmount({ amountMinor: "120000", currency: "GBP" })).toBe("1,200.00");
    expect(formatAmount({ amountMinor: "48200", currency: "JPY" })).toBe("48,200");
    expect(formatAmount({ amountMinor: "27500", currency: "KWD" })).toBe("27.500");
    expect(currencyDecimals("USD")).toBe(2);
  });

  it("keeps amounts exact that a float would round", () => {
    expect(formatAmount({ amountMinor: "9007199254740993", currency: "USD" })).toBe("90,071,992,547,409.93");
  });

  it("shows the sign of a difference, and none on zero", () => {
    expect(formatAmount({ amountMinor: "4118", currency: "USD" }, "always")).toBe("+41.18");
    expect(formatAmount({ amountMinor: "-5", currency: "USD" }, "always")).toBe("-0.05");
    expect(formatAmount({ amountMinor: "0", currency: "USD" }, "always")).toBe("0.00");
  });

  it("reads back what it writes into a field", () => {
    expect(parseAmountText(toDecimalText("4118", 2), "USD")).toBe("4118");
    expect(parseAmountText("1,200", "GBP")).toBe("120000");
    expect(parseAmountText("30.5", "USD")).toBe("3050");
  });

  it("CU-1 CU-3: refuses a comma that may be a decimal sign", () => {
    for (const text of ["12,50", "1,2", "1.234,56", ",50", "1,200,5", "12,00"]) {
      expect(parseAmountText(text, "USD")).toBeNull();
    }
    expect(parseAmountText("1,200,000.50", "USD")).toBe("120000050");
    expect(parseAmountText("1,200", "JPY")).toBe("1200");
    expect(parseAmountText("1,200", "KWD")).toBeNull();
  });

  it("refuses what is no amount of the currency", () => {
    for (const text of ["", "-1", "1.234", "1e3", "12,00.0.0", "abc"]) expect(parseAmountText(text, "USD")).toBeNull();
    expect(parseAmountText("1.5", "JPY")).toBeNull();
  });

  it("never adds two currencies", () => {
    const sums = sumByCurrency([
      { amountMinor: "100", currency: "USD" },
      { amountMinor: "200", currency: "EUR" },
      { amountMinor: "5", currency: "USD" },
    ]);
    expect(sums).toEqual([
      { amountMinor: "105", currency: "USD" },
      { amountMinor: "200", currency: "EUR" },
    ]);
  });
});
