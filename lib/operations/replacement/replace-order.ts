import { recordEvent } from "@/lib/db/stores/history-store";
import { loadLines } from "@/lib/db/stores/line-store";
import type { LoadedOrder } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import { maskEmail } from "@/lib/payments/approval";
import { decideConfirm } from "@/lib/payments/authorizing";
import { releaseAmount } from "@/lib/payments/splitting";
import { type ApprovalChange, moveRequest } from "../approval/change-approval";
import { writeConfirmation } from "../order/confirm-when-covered";
import { settleOrder } from "../order/settle-order";
import { releaseHold } from "./release-hold";

/**
 * The point of no return, in one transaction: the paid successor is confirmed, the old order is replaced by it and so barred from capture and shipment, its open
 * releases move over, and its holds are on their way back (H15, H16, H31, PR-3). Before it the old order was untouched; after it there is only on.
 */
export async function replaceOrder(scope: ApprovalChange, successor: LoadedOrder): Promise<void> {
  const { tx, author, order, loaded, request } = scope;
  const { storeId } = order;
  if (order.openAttempts.some(({ operation }) => operation === "capture" || operation === "authorize_and_capture")) {
    throw new Error(`order ${order.id} is being captured; its replacement waits`);
  }
  const decision = decideConfirm(successor.order, tx.now);
  if (!decision.ok) throw new Error(`successor ${successor.row.id} cannot be confirmed: ${decision.reason}`);
  await writeConfirmation({ tx, author, order: successor.order }, decision.value);
  await moveReleases(scope, successor);
  await tx.update(
    "orders",
    { storeId, id: order.id },
    {
      status: "replaced",
      cancelledAt: toDate(tx.now),
      cancelReason: "replaced",
      dueAt: null,
      version: loaded.row.version + 1,
      updatedAt: toDate(tx.now),
    },
  );
  for (const hold of order.authorizations) await releaseHold(scope, hold, request.id);
  await moveRequest(scope, "approval_succeeded", {
    decidedAt: toDate(tx.now),
    successorId: successor.row.id,
    failureReason: null,
  });
  const line = {
    approvalRequestId: request.id,
    predecessor: order.orderNumber,
    successor: successor.row.orderNumber,
    amountMinor: request.amountMinor.toString(),
    previousMinor: request.previousMinor.toString(),
    currency: request.currency,
    address: maskEmail(request.email),
  };
  await scope.event("approval_succeeded", line);
  await scope.event("order_replaced", line);
  await recordEvent(tx, author, successor.row.id, "order_took_over", line);
  await scope.audit("order.replaced", {
    reason: request.reason,
    before: { status: order.status },
    after: { status: "replaced", ...line },
  });
  await settleOrder(tx, storeId, successor.row.id);
}

/** What the warehouse has not shipped yet goes on under the new number, at the new prices. */
async function moveReleases({ tx, order }: ApprovalChange, successor: LoadedOrder): Promise<void> {
  const { storeId, id: orderId, currency, revision } = successor.row;
  const lines = await loadLines(tx, { storeId, orderId, revision, currency });
  const moved: { lineNo: number; quantity: number }[] = [];
  for (const release of order.releases.filter(({ status }) => status === "open")) {
    const key = { storeId, orderId: order.id, releaseNo: release.releaseNo };
    const wanted = await tx.select("release_lines", key);
    await tx.update("releases", key, { status: "cancelled" });
    const amount = releaseAmount(lines, wanted, moved);
    if (!amount.ok) continue;
    await tx.insert("releases", {
      storeId,
      orderId,
      releaseNo: release.releaseNo,
      status: "open",
      amountMinor: amount.value.amountMinor,
      currency,
      createdAt: toDate(tx.now),
    });
    await tx.insertAll(
      "release_lines",
      wanted.map(({ lineNo, quantity }) => ({ storeId, orderId, releaseNo: release.releaseNo, lineNo, quantity })),
    );
    moved.push(...wanted);
  }
}
