import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { loadRecoveryPolicy } from "@/lib/db/stores/recovery-store";
import { syncSpare } from "@/lib/db/stores/spare-store";
import { loadStore } from "@/lib/db/stores/store-store";
import { syncWorklist } from "@/lib/db/stores/worklist-store";
import { toDateOrNull } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { HOUR_MS } from "@/lib/payments/instant";
import { nextDueAt } from "@/lib/payments/order-due";
import { captureStatusOf } from "@/lib/payments/order-path";
import { worklistEntries } from "@/lib/payments/worklist";

/** After any change: what the lists say about the order, its outer capture status, and when the clock alone will change it again. */
export async function settleOrder(tx: Tx, storeId: string, orderId: string): Promise<void> {
  const loaded = await loadOrderForChange(tx, storeId, orderId);
  if (!loaded) return;
  const { row } = loaded;
  const store = await loadStore(tx, storeId);
  const soonMs = store.expiringSoonHours * HOUR_MS;
  const spareSince = await syncSpare(tx, loaded);
  const order = { ...loaded.order, spareSince };
  const hasFailed = order.invoices.some(({ status }) => status === "failed" || status === "finally_failed");
  const policy = hasFailed ? { policy: await loadRecoveryPolicy(tx, row) } : {};
  await syncWorklist(tx, order, row.isManualOnly ? [] : worklistEntries(order, tx.now, { soonMs, ...policy }));
  const captureStatus = captureStatusOf(order);
  const dueAt = row.isManualOnly ? null : toDateOrNull(nextDueAt(order, tx.now, { soonMs }));
  if (captureStatus !== row.captureStatus || dueAt?.getTime() !== row.dueAt?.getTime()) {
    await tx.update("orders", { storeId, id: orderId }, { captureStatus, dueAt });
  }
}
