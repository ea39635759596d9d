import { currencyDecimals } from "./currency";
import { type Money, money } from "./money";

/** Currencies that a gateway counts more coarsely than ISO 4217 does, each with its smallest amount there in our minor units. */
const coarse: Readonly<Record<string, Readonly<Record<string, bigint>>>> = {
  stripe: { MGA: 100n },
  paypal: { HUF: 100n, TWD: 100n },
};

/**
 * The smallest amount of a currency, in its minor units, that a gateway can move; everything that it moves is a multiple of it (CU-2). Stripe counts
 * thousandths and wants the last digit to be 0. The gateways' own tests hold this to what they refuse.
 */
export function amountStep(gateway: string, currency: string): bigint {
  if (gateway === "stripe" && currencyDecimals(currency) === 3) return 10n;
  return coarse[gateway]?.[currency] ?? 1n;
}

/** Whether a gateway can move exactly this amount: what it cannot is refused before any call, never rounded (CU-2). */
export function isPossibleAt(gateway: string, { amountMinor, currency }: Money): boolean {
  return amountMinor % amountStep(gateway, currency) === 0n;
}

/** The most that a gateway can move of an amount. */
export function mostPossibleAt(gateway: string, { amountMinor, currency }: Money): Money {
  return money(amountMinor - (amountMinor % amountStep(gateway, currency)), currency);
}

/** What a refusal of an amount says besides: where, and what is possible there. */
export function stepDetail(gateway: string, currency: string): string {
  return `${gateway} moves ${currency} in multiples of ${amountStep(gateway, currency)} minor units`;
}
