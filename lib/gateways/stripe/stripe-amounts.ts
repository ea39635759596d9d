import { currencyDecimals, isCurrency } from "@/lib/payments/currency";
import type { HouseReason } from "@/lib/payments/decline-reasons";
import { type Money, money } from "@/lib/payments/money";

/** Stripe's own number of decimals where it differs from ISO 4217 (docs.stripe.com/currencies, "Special cases" and "Zero-decimal currencies"). */
const stripeDecimals: Readonly<Record<string, 0 | 2>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Stripe takes thousandths but wants the last digit to be 0 (same page, "Three-decimal currencies"). */
const thousandthsStep = 10n;

/** Stripe's fields hold at most eight digits for most currencies and twelve for the widest. */
const largestAmount = 999_999_999_999n;

export type StripeAmount =
  | { readonly ok: true; readonly amount: number; readonly currency: string }
  | { readonly ok: false; readonly reason: HouseReason; readonly message: string };

/** Minor units as Stripe counts them. What Stripe cannot express is refused, never rounded. */
export function toStripeAmount(value: Money): StripeAmount {
  const { amountMinor, currency } = value;
  if (!isCurrency(currency)) return refusal("currency_not_supported", `${currency} is not a known currency`);
  if (amountMinor <= 0n) return refusal("invalid_request", "the amount is not positive");
  const units = rescale(amountMinor, currencyDecimals(currency), decimalsAtStripe(currency));
  if (units === undefined || (decimalsAtStripe(currency) === 3 && units % thousandthsStep !== 0n))
    return refusal("invalid_request", `Stripe cannot express ${amountMinor} minor units of ${currency}`);
  if (units > largestAmount) return refusal("amount_too_large", "the amount has more digits than Stripe takes");
  return { ok: true, amount: Number(units), currency: currency.toLowerCase() };
}

/** Back to the currency's own minor units; undefined when the far side sent something that is no amount. */
export function fromStripeAmount(amount: unknown, currency: unknown): Money | undefined {
  if (typeof amount !== "number" || !Number.isSafeInteger(amount) || typeof currency !== "string") return undefined;
  const code = currency.toUpperCase();
  if (!isCurrency(code)) return undefined;
  const units = rescale(BigInt(amount), decimalsAtStripe(code), currencyDecimals(code));
  return units === undefined ? undefined : money(units, code);
}

function decimalsAtStripe(currency: string): 0 | 2 | 3 {
  return stripeDecimals[currency] ?? currencyDecimals(currency);
}

function rescale(units: bigint, from: number, to: number): bigint | undefined {
  if (to >= from) return units * 10n ** BigInt(to - from);
  const divisor = 10n ** BigInt(from - to);
  return units % divisor === 0n ? units / divisor : undefined;
}

function refusal(reason: HouseReason, message: string): StripeAmount {
  return { ok: false, reason, message };
}
