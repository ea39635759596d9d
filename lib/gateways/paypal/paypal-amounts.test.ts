import { describe, expect, it } from "vitest";
import { amountStep, isPossibleAt, mostPossibleAt, stepDetail } from "@/lib/payments/amount-step";
import { currencyCodes } from "@/lib/payments/currency";
import { money } from "@/lib/payments/money";
import { fromPaypalAmount, toPaypalAmount } from "./paypal-amounts";

describe("amounts at PayPal", () => {
  it.each([
    [24_118, "USD", "241.18"],
    [5, "USD", "0.05"],
    [500, "JPY", "500"],
    [24_100, "HUF", "241"],
    [1_000, "TWD", "10"],
    [12_345_678_901, "EUR", "123456789.01"],
  ])("CU-1: %i minor units of %s are %s, and back", (minor, currency, value) => {
    const amount = { currency_code: currency, value };
    expect(toPaypalAmount(money(minor, currency))).toEqual({ ok: true, amount });
    expect(fromPaypalAmount(amount)).toEqual(money(minor, currency));
  });

  it.each([
    [24_118, "HUF", "invalid_request"],
    [1_050, "TWD", "invalid_request"],
    [1_000, "KWD", "currency_not_supported"],
    [1_000, "constructor", "currency_not_supported"],
    [0, "USD", "invalid_request"],
    [-5, "USD", "invalid_request"],
  ])("CU-2: %i minor units of %s are refused before a call, never rounded", (minor, currency, reason) => {
    expect(toPaypalAmount(money(minor, currency))).toMatchObject({ ok: false, reason });
  });

  it("CU-2: the step that refunds are made in is the smallest amount that is taken", () => {
    for (const currency of currencyCodes) {
      const step = amountStep("paypal", currency);
      const isTaken = (minor: bigint) => toPaypalAmount(money(minor, currency)).ok;
      const isKnown = isTaken(1_000n);
      expect([currency, isTaken(step * 7n), step > 1n && isTaken(step * 7n + 1n)]).toEqual([currency, isKnown, false]);
    }
  });

  it("CU-2: the rules know which currencies are taken, so that none is offered or asked for in vain", () => {
    for (const currency of currencyCodes)
      expect([currency, isPossibleAt("paypal", money(7_000, currency))]).toEqual([
        currency,
        toPaypalAmount(money(7_000, currency)).ok,
      ]);
    expect(mostPossibleAt("paypal", money(7_000, "KWD"))).toEqual(money(0, "KWD"));
    expect(isPossibleAt("paypal", money(0, "KWD"))).toBe(true);
    expect(stepDetail("paypal", "KWD")).toBe("paypal takes no KWD");
  });

  it("CU-2: so is what has more digits than PayPal takes", () => {
    expect(toPaypalAmount(money(10n ** 18n, "USD"))).toMatchObject({ ok: false, reason: "amount_too_large" });
  });

  it.each([
    { currency_code: "USD", value: 1 },
    { currency_code: "USD", value: "1,00" },
    { currency_code: "USD", value: "-1.00" },
    { currency_code: "USD", value: "1.005" },
    { currency_code: "JPY", value: "1.5" },
    { currency_code: "XXX", value: "1.00" },
    null,
  ])("UN-1: %j is no amount", (value) => {
    expect(fromPaypalAmount(value)).toBeUndefined();
  });
});
