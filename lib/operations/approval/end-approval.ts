import { requestAttempt } from "@/lib/db/stores/attempt-store";
import { recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import { toDate, toMoney } from "@/lib/db/to-domain";
import { approvalNextStatus } from "@/lib/payments/approval";
import { isLiveApproval } from "@/lib/payments/approval-state";
import type { OrderChange } from "../change-order";
import { withdrawSuccessor } from "../replacement/withdraw-successor";

export type EndedScope = Pick<OrderChange, "tx" | "order" | "author">;
export type ApprovalEnd = "replaced" | "withdrawn" | "expired" | "declined";

/**
 * Ends the order's live request, whatever asks for it: its link is dead from this transaction on, pages at the gateway that show its terms are
 * closed (I19), and an order that was proposed for it and never paid is withdrawn when the old order ends. Nothing happens without a live request.
 */
export async function endApproval(
  { tx, order, author }: EndedScope,
  end: ApprovalEnd,
  details: { replacedById?: string; customerNote?: string | null } = {},
): Promise<boolean> {
  const request = order.approval;
  if (request === null || !isLiveApproval(request.status)) return false;
  const status = approvalNextStatus(request.status, end);
  if (status === undefined) return false;
  const key = { storeId: order.storeId, id: request.id };
  const [row] = await tx.select("approval_requests", key, { lock: true });
  if (!row || row.status !== request.status) return false;
  await tx.update("approval_requests", key, {
    status,
    decidedAt: toDate(tx.now),
    version: row.version + 1,
    ...(details.replacedById === undefined ? {} : { replacedById: details.replacedById }),
    ...(details.customerNote === undefined ? {} : { customerNote: details.customerNote }),
  });
  await closeHostedPages({ tx, order, author }, request.id);
  const goesOn = details.replacedById !== undefined;
  if (!goesOn && (end === "withdrawn" || end === "expired")) {
    await withdrawSuccessor({ tx, order, author }, { isOrderEnding: false });
  }
  await recordEvent(tx, author, order.id, `approval_${end}`, {
    approvalRequestId: request.id,
    shortCode: row.shortCode,
  });
  await recordAudit(tx, author, {
    action: `approval.${end}`,
    subjectKind: "approval_request",
    subjectId: request.id,
    orderId: order.id,
    before: { status: request.status },
    after: { status },
  });
  return true;
}

/**
 * Closes what a customer could still pay on at the gateway under this request: closing a page in our own books does not close it there (I19). A page
 * that is only just being opened is looked at again until it can be closed.
 */
export async function closeHostedPages({ tx, author, order }: EndedScope, approvalRequestId: string): Promise<void> {
  const { storeId } = order;
  const sessions = await tx.select("hosted_sessions", { storeId, approvalRequestId }, { lock: true });
  for (const session of sessions) {
    if (session.status === "requested") await syncLater(tx, session);
    if (session.status !== "open" || session.gatewayReference === null) continue;
    const obligation = `close:${session.id}`;
    const open = await tx.rows<{ id: string }>(
      `SELECT id FROM attempts WHERE store_id = $1 AND obligation = $2 AND status IN ('requested','started','pending','unconfirmed')`,
      [storeId, obligation],
    );
    if (open.length > 0) continue;
    const [payable] = await tx.select("orders", { storeId, id: session.orderId });
    await requestAttempt(tx, author, {
      operation: "close_hosted_page",
      request: { sessionReference: session.gatewayReference },
      orderId: session.orderId,
      orderNumber: payable?.orderNumber ?? order.orderNumber,
      gateway: session.gateway,
      obligation,
      amount: toMoney(session.amountMinor, session.currency),
      subjects: { hostedSessionId: session.id, approvalRequestId },
    });
  }
}

export function syncLater(
  tx: OrderChange["tx"],
  session: { readonly storeId: string; readonly id: string },
): Promise<void> {
  return tx.addJob(
    "sync_hosted_page",
    { storeId: session.storeId, hostedSessionId: session.id },
    { key: `hosted:${session.id}` },
  );
}
