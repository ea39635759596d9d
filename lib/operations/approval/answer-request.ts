import { newId } from "@/lib/db/new-id";
import { wakeWorklist } from "@/lib/db/stores/worklist-store";
import { toDate } from "@/lib/db/to-domain";
import type { ApprovalStatus } from "@/lib/payments/approval-state";
import { isLiveApproval } from "@/lib/payments/approval-state";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { type ApprovalMissing, changeApproval, updateRequest } from "./change-approval";
import { endApproval } from "./end-approval";

export type DeclineRefusal = ApprovalMissing | "already_approved" | "approval_in_progress" | "link_expired";

/** The customer does not agree: the link ends and a CSR gets the task (UX C8). The reason may come with it, or later on the same page. */
export async function declineRequest(
  context: OperationContext,
  approvalRequestId: string,
  reason: string | null,
): Promise<Result<null, DeclineRefusal>> {
  return changeApproval(context, approvalRequestId, async (scope): Promise<Result<null, DeclineRefusal>> => {
    const { request, order, tx } = scope;
    if (request.status === "approved") return refused("already_approved");
    if (request.status === "approving") return refused("approval_in_progress");
    if (request.status === "declined") {
      if (reason !== null) await updateRequest(scope, { customerNote: reason });
      if (reason !== null) await scope.event("approval_decline_explained", { approvalRequestId, reason });
      return ok(null);
    }
    const isOurs = order.approval?.id === request.id && isLiveApproval(request.status as ApprovalStatus);
    if (!isOurs || request.expiresAt.getTime() <= tx.now) return refused("link_expired");
    await endApproval(scope, "declined", { customerNote: reason });
    if (reason !== null) await scope.event("approval_decline_explained", { approvalRequestId, reason });
    return ok(null);
  });
}

/** A question from the page becomes a note on the order and a task, until somebody notes the answer. The link goes on working. */
export async function askQuestion(
  context: OperationContext,
  approvalRequestId: string,
  text: string,
): Promise<Result<null, ApprovalMissing>> {
  return changeApproval(context, approvalRequestId, async (scope) => {
    const { tx, order } = scope;
    await tx.insert("notes", {
      storeId: order.storeId,
      id: newId("not"),
      orderId: order.id,
      authorId: scope.author.actor,
      text,
      createdAt: toDate(tx.now),
    });
    await updateRequest(scope, { questionAt: toDate(tx.now) });
    await wakeWorklist(tx, order.storeId, order.id);
    await scope.event("approval_question", { approvalRequestId, text });
    return ok(null);
  });
}
