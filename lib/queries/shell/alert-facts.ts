import type { RowOf } from "@/lib/db/tables";
import { toMoment, toMoney } from "@/lib/db/to-domain";
import type { AlertFacts } from "@/lib/format/alert-words";
import { type AlertKind, alertKinds } from "@/lib/payments/alerting";

export type AlertRow = Pick<RowOf<"staff_notices">, "kind" | "orderNumber" | "amountMinor" | "currency" | "at">;

/** What an alert says; null for a notice of another kind. The database keeps every part of an alert. */
export function toAlertFacts({ kind, orderNumber, amountMinor, currency, at }: AlertRow): AlertFacts | null {
  const known = alertKinds.find((each): each is AlertKind => each === kind);
  if (!known || orderNumber === null || amountMinor === null || currency === null || at === null) return null;
  return { kind: known, orderNumber, amount: toMoney(amountMinor, currency), at: toMoment(at) };
}
