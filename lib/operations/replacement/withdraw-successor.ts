import { recordEvent } from "@/lib/db/stores/history-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import type { OrderChange } from "../change-order";
import { settleOrder } from "../order/settle-order";
import { releaseHold } from "./release-hold";

/**
 * A successor that was not paid for gives back what it holds when its question ends (I9). Where the old order ends too, the successor is cancelled with it;
 * otherwise it waits for the next question, because an order has one successor only (I8).
 */
export async function withdrawSuccessor(
  { tx, order, author }: Pick<OrderChange, "tx" | "order" | "author">,
  { isOrderEnding }: { isOrderEnding: boolean },
): Promise<void> {
  const { storeId } = order;
  if (order.successor === null || order.successor.isComplete) return;
  const successor = await loadOrderForChange(tx, storeId, order.successor.orderId);
  if (successor?.row.status !== "proposed") return;
  const { id, version } = successor.row;
  for (const hold of successor.order.authorizations) {
    await releaseHold({ tx, author, order: successor.order }, hold, null);
  }
  if (isOrderEnding) {
    const ended = { status: "cancelled", cancelReason: "predecessor_ended", cancelledAt: toDate(tx.now) };
    await tx.update("orders", { storeId, id }, { ...ended, version: version + 1, updatedAt: toDate(tx.now) });
    await recordEvent(tx, author, id, "order_cancelled", { reason: "predecessor_ended" });
  }
  await settleOrder(tx, storeId, id);
}
