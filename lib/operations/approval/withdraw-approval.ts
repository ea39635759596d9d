import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { endApproval } from "./end-approval";

export type WithdrawApprovalRefusal = OrderMissing | "no_live_request" | "approval_in_progress";

/** Staff take a request back: its link is dead at once. Not while the customer is paying. */
export async function withdrawApproval(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
): Promise<Result<{ approvalRequestId: string }, WithdrawApprovalRefusal>> {
  return changeOrder(
    context,
    key,
    async (scope): Promise<Result<{ approvalRequestId: string }, WithdrawApprovalRefusal>> => {
      const request = scope.order.approval;
      if (request?.status === "approving") return refused("approval_in_progress");
      const isEnded = await endApproval(scope, "withdrawn");
      return isEnded && request ? ok({ approvalRequestId: request.id }) : refused("no_live_request");
    },
  );
}
