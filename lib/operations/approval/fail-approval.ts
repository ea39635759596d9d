import { countFailure } from "./approval-limits";
import { type ApprovalChange, moveRequest } from "./change-approval";

/**
 * The customer agreed, the bank did not: the old order stays exactly as it was, the link goes on working for another try, and a CSR gets the task (H12, PR-3). A bank
 * that only wants to see its customer is no failure to be counted.
 */
export async function failApproval(scope: ApprovalChange, reason: string): Promise<void> {
  const isChallenge = reason === "authentication_required";
  const { request } = scope;
  const failureCount = isChallenge ? request.failureCount : request.failureCount + 1;
  const isMoved = await moveRequest(scope, "payment_failed", { failureReason: reason, failureCount });
  if (!isMoved) return;
  if (!isChallenge) await countFailure(scope);
  await scope.event("approval_payment_failed", {
    approvalRequestId: request.id,
    reason,
    amountMinor: request.amountMinor.toString(),
    currency: request.currency,
    failureCount,
  });
}
