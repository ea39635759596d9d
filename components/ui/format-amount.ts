import { numberFormat } from "@/components/ui/intl-formats";
/** An amount as it crosses to the browser: integer minor units as text, because a bigint does not cross. */
export type AmountView = { amountMinor: string; currency: string };

export type AmountSign = "auto" | "always";

/** Digits only, in the currency's own decimals: "1,200.00", "48,200", "27.500". */
export function formatAmount(amount: AmountView, sign: AmountSign = "auto"): string {
  const decimals = currencyDecimals(amount.currency);
  return formatter(decimals, sign).format(toDecimalText(amount.amountMinor, decimals) as Intl.StringNumericLiteral);
}

export function formatAmountWithCurrency(amount: AmountView, sign: AmountSign = "auto"): string {
  return `${formatAmount(amount, sign)} ${amount.currency}`;
}

/** What a person types back into a field: no grouping. */
export function toDecimalText(amountMinor: string, decimals: number): string {
  const isNegative = amountMinor.startsWith("-");
  const digits = (isNegative ? amountMinor.slice(1) : amountMinor).padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return isNegative ? `-${text}` : text;
}

/**
 * Minor units of what a person typed, or null when it is no amount of this currency. A comma counts only between thousands: "12,50" is half of the
 * world's 12.50 and is refused, not read as 1250; with three decimals no comma is beyond doubt (CU-3).
 */
export function parseAmountText(text: string, currency: string): string | null {
  const decimals = currencyDecimals(currency);
  const typed = text.trim();
  const isGrouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed) && decimals !== 3;
  const match = /^(\d{1,15})(?:\.(\d+))?$/.exec(isGrouped ? typed.replaceAll(",", "") : typed);
  if (!match) return null;
  const fraction = match[2] ?? "";
  if (fraction.length > decimals) return null;
  return BigInt(`${match[1]}${fraction.padEnd(decimals, "0")}`).toString();
}

export function currencyDecimals(currency: string): number {
  const known = decimalsOf.get(currency);
  if (known !== undefined) return known;
  const decimals = numberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  decimalsOf.set(currency, decimals);
  return decimals;
}

const decimalsOf = new Map<string, number>();

export function isZeroAmount(amount: AmountView): boolean {
  return BigInt(amount.amountMinor) === 0n;
}

/** Sums per currency in the order they first appear; amounts of different currencies are never added. */
export function sumByCurrency(amounts: AmountView[]): AmountView[] {
  const sums = new Map<string, bigint>();
  for (const { amountMinor, currency } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor));
  }
  return [...sums].map(([currency, total]) => ({ amountMinor: total.toString(), currency }));
}

function formatter(decimals: number, sign: AmountSign): Intl.NumberFormat {
  return numberFormat("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: sign === "always" ? "exceptZero" : "auto",
  });
}
