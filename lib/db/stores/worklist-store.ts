import type { Instant } from "@/lib/payments/instant";
import { lapsingMoney } from "@/lib/payments/lapsing";
import type { Order } from "@/lib/payments/order";
import { latestWake } from "@/lib/payments/snoozing";
import type { WorklistEntry } from "@/lib/payments/worklist-entry";
import { newId } from "../new-id";
import { toDateOrNull } from "../to-domain";
import type { Tx } from "../transaction";

/** An open row of a worklist, as JSON brings it with its order: the amount as text, the deadline in milliseconds. */
export type OpenItem = {
  readonly id: string;
  readonly list: string;
  readonly reason: string;
  readonly subject: string;
  readonly amountMinor: string;
  readonly deadlineMs: number | null;
  readonly snoozedUntilMs: number | null;
  readonly nextStep: string;
  readonly why: string;
  readonly lapseRank: number;
};

/**
 * The open items of an order `o`, but for what the gateway's books say of it and what other systems did not take: that the order cannot know, and those rows come and
 * go with the comparison and the delivery.
 */
export const openItemsSql = `
  (SELECT coalesce(json_agg(json_build_object('id', x.id, 'list', x.list, 'reason', x.reason, 'subject', x.subject, 'amountMinor', x.amount_minor::text,
     'deadlineMs', (extract(epoch FROM x.deadline_at) * 1000)::int8, 'snoozedUntilMs', (extract(epoch FROM x.snoozed_until) * 1000)::int8, 'nextStep', x.next_step, 'why', x.why, 'lapseRank', x.lapse_rank)), '[]')
   FROM worklist_items x WHERE x.store_id = o.store_id AND x.order_id = o.id AND x.closed_at IS NULL AND x.reason NOT IN ('gateway_difference', 'message_not_delivered'))`;

/**
 * Makes the open worklist rows of an order exactly the entries that the rule gives: opens, refreshes and closes; owners and snoozes stay, except
 * that nothing sleeps past the latest moment that the order's holds allow now.
 */
export async function syncWorklist(
  tx: Tx,
  order: Order,
  open: readonly OpenItem[],
  entries: readonly WorklistEntry[],
): Promise<void> {
  const { storeId } = order;
  const wakeBy = latestWake(order, tx.now);
  const lapseRank = lapsingMoney(order, tx.now) === null ? 1 : 0;
  const now = new Date(tx.now);
  const wanted = new Map(entries.map((entry) => [keyOf(entry.list, entry.reason, entry.subjectId ?? ""), entry]));
  for (const item of open) {
    const entry = wanted.get(keyOf(item.list, item.reason, item.subject));
    wanted.delete(keyOf(item.list, item.reason, item.subject));
    if (!entry) await tx.amend("worklist_items", { storeId, id: item.id }, { closedAt: now, updatedAt: now });
    else if (differs(item, entry) || item.lapseRank !== lapseRank || sleepsTooLong(item, wakeBy)) {
      const wake = sleepsTooLong(item, wakeBy) ? { snoozedUntil: toDateOrNull(wakeBy ?? null) } : {};
      await tx.amend(
        "worklist_items",
        { storeId, id: item.id },
        {
          ...columnsOf(entry),
          ...wake,
          lapseRank: BigInt(lapseRank),
          updatedAt: now,
        },
      );
    }
  }
  await tx.insertAll(
    "worklist_items",
    [...wanted.values()].map((entry) => ({
      storeId,
      id: newId("wli"),
      orderId: order.id,
      list: entry.list,
      reason: entry.reason,
      subject: entry.subjectId ?? "",
      ...columnsOf(entry),
      lapseRank: BigInt(lapseRank),
      openedAt: now,
      updatedAt: now,
    })),
  );
}

function sleepsTooLong({ snoozedUntilMs }: OpenItem, wakeBy: Instant | undefined): boolean {
  return snoozedUntilMs !== null && wakeBy !== undefined && snoozedUntilMs > wakeBy;
}

/** The customer moved: what was put off is looked at now. */
export async function wakeWorklist(tx: Tx, storeId: string, orderId: string): Promise<void> {
  await tx.rows(
    "UPDATE worklist_items SET snoozed_until = NULL WHERE store_id = $1 AND order_id = $2 AND closed_at IS NULL AND snoozed_until IS NOT NULL",
    [storeId, orderId],
  );
}

function keyOf(list: string, reason: string, subject: string): string {
  return `${list} ${reason} ${subject}`;
}

function columnsOf(entry: WorklistEntry) {
  return {
    amountMinor: entry.amount.amountMinor,
    currency: entry.amount.currency,
    deadlineAt: toDateOrNull(entry.deadline),
    nextStep: entry.step,
    why: entry.why,
  };
}

function differs(item: OpenItem, entry: WorklistEntry): boolean {
  return (
    item.amountMinor !== entry.amount.amountMinor.toString() ||
    item.deadlineMs !== (entry.deadline ?? null) ||
    item.nextStep !== entry.step ||
    item.why !== entry.why
  );
}
