import type { ApprovalRequest } from "@/lib/payments/order";
import type { OrderChange } from "../change-order";
import { endApproval } from "./end-approval";

/** A link whose time has passed ends, and with it every page at the gateway; the order stays in the panel with its reason (H32). */
export async function expireApproval(scope: OrderChange, approval: ApprovalRequest): Promise<void> {
  if (approval.expiresAt <= scope.tx.now) await endApproval(scope, "expired");
}
