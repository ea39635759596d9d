import { whyText } from "@/lib/format/next-step-words";
import { type Money, money } from "@/lib/payments/money";
import { isoOrNull } from "./iso-or-null";

/** One reason why an order stands in front of a person. */
export type ApiWorklistReason = {
  list: string;
  reason: string;
  amount: Money;
  deadline: string | null;
  nextStep: string;
  why: string;
  whyText: string;
  owner: { id: string; name: string } | null;
  openedAt: string;
  snoozedUntil: string | null;
};

export type WorklistJson = {
  list: string;
  reason: string;
  amountMinor: bigint;
  currency: string;
  deadline: Date | null;
  nextStep: string;
  why: string;
  ownerId: string | null;
  ownerName: string | null;
  openedAt: Date;
  snoozedUntil: Date | null;
};

/** Of the worklist row `w` and its order `o`. */
export const worklistColumns = `w.list, w.reason, w.amount_minor AS "amountMinor", w.currency, w.deadline_at AS deadline, w.next_step AS "nextStep", w.why,
  owner.id AS "ownerId", owner.name AS "ownerName", w.opened_at AS "openedAt", w.snoozed_until AS "snoozedUntil"`;

export const ownerJoin =
  "LEFT JOIN staff_users owner ON owner.store_id = w.store_id AND owner.id = coalesce(w.owner_id, o.owner_id)";

export function toApiWorklistReason(row: WorklistJson): ApiWorklistReason {
  return {
    list: row.list,
    reason: row.reason,
    amount: money(row.amountMinor, row.currency),
    deadline: isoOrNull(row.deadline),
    nextStep: row.nextStep,
    why: row.why,
    whyText: whyText(row.why),
    owner: row.ownerId === null || row.ownerName === null ? null : { id: row.ownerId, name: row.ownerName },
    openedAt: row.openedAt.toISOString(),
    snoozedUntil: isoOrNull(row.snoozedUntil),
  };
}
