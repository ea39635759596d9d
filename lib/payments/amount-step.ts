import { currencyDecimals } from "./currency";

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
