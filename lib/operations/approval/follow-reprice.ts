import { approvalNeed } from "@/lib/payments/approval";
import { coverageOf } from "@/lib/payments/coverage";
import { isZero } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import type { EndedScope } from "./end-approval";
import { closeHostedPages, endApproval } from "./end-approval";

/**
 * After a price moved: pages at the gateway that show the old total are closed (I19). The link stays while there is something to agree to, and its page
 * shows the new total and asks again (I13); otherwise the question is withdrawn, since a fall needs no answer (H33).
 */
export async function followReprice(scope: EndedScope, repriced: Order): Promise<void> {
  if (scope.order.approval === null) return;
  const isOpen = approvalNeed(repriced).needed || !isZero(coverageOf(repriced, scope.tx.now).uncovered);
  if (isOpen) await closeHostedPages(scope, scope.order.approval.id);
  else await endApproval(scope, "withdrawn");
}
