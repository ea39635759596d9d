import { ok, type Result, refused } from "@/lib/payments/result";
import { continueApproval } from "../approval/continue-approval";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

/**
 * A person has the house go on with a replacement that stopped half-way: what is left of releasing the old hold, proving it and closing the link. Each step looks at the
 * rows anew, so asking twice does no harm.
 */
export function repairLink(
  context: OperationContext,
  key: OrderKey,
): Promise<Result<{ approvalRequestId: string }, OrderMissing | "nothing_to_repair">> {
  return changeOrder(
    context,
    key,
    async ({ tx, order, event }): Promise<Result<{ approvalRequestId: string }, "nothing_to_repair">> => {
      const { successor, approval } = order;
      if (successor === null || successor.isComplete || approval?.status !== "approved")
        return refused("nothing_to_repair");
      await continueApproval(tx, order.storeId, approval.id);
      await event("link_repair_requested", { approvalRequestId: approval.id });
      return ok({ approvalRequestId: approval.id });
    },
  );
}
