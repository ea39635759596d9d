import { money } from "@/lib/payments/money";
import { formatMoneyWithCurrency } from "./format-money";

export type AuditChange = { readonly name: string; readonly before: string | null; readonly after: string | null };

type Facts = Readonly<Record<string, unknown>> | null;

/**
 * What an audit entry says was changed: each fact with the value before and after; equal ones are left out. Amounts are in the entry's own currency, or where it
 * names none in that of its order.
 */
export function auditChanges(before: Facts, after: Facts, orderCurrency: string | null): AuditChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  names.delete("currency");
  return [...names].flatMap((name) => {
    const [old, now] = [textOf(before, name, orderCurrency), textOf(after, name, orderCurrency)];
    return old === now ? [] : [{ name: nameText(name), before: old, after: now }];
  });
}

function textOf(facts: Facts, name: string, orderCurrency: string | null): string | null {
  const value = facts?.[name];
  if (value === undefined || value === null) return null;
  const currency = facts?.currency ?? orderCurrency;
  if (name.endsWith("Minor") && typeof currency === "string" && /^-?\d+$/.test(String(value)))
    return formatMoneyWithCurrency(money(BigInt(String(value)), currency));
  if (isMoney(value)) return formatMoneyWithCurrency(money(BigInt(value.amountMinor), value.currency));
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isMoney(value: unknown): value is { amountMinor: string; currency: string } {
  const { amountMinor, currency } = value as { amountMinor?: unknown; currency?: unknown };
  return typeof currency === "string" && /^-?\d+$/.test(String(amountMinor));
}

/** "amountMinor" is "amount", "holdHours" is "hold hours". */
function nameText(name: string): string {
  return name
    .replace(/Minor$/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}
