import { type Author, recordEvent } from "@/lib/db/stores/history-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import type { Tx } from "@/lib/db/transaction";
import { orderEventAfterCapture } from "@/lib/payments/capture-outcome";
import { orderTransitions } from "@/lib/payments/order-state";

/** After money came in or was taken back: a shipped order is complete, or a completed one is open again (X05). */
export async function reopenOrComplete(
  tx: Tx,
  author: Author,
  { storeId, orderId, before }: { storeId: string; orderId: string; before: string },
): Promise<void> {
  const loaded = await loadOrderForChange(tx, storeId, orderId);
  if (!loaded) return;
  const event = orderEventAfterCapture(loaded.order);
  const status = event && (orderTransitions as Record<string, Record<string, string>>)[before]?.[event];
  if (!event || !status) return;
  await tx.update("orders", { storeId, id: orderId }, { status });
  await recordEvent(tx, author, orderId, event === "fully_captured" ? "order_completed" : "order_reopened");
}
