import { toDate } from "@/lib/db/to-domain";
import { decideConfirm } from "@/lib/payments/authorizing";
import { isCovered } from "@/lib/payments/coverage";
import { HOUR_MS } from "@/lib/payments/instant";
import { missingCover } from "@/lib/payments/missing-cover";
import { type ApprovalChange, moveRequest } from "../approval/change-approval";
import { writeConfirmation } from "../order/confirm-when-covered";
import { releaseHold } from "./release-hold";

/**
 * The approved total becomes that of the very same order (X03): the good hold stays, the gap is secured, and a hold that was about to end is released now that its
 * follower lives (X04). A draft is confirmed with it.
 */
export async function keepOrder(scope: ApprovalChange, newHoldId: string | null): Promise<void> {
  const { tx, order, loaded, request, store } = scope;
  const { storeId } = order;
  const confirmation = decideConfirm(order, tx.now);
  if (confirmation.ok) await writeConfirmation(scope, confirmation.value);
  else {
    await tx.update(
      "orders",
      { storeId, id: order.id },
      {
        approvedTotalMinor: order.total.amountMinor,
        approvedRevision: loaded.row.revision,
        version: loaded.row.version + 1,
        updatedAt: toDate(tx.now),
      },
    );
  }
  const { leaving } = missingCover(order, tx.now, store.expiringSoonHours * HOUR_MS);
  const staying = order.authorizations.filter((hold) => hold.id === newHoldId || !leaving.includes(hold.id));
  if (isCovered({ ...order, authorizations: staying }, tx.now)) {
    const old = order.authorizations.filter((hold) => !staying.includes(hold));
    for (const hold of old) await releaseHold(scope, hold, request.id);
  }
  await moveRequest(scope, "approval_succeeded", { decidedAt: toDate(tx.now), failureReason: null });
  const line = {
    approvalRequestId: request.id,
    amountMinor: request.amountMinor.toString(),
    previousMinor: request.previousMinor.toString(),
    currency: request.currency,
  };
  await scope.event("approval_succeeded", line);
  await scope.audit("order.total_approved", {
    reason: request.reason,
    before: { approvedTotalMinor: order.approvedTotal?.amountMinor.toString() ?? null },
    after: line,
  });
}
