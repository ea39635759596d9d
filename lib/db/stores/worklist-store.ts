import type { Instant } from "@/lib/payments/instant";
import type { Order } from "@/lib/payments/order";
import { latestWake } from "@/lib/payments/snoozing";
import type { WorklistEntry } from "@/lib/payments/worklist-entry";
import { newId } from "../new-id";
import type { RowOf } from "../tables";
import { toDateOrNull } from "../to-domain";
import type { Tx } from "../transaction";

/**
 * Makes the open worklist rows of an order exactly the entries that the rule gives: opens, refreshes and closes; owners and snoozes stay, except
 * that nothing sleeps past the latest moment that the order's holds allow now.
 */
export async function syncWorklist(tx: Tx, order: Order, entries: readonly WorklistEntry[]): Promise<void> {
  const items = await tx.select("worklist_items", { storeId: order.storeId, orderId: order.id, closedAt: null });
  // What the gateway's books say of an order, the order cannot know: those rows come and go with the comparison.
  const open = items.filter((item) => item.reason !== "gateway_difference");
  const wakeBy = latestWake(order, tx.now);
  const now = new Date(tx.now);
  const wanted = new Map(entries.map((entry) => [keyOf(entry.list, entry.reason, entry.subjectId ?? ""), entry]));
  for (const item of open) {
    const entry = wanted.get(keyOf(item.list, item.reason, item.subject));
    wanted.delete(keyOf(item.list, item.reason, item.subject));
    if (!entry)
      await tx.update("worklist_items", { storeId: item.storeId, id: item.id }, { closedAt: now, updatedAt: now });
    else if (differs(item, entry) || sleepsTooLong(item, wakeBy)) {
      const wake = sleepsTooLong(item, wakeBy) ? { snoozedUntil: toDateOrNull(wakeBy ?? null) } : {};
      await tx.update(
        "worklist_items",
        { storeId: item.storeId, id: item.id },
        { ...columnsOf(entry), ...wake, updatedAt: now },
      );
    }
  }
  await tx.insertAll(
    "worklist_items",
    [...wanted.values()].map((entry) => ({
      storeId: order.storeId,
      id: newId("wli"),
      orderId: order.id,
      list: entry.list,
      reason: entry.reason,
      subject: entry.subjectId ?? "",
      ...columnsOf(entry),
      openedAt: now,
      updatedAt: now,
    })),
  );
}

function sleepsTooLong({ snoozedUntil }: RowOf<"worklist_items">, wakeBy: Instant | undefined): boolean {
  return snoozedUntil !== null && wakeBy !== undefined && snoozedUntil.getTime() > wakeBy;
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

function differs(item: RowOf<"worklist_items">, entry: WorklistEntry): boolean {
  const columns = columnsOf(entry);
  return (
    item.amountMinor !== columns.amountMinor ||
    item.deadlineAt?.getTime() !== columns.deadlineAt?.getTime() ||
    item.nextStep !== columns.nextStep ||
    item.why !== columns.why
  );
}
