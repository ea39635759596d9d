import { newestRequestSql } from "@/lib/db/stores/approval-store";
import { toRow } from "@/lib/db/transaction";
import { type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import type { ApprovalRow } from "./change-approval";
import { type RequestApprovalRefusals, type RequestedApproval, requestApproval } from "./request-approval";

/** A customer whose link has ended asks for a fresh one. It goes to the address that the old one went to, and nowhere else (H25). */
export async function resendRequest(
  context: OperationContext,
  approvalRequestId: string,
): Promise<Result<RequestedApproval, RequestApprovalRefusals | "approval_not_found">> {
  const { storeId } = context;
  const found = await context.pool.query<Record<string, unknown>>(
    "SELECT order_id FROM approval_requests WHERE store_id = $1 AND id = $2",
    [storeId, approvalRequestId],
  );
  const orderId = found.rows[0]?.order_id;
  if (typeof orderId !== "string") return refused("approval_not_found");
  const newest = await context.pool.query<Record<string, unknown>>(newestRequestSql, [storeId, orderId]);
  const row = newest.rows[0] && toRow<ApprovalRow>(newest.rows[0]);
  // What the shop took back stays taken back.
  if (!row || row.status === "withdrawn") return refused("nothing_to_approve");
  return requestApproval(context, { orderId }, inputLike(row));
}

function inputLike(row: ApprovalRow) {
  const { reason, note, email, estimatedDeliveryAt } = row;
  return {
    reason,
    address: email,
    ...(note === null ? {} : { note }),
    ...(estimatedDeliveryAt === null ? {} : { estimatedDeliveryDate: estimatedDeliveryAt.toISOString().slice(0, 10) }),
  };
}
