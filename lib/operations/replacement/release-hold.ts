import type { Authorization } from "@/lib/payments/authorization";
import { requestVoid } from "../authorization/request-void";
import type { OrderChange } from "../change-order";

/** Releases a hold at its gateway for an approval: when the gateway has answered, the approval goes on (X04, H31). */
export async function releaseHold(
  scope: Pick<OrderChange, "tx" | "order" | "author">,
  hold: Authorization,
  approvalRequestId: string | null,
): Promise<string | undefined> {
  const attemptId = await requestVoid(scope, hold);
  if (attemptId !== undefined && approvalRequestId !== null) {
    await scope.tx.update("attempts", { storeId: scope.order.storeId, id: attemptId }, { approvalRequestId });
  }
  return attemptId;
}
