import { newId } from "@/lib/db/new-id";
import { loadStore } from "@/lib/db/stores/store-store";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { type Alert, type AlertTimes, dueAlerts } from "@/lib/payments/alerting";
import type { Order } from "@/lib/payments/order";
import { mailLeavesAt, quietHoursOf } from "@/lib/payments/quiet-hours";
import { addAlertMail } from "./add-alert-mail";
import { peopleToTell } from "./people-to-tell";

/**
 * Puts what is due to be called out about an order on the bell of those whom it concerns, and into their mail where they want it: that leaves after the quiet
 * hours of the store. Under the order's lock; whoever has heard of a cause does not hear of it again.
 */
export async function raiseAlerts(tx: Tx, order: Order, times: AlertTimes): Promise<void> {
  for (const alert of dueAlerts(order, tx.now, times)) {
    for (const person of await peopleToTell(tx, order, alert, { only: "untold" })) {
      const noticeId = await tell(tx, order, alert, person.id);
      if (!person.wantsAlertMail) continue;
      const store = await loadStore(tx, order.storeId);
      const sendAt = mailLeavesAt(quietHoursOf(store.settings), tx.now, store.timeZone);
      await addAlertMail(tx, { storeId: order.storeId, noticeId, email: person.email, sendAt });
    }
  }
}

async function tell(tx: Tx, order: Order, alert: Alert, userId: string): Promise<string> {
  const id = newId("ntc");
  await tx.insert("staff_notices", {
    storeId: order.storeId,
    id,
    userId,
    kind: alert.kind,
    orderNumber: order.orderNumber,
    orderId: order.id,
    cause: alert.cause,
    amountMinor: alert.amount.amountMinor,
    currency: alert.amount.currency,
    at: toDate(alert.at),
    actor: "system:alert",
    reason: null,
    createdAt: toDate(tx.now),
  });
  return id;
}
