import { type Author, recordEvent } from "@/lib/db/stores/history-store";
import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import type { Tx } from "@/lib/db/transaction";
import { orderEventAfterCapture } from "@/lib/payments/capture-outcome";
import { type OrderStatus, orderTransitions } from "@/lib/payments/order-state";
import { requestVoid } from "../authorization/request-void";

/** After money came in or was taken back: a shipped order is complete, or a completed one is open again (X05). */
export async function reopenOrComplete(
  tx: Tx,
  author: Author,
  { storeId, orderId, before }: { storeId: string; orderId: string; before: string },
): Promise<void> {
  const loaded = await loadOrderForChange(tx, storeId, orderId);
  if (loaded) await reopenOrCompleteLoaded(tx, author, loaded, before);
}

/** The same for an order as it stands after that money was written. Answers it with its new status. */
export async function reopenOrCompleteLoaded(
  tx: Tx,
  author: Author,
  loaded: LoadedOrder,
  before: string,
): Promise<LoadedOrder> {
  const { id, storeId } = loaded.row;
  const event = orderEventAfterCapture(loaded.order);
  const status = event && (orderTransitions as Record<string, Record<string, OrderStatus>>)[before]?.[event];
  if (!event || !status) return loaded;
  await tx.amend("orders", { storeId, id }, { status });
  await recordEvent(tx, author, id, event === "fully_captured" ? "order_completed" : "order_reopened");
  return { ...loaded, order: { ...loaded.order, status }, row: { ...loaded.row, status } };
}

/** The same where no capture's answer does it: the holds of an order that is complete so are let go of, since no last capture comes that would. */
export async function completeWhenPaid(
  tx: Tx,
  author: Author,
  key: { storeId: string; orderId: string; before: string },
): Promise<void> {
  await reopenOrComplete(tx, author, key);
  const loaded = await loadOrderForChange(tx, key.storeId, key.orderId);
  if (loaded?.order.status !== "completed") return;
  for (const hold of loaded.order.authorizations) await requestVoid({ tx, author, order: loaded.order }, hold);
}
