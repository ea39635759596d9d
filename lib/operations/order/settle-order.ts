import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import { loadRecoveryPolicy } from "@/lib/db/stores/recovery-store";
import { syncSpare } from "@/lib/db/stores/spare-store";
import { syncWorklist } from "@/lib/db/stores/worklist-store";
import { toDateOrNull } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { HOUR_MS, type Instant } from "@/lib/payments/instant";
import { nextDueAt } from "@/lib/payments/order-due";
import { captureStatusOf } from "@/lib/payments/order-path";
import { worklistEntries } from "@/lib/payments/worklist";
import { raiseAlerts } from "../alert/raise-alerts";
import { endNeedlessOverride } from "../override/end-needless-override";

/** After any change: what the lists say about the order, its outer capture status, when the clock alone will change it again, and what is to be called out. */
export async function settleOrder(tx: Tx, storeId: string, orderId: string): Promise<void> {
  const loaded = await loadOrderForChange(tx, storeId, orderId);
  if (loaded) await settleLoadedOrder(tx, loaded);
}

/** The same for an order that was read after its last change in this transaction. */
export async function settleLoadedOrder(tx: Tx, loaded: LoadedOrder): Promise<void> {
  const { row, openItems } = loaded;
  await endNeedlessOverride(tx, loaded);
  const soonMs = loaded.expiringSoonHours * HOUR_MS;
  const order = { ...loaded.order, spareSince: await syncSpare(tx, loaded) };
  const hasFailed = order.invoices.some(({ status }) => status === "failed" || status === "finally_failed");
  const policy = hasFailed ? { policy: await loadRecoveryPolicy(tx, row) } : {};
  const entries = row.isManualOnly
    ? []
    : worklistEntries(order, tx.now, { soonMs, renewal: loaded.renewal, ...policy });
  await syncWorklist(tx, order, openItems, entries);
  const captureStatus = captureStatusOf(order);
  const dueAt = row.isManualOnly ? null : toDateOrNull(nextDueAt(order, tx.now, { soonMs }));
  if (captureStatus !== row.captureStatus || !isLookedAtInTime(row.dueAt, dueAt, tx.now)) {
    await tx.amend("orders", { storeId: row.storeId, id: row.id }, { captureStatus, dueAt });
  }
  if (!row.isManualOnly) await raiseAlerts(tx, order, loaded.alertTimes);
}

/**
 * Whether the sweep comes soon enough with the moment that is written. One that comes too early does no harm: the sweep looks, and writes the right one. To put
 * each off at once would be one more change of the order for every capture.
 */
function isLookedAtInTime(written: Date | null, due: Date | null, now: Instant): boolean {
  if (written === null) return due === null;
  if (due?.getTime() === written.getTime()) return true;
  return written.getTime() > now && (due === null || written < due);
}
