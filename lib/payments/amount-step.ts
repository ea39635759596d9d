import { currencyDecimals } from "./currency";
import { type Money, money } from "./money";

/** Currencies that a gateway counts more coarsely than ISO 4217 does, each with its smallest amount there in our minor units. */
const coarse: Readonly<Record<string, Readonly<Record<string, bigint>>>> = {
  stripe: { MGA: 100n },
  paypal: { HUF: 100n, TWD: 100n },
};

/** The currencies that PayPal takes; Stripe's are ours. */
const atPaypal: ReadonlySet<string> = new Set(
  "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD".split(" "),
);

function takes(gateway: string, currency: string): boolean {
  return gateway !== "paypal" || atPaypal.has(currency);
}

/**
 * The smallest amount of a currency, in its minor units, that a gateway can move; everything that it moves is a multiple of it (CU-2). Stripe counts
 * thousandths and wants the last digit to be 0. The gateways' own tests hold this to what they refuse.
 */
export function amountStep(gateway: string, currency: string): bigint {
  if (gateway === "stripe" && currencyDecimals(currency) === 3) return 10n;
  return coarse[gateway]?.[currency] ?? 1n;
}

/** Whether a gateway takes the currency and can move exactly this amount: what it cannot is refused before any call, never rounded (CU-2). */
export function isPossibleAt(gateway: string, { amountMinor, currency }: Money): boolean {
  return amountMinor === 0n || (takes(gateway, currency) && amountMinor % amountStep(gateway, currency) === 0n);
}

/** The most that a gateway can move of an amount. */
export function mostPossibleAt(gateway: string, { amountMinor, currency }: Money): Money {
  return money(takes(gateway, currency) ? amountMinor - (amountMinor % amountStep(gateway, currency)) : 0n, currency);
}

/** What a refusal of an amount says besides: where, and what is possible there. */
export function stepDetail(gateway: string, currency: string): string {
  if (!takes(gateway, currency)) return `${gateway} takes no ${currency}`;
  return `${gateway} moves ${currency} in multiples of ${amountStep(gateway, currency)} minor units`;
}
