import { describe, expect, it } from "vitest";
import { amountStep } from "@/lib/payments/amount-step";
import { currencyCodes } from "@/lib/payments/currency";
import { money } from "@/lib/payments/money";
import { fromStripeAmount, toStripeAmount } from "./stripe-amounts";

describe("amounts as Stripe counts them", () => {
  it.each([
    ["USD", 24_118n, 24_118],
    ["JPY", 500n, 500],
    ["KWD", 5_120n, 5_120],
    ["ISK", 5n, 500],
    ["UGX", 5n, 500],
    ["MGA", 500n, 5],
    ["IDR", 999_999_999_999n, 999_999_999_999],
  ])("CU-1 CU-2: %s %s", (currency, amountMinor, amount) => {
    expect(toStripeAmount(money(amountMinor, currency))).toEqual({
      ok: true,
      amount,
      currency: currency.toLowerCase(),
    });
    expect(fromStripeAmount(amount, currency.toLowerCase())).toEqual(money(amountMinor, currency));
  });

  it.each([
    ["KWD", 5_124n, "invalid_request"],
    ["BHD", 1n, "invalid_request"],
    ["MGA", 550n, "invalid_request"],
    ["USD", 0n, "invalid_request"],
    ["USD", -1n, "invalid_request"],
    ["USD", 1_000_000_000_000n, "amount_too_large"],
    ["USD", 2n ** 63n, "amount_too_large"],
    ["XXX", 100n, "currency_not_supported"],
    ["usd", 100n, "currency_not_supported"],
  ])("CU-2 CU-3: %s %s is refused, never rounded", (currency, amountMinor, reason) => {
    expect(toStripeAmount(money(amountMinor, currency))).toMatchObject({ ok: false, reason });
  });

  it("CU-2: the step that refunds are made in is the smallest amount that is taken", () => {
    for (const currency of currencyCodes) {
      const step = amountStep("stripe", currency);
      const isTaken = (minor: bigint) => toStripeAmount(money(minor, currency)).ok;
      const isKnown = isTaken(1_000n);
      expect([currency, isTaken(step * 7n), step > 1n && isTaken(step * 7n + 1n)]).toEqual([currency, isKnown, false]);
    }
  });

  it("CU-1: every currency comes back as it went out", () => {
    for (const currency of currencyCodes) {
      const value = money(123_400, currency);
      const sent = toStripeAmount(value);
      expect(sent.ok && fromStripeAmount(sent.amount, sent.currency)).toEqual(value);
    }
  });

  it.each([
    [1.5, "usd"],
    ["100", "usd"],
    [Number.MAX_SAFE_INTEGER + 1, "usd"],
    [100, "xxx"],
    [100, null],
    [550, "isk"],
  ])("CU-3: %j of %j is no amount", (amount, currency) => {
    expect(fromStripeAmount(amount, currency)).toBeUndefined();
  });
});
