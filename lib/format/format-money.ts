import { currencyDecimals } from "@/lib/payments/currency";
import type { Money } from "@/lib/payments/money";

/** "1,200.00", "48,200", "27.500": digits in the currency's own decimals, without its code. */
export function formatMoney(amount: Money, { isSigned = false }: { isSigned?: boolean } = {}): string {
  const decimals = currencyDecimals(amount.currency);
  const isNegative = amount.amountMinor < 0n;
  const digits = (isNegative ? -amount.amountMinor : amount.amountMinor).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  if (isNegative) return `-${text}`;
  return isSigned && amount.amountMinor > 0n ? `+${text}` : text;
}

/** "1,200.00 USD". */
export function formatMoneyWithCurrency(amount: Money, options: { isSigned?: boolean } = {}): string {
  return `${formatMoney(amount, options)} ${amount.currency}`;
}
