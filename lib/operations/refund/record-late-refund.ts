import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import type { GatewayOutcome, RefundFacts } from "@/lib/payments/gateway";
import { ok, type Result } from "@/lib/payments/result";
import { applyRefund } from "../attempt/apply-refund";
import { changeOrder, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

/**
 * What the gateway says, days later, about a refund that counted as done. The call's own outcome stays as it was; the refund failed, the money counts as
 * kept again, and a person sees it (RF-1). Answers whether anything changed.
 */
export async function recordLateRefund(
  context: OperationContext,
  attempt: AttemptRow,
  outcome: GatewayOutcome<RefundFacts>,
): Promise<Result<boolean, OrderMissing>> {
  if (outcome.kind !== "declined" && outcome.kind !== "rejected") return ok(false);
  return changeOrder(context, { orderId: attempt.orderId }, async ({ tx, author, loaded }) => {
    const [refund] = await tx.select("refunds", { storeId: attempt.storeId, id: attempt.refundId ?? "" });
    if (refund?.status !== "refunded") return ok(false);
    await applyRefund({ tx, author, loaded, attempt, outcome });
    return ok(true);
  });
}
