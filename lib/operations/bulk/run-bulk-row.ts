import type { RowOf } from "@/lib/db/tables";
import { toRow } from "@/lib/db/transaction";
import type { BulkKind } from "@/lib/payments/bulk-work";
import { ok, type Result, refused } from "@/lib/payments/result";
import { requestApproval, requestApprovalInput } from "../approval/request-approval";
import { captureInvoices } from "../invoice/capture-invoices";
import type { OperationContext } from "../operation-context";
import { type AssignOrderInput, assignOrder } from "../order/assign-order";
import { snoozeOrder } from "../order/snooze-order";
import { setStatus } from "../status-field/set-status";
import type { BulkOptions } from "./start-bulk-job";

type Item = RowOf<"bulk_job_items">;
type Effect = { readonly attemptIds?: readonly string[]; readonly approvalRequestId?: string };

/**
 * Does one row of a job through the very operation that does it for one order. A worker that died in between finds by the row's own
 * correlation id what it had already done, and does not do it again; a retry is a new round and so a new intention.
 */
export async function runBulkRow(
  context: OperationContext,
  { kind, options, item }: { readonly kind: BulkKind; readonly options: BulkOptions; readonly item: Item },
): Promise<void> {
  const own = { ...context, correlationId: `${item.bulkJobId}.${item.round}.${item.subjectId}` };
  const before = item.status === "started" ? await findEffect(own, item) : null;
  if (item.status === "waiting") await mark(context, item, { status: "started" });
  const result = before ? ok(before) : await doRow(own, kind, options, item);
  if (!result.ok) {
    return mark(context, item, { status: "skipped", reason: result.reason, detail: result.detail ?? null });
  }
  const { attemptIds = [], approvalRequestId } = result.value;
  const isAsked = attemptIds.length > 0 || approvalRequestId !== undefined;
  await mark(context, item, {
    status: isAsked ? "asked" : "done",
    attemptIds: [...attemptIds],
    approvalRequestId: approvalRequestId ?? null,
  });
}

function doRow(
  context: OperationContext,
  kind: BulkKind,
  options: BulkOptions,
  { subjectId: orderId, orderNumber }: Item,
): Promise<Result<Effect, string>> {
  switch (kind) {
    case "ask_customer":
      return requestApproval(context, { orderId }, requestApprovalInput.parse({}));
    case "capture":
      return captureAll(context, orderNumber);
    case "snooze":
      return withoutTrace(snoozeOrder(context, { orderId }, { until: options.until ?? "tomorrow" }));
    case "assign":
      return withoutTrace(assignOrder(context, { orderId }, newOwnerOf(orderId, options)));
    case "set_status":
      return options.status
        ? withoutTrace(setStatus(context, { orderId }, { ...options.status, invoiceId: null }))
        : Promise.resolve(refused("status_field_not_found"));
  }
}

function newOwnerOf(orderId: string, { ownerId, handovers }: BulkOptions): AssignOrderInput {
  const own = handovers?.find((handover) => handover.orderId === orderId);
  return own ? { ownerId: own.to, expectedOwnerId: own.from } : { ownerId: ownerId ?? null };
}

async function captureAll(context: OperationContext, orderNumber: string): Promise<Result<Effect, string>> {
  const captured = await captureInvoices(context, [orderNumber]);
  if (!captured.ok) return captured;
  const refusals = captured.value.rows.filter((row) => row.refusal !== null);
  const isNone = captured.value.attemptIds.length === 0;
  return isNone ? { ok: false, reason: refusals[0]?.refusal ?? "nothing_to_capture" } : ok(captured.value);
}

async function withoutTrace(result: Promise<Result<unknown, string>>): Promise<Result<Effect, string>> {
  const done = await result;
  return done.ok ? ok({}) : done;
}

/** What an earlier run of this very row left behind; null where it left nothing. */
async function findEffect({ pool, storeId, correlationId }: OperationContext, item: Item): Promise<Effect | null> {
  const found = await pool.query<{ attempts: string[]; request: string | null; is_there: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM events e WHERE e.store_id = $1 AND e.order_id = $2 AND e.correlation_id = $3) AS is_there,
       ARRAY(SELECT a.id FROM attempts a WHERE a.store_id = $1 AND a.order_id = $2 AND a.correlation_id = $3) AS attempts,
       (SELECT r.id FROM approval_requests r WHERE r.store_id = $1 AND r.order_id = $2 AND r.correlation_id = $3 LIMIT 1) AS request`,
    [storeId, item.subjectId, correlationId],
  );
  const row = found.rows[0];
  if (!row?.is_there) return null;
  return { attemptIds: row.attempts, ...(row.request !== null && { approvalRequestId: row.request }) };
}

async function mark({ pool }: OperationContext, item: Item, set: Partial<Item>): Promise<void> {
  await pool.query(
    `UPDATE bulk_job_items SET status = $4, reason = $5, detail = $6, attempt_ids = $7, approval_request_id = $8,
       finished_at = CASE WHEN $4 = 'started' THEN NULL ELSE paydesk_now() END
     WHERE store_id = $1 AND bulk_job_id = $2 AND subject_id = $3`,
    [
      item.storeId,
      item.bulkJobId,
      item.subjectId,
      set.status,
      set.reason ?? null,
      set.detail ?? null,
      set.attemptIds ?? [],
      set.approvalRequestId ?? null,
    ],
  );
}

/** The next row that is still to be done, in the order of the list; one that was begun comes first. */
export async function nextBulkRow(
  { pool, storeId }: Pick<OperationContext, "pool" | "storeId">,
  bulkJobId: string,
): Promise<Item | undefined> {
  const found = await pool.query(
    `SELECT * FROM bulk_job_items WHERE store_id = $1 AND bulk_job_id = $2 AND status IN ('waiting','started')
     ORDER BY position LIMIT 1`,
    [storeId, bulkJobId],
  );
  return found.rows[0] && toRow<Item>(found.rows[0]);
}
