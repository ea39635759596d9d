import { toDate } from "@/lib/db/to-domain";
import { ok, type Result } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { type ApprovalMissing, changeApproval, moveRequest } from "./change-approval";

/** A person moved on the page: the request counts as seen. Fetching the page, as mail scanners do, never gets here (I12). */
export async function markOpened(
  context: OperationContext,
  approvalRequestId: string,
): Promise<Result<null, ApprovalMissing>> {
  return changeApproval(context, approvalRequestId, async (scope) => {
    const { request, tx } = scope;
    if (request.openedAt !== null || request.expiresAt.getTime() <= tx.now) return ok(null);
    const isMoved = await moveRequest(scope, "opened", { openedAt: toDate(tx.now) });
    if (isMoved) await scope.event("approval_opened", { approvalRequestId });
    return ok(null);
  });
}
