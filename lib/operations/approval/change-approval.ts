import { loadStore } from "@/lib/db/stores/store-store";
import { wakeWorklist } from "@/lib/db/stores/worklist-store";
import type { RowOf } from "@/lib/db/tables";
import { toMoney } from "@/lib/db/to-domain";
import { approvalNextStatus } from "@/lib/payments/approval";
import type { ApprovalEvent, ApprovalStatus } from "@/lib/payments/approval-state";
import type { ApprovalRequest } from "@/lib/payments/order";
import { type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderChange, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type ApprovalRow = RowOf<"approval_requests">;

/** What a verb is given while it changes one request: everything about its order, the request's own row under lock, and the store's settings. */
export type ApprovalChange = OrderChange & {
  readonly request: ApprovalRow;
  readonly store: RowOf<"stores">;
};

export type ApprovalMissing = OrderMissing | "approval_not_found";

/** The one way to change a request: under the lock of its order, so that links, captures and prices never pass each other (H30, I13). */
export async function changeApproval<T, R extends string>(
  context: OperationContext,
  approvalRequestId: string,
  change: (scope: ApprovalChange) => Promise<Result<T, R>>,
): Promise<Result<T, R | ApprovalMissing>> {
  const { storeId } = context;
  const found = await context.pool.query<{ order_id: string }>(
    "SELECT order_id FROM approval_requests WHERE store_id = $1 AND id = $2",
    [storeId, approvalRequestId],
  );
  const orderId = found.rows[0]?.order_id;
  if (orderId === undefined) return refused("approval_not_found");
  return changeOrder(context, { orderId }, async (scope) => {
    const [request] = await scope.tx.select("approval_requests", { storeId, id: approvalRequestId }, { lock: true });
    if (!request) throw new Error(`approval request ${approvalRequestId} is gone`);
    return change({ ...scope, request, store: await loadStore(scope.tx, storeId) });
  });
}

/** Moves a request along its table; false where the event may not happen any more. */
export async function moveRequest(
  { tx, request }: Pick<ApprovalChange, "tx" | "request">,
  event: ApprovalEvent,
  set: Partial<ApprovalRow> = {},
): Promise<boolean> {
  const status = approvalNextStatus(request.status as ApprovalStatus, event);
  if (status === undefined) return false;
  await updateRequest({ tx, request }, { ...set, status });
  if (wakingEvents.has(event)) await wakeWorklist(tx, request.storeId, request.orderId);
  return true;
}

/** What a customer does, and what comes of it: an order that was put off until then is seen again. */
const wakingEvents: ReadonlySet<ApprovalEvent> = new Set(["opened", "approval_started", "payment_failed", "declined"]);

export async function updateRequest(
  { tx, request }: Pick<ApprovalChange, "tx" | "request">,
  set: Partial<ApprovalRow>,
): Promise<void> {
  const changed = { ...set, version: request.version + 1 };
  await tx.update("approval_requests", { storeId: request.storeId, id: request.id }, changed);
  Object.assign(request, changed);
}

/** The row as the rules see it. */
export function toApprovalRequest(row: ApprovalRow): ApprovalRequest {
  const instant = (date: Date | null) => (date === null ? null : (date.getTime() as ApprovalRequest["expiresAt"]));
  return {
    id: row.id as ApprovalRequest["id"],
    status: row.status as ApprovalStatus,
    reason: row.reason,
    amount: toMoney(row.amountMinor, row.currency),
    previousAmount: toMoney(row.previousMinor, row.currency),
    expiresAt: row.expiresAt.getTime() as ApprovalRequest["expiresAt"],
    sentAt: instant(row.sentAt),
    openedAt: instant(row.openedAt),
    sendAt: null,
    remindAt: instant(row.remindAt),
    questionAt: instant(row.questionAt),
    failureReason: row.failureReason,
  };
}
