import { currencyDecimals, isCurrency } from "@/lib/payments/currency";
import type { HouseReason } from "@/lib/payments/decline-reasons";
import { type Money, money } from "@/lib/payments/money";

/** PayPal's currencies with PayPal's own number of decimals (developer.paypal.com/api/rest/reference/currency-codes): forints and Taiwan dollars have none there. */
const paypalDecimals: Readonly<Record<string, 0 | 2>> = {
  AUD: 2,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  HUF: 0,
  ILS: 2,
  JPY: 0,
  MXN: 2,
  MYR: 2,
  NOK: 2,
  NZD: 2,
  PHP: 2,
  PLN: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TWD: 0,
  USD: 2,
};

/** Orders v2 takes up to fifteen digits before the decimals; nothing of ours is larger, so what is larger is a mistake. */
const mostDigits = 15;

/** A decimal text, as every amount at PayPal. */
export type PaypalMoney = { readonly currency_code: string; readonly value: string };

export type PaypalAmount =
  | { readonly ok: true; readonly amount: PaypalMoney }
  | { readonly ok: false; readonly reason: HouseReason; readonly message: string };

/** Minor units as PayPal writes them. What PayPal cannot express is refused, never rounded (CU-2). */
export function toPaypalAmount({ amountMinor, currency }: Money): PaypalAmount {
  const decimals = Object.hasOwn(paypalDecimals, currency) ? paypalDecimals[currency] : undefined;
  if (decimals === undefined || !isCurrency(currency))
    return refusal("currency_not_supported", `PayPal takes no ${currency}`);
  if (amountMinor <= 0n) return refusal("invalid_request", "the amount is not positive");
  const step = 10n ** BigInt(currencyDecimals(currency) - decimals);
  if (amountMinor % step !== 0n)
    return refusal("invalid_request", `PayPal cannot express ${amountMinor} minor units of ${currency}`);
  const digits = (amountMinor / step).toString().padStart(decimals + 1, "0");
  const whole = decimals === 0 ? digits : digits.slice(0, -decimals);
  if (whole.length > mostDigits) return refusal("amount_too_large", "the amount has more digits than PayPal takes");
  return {
    ok: true,
    amount: { currency_code: currency, value: decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}` },
  };
}

/** Back to the currency's own minor units; undefined when the far side sent something that is no amount. */
export function fromPaypalAmount(value: unknown): Money | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { currency_code: currency, value: text } = value as Partial<PaypalMoney>;
  if (typeof currency !== "string" || !isCurrency(currency) || typeof text !== "string") return undefined;
  const [, whole, fraction = ""] = /^(\d{1,18})(?:\.(\d{0,3}))?$/.exec(text) ?? [];
  const decimals = currencyDecimals(currency);
  if (whole === undefined || /[1-9]/.test(fraction.slice(decimals))) return undefined;
  return money(BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0")), currency);
}

function refusal(reason: HouseReason, message: string): PaypalAmount {
  return { ok: false, reason, message };
}
