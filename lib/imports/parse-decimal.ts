import { currencyDecimals } from "@/lib/payments/currency";

/**
 * A plain decimal number ("99.33") as minor units of its currency. Undefined for anything that could be read in two ways or that the currency
 * cannot express: thousands separators, a comma, too many decimals, a sign, an exponent (CU-3).
 */
export function parseDecimal(text: string, currency: string): bigint | undefined {
  const match = /^(\d{1,13})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const decimals = currencyDecimals(currency);
  const fraction = match[2] ?? "";
  if (fraction.length > decimals && /[1-9]/.test(fraction.slice(decimals))) return undefined;
  return BigInt(`${match[1]}${fraction.slice(0, decimals).padEnd(decimals, "0")}`);
}
