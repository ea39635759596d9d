import { describe, expect, it } from "vitest";
import { money } from "@/lib/payments/money";
import { formatMoney, formatMoneyWithCurrency } from "./format-money";

describe("amounts in words", () => {
  it("CU-1: digits follow the currency's own decimals", () => {
    expect(formatMoney(money(24_118n, "USD"))).toBe("241.18");
    expect(formatMoney(money(48_200n, "JPY"))).toBe("48,200");
    expect(formatMoney(money(27_500n, "KWD"))).toBe("27.500");
    expect(formatMoney(money(5n, "USD"))).toBe("0.05");
    expect(formatMoney(money(123_456_789n, "EUR"))).toBe("1,234,567.89");
    expect(formatMoney(money(9_007_199_254_740_993n, "JPY"))).toBe("9,007,199,254,740,993");
  });

  it("S53: a difference shows its sign, and nothing shows none", () => {
    expect(formatMoneyWithCurrency(money(4_118n, "USD"), { isSigned: true })).toBe("+41.18 USD");
    expect(formatMoneyWithCurrency(money(-4_118n, "USD"), { isSigned: true })).toBe("-41.18 USD");
    expect(formatMoney(money(0n, "USD"), { isSigned: true })).toBe("0.00");
  });
});
