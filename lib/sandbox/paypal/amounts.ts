import { unprocessable } from "./paypal-error";
import type { Amount } from "./records";

/** PayPal's currencies with their decimals (developer.paypal.com/api/rest/reference/currency-codes). */
const DECIMALS: Readonly<Record<string, 0 | 2>> = {
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

export interface MoneyInput {
  readonly currency_code: string;
  readonly value: string;
}

/** `{currency_code: "USD", value: "10.99"}` as whole units; refused as PayPal refuses it. */
export function readAmount(input: MoneyInput, field: string): Amount {
  const decimals = DECIMALS[input.currency_code];
  if (decimals === undefined) throw unprocessable("INVALID_CURRENCY_CODE", `${field}/currency_code`);
  const [whole = "", fraction = ""] = input.value.split(".");
  if (decimals === 0 && fraction !== "") throw unprocessable("DECIMALS_NOT_SUPPORTED", `${field}/value`);
  if (fraction.length > decimals) throw unprocessable("DECIMAL_PRECISION", `${field}/value`);
  const units = Number(`${whole}${fraction.padEnd(decimals, "0")}`);
  if (!(units > 0) || !Number.isSafeInteger(units)) throw unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", `${field}/value`);
  return { currency: input.currency_code, units };
}

export function renderAmount({ currency, units }: Amount): MoneyInput {
  const decimals = DECIMALS[currency] ?? 2;
  const digits = String(units).padStart(decimals + 1, "0");
  const value = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return { currency_code: currency, value };
}

/** How far above an authorization captures and a renewal may go: 115 per cent, but never more than 75 dollars above. */
export function withAllowance({ currency, units }: Amount): number {
  const percent = Math.floor(units * 1.15);
  return currency === "USD" ? Math.min(percent, units + 7_500) : percent;
}
