import { recordEvent } from "@/lib/db/stores/history-store";
import type { LoadedOrder } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import type { ApprovalChange } from "../approval/change-approval";
import { settleOrder } from "../order/settle-order";

/** Old order ended, its holds proven gone, new order paid: the link between them is complete, seen from both sides (H17). */
export async function completeLink(
  { tx, author, order, request }: ApprovalChange,
  successor: LoadedOrder,
): Promise<void> {
  const { storeId } = order;
  const changed = await tx.update(
    "order_links",
    { storeId, predecessorId: order.id, status: "proposed" },
    { status: "complete", completedAt: toDate(tx.now) },
  );
  if (changed === 0) return;
  const line = { predecessor: order.orderNumber, successor: successor.row.orderNumber, approvalRequestId: request.id };
  await recordEvent(tx, author, order.id, "order_link_completed", line);
  await recordEvent(tx, author, successor.row.id, "order_link_completed", line);
  await settleOrder(tx, storeId, successor.row.id);
}
