import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { requestCapture } from "./request-capture";

export type CaptureRow = {
  readonly id: string;
  readonly label: string;
  /** null where the capture was asked for; else why it was not. */
  readonly refusal: string | null;
  readonly attemptIds: readonly string[];
};
export type CaptureManyAnswer = { readonly rows: readonly CaptureRow[]; readonly attemptIds: string[] };

/**
 * Captures several invoices, each in a transaction of its own: one that is refused stops none of the others (P10). An id is an invoice's, or an
 * order's number, which stands for its failed invoices. A single refusal is answered as such.
 */
export async function captureInvoices(
  context: OperationContext,
  ids: readonly string[],
): Promise<Result<CaptureManyAnswer, string>> {
  const invoices = await findInvoices(context, ids);
  if (invoices.length === 0) return refused("nothing_to_capture");
  const rows: CaptureRow[] = [];
  let refusal = "";
  for (const { id, label } of invoices) {
    const result = await requestCapture(context, { invoiceId: id, manual: true });
    if (!result.ok) refusal = result.reason;
    rows.push({
      id,
      label,
      refusal: result.ok ? null : result.reason,
      attemptIds: result.ok ? result.value.attemptIds : [],
    });
  }
  if (rows.length === 1 && refusal !== "") return refused(refusal);
  return ok({ rows, attemptIds: rows.flatMap((row) => row.attemptIds) });
}

async function findInvoices(
  { pool, storeId }: OperationContext,
  ids: readonly string[],
): Promise<{ id: string; label: string }[]> {
  const found = await pool.query<{ id: string; label: string }>(
    `SELECT i.id, o.order_number AS label FROM invoices i JOIN orders o ON o.store_id = i.store_id AND o.id = i.order_id
     WHERE i.store_id = $1 AND (i.id = ANY($2) OR (o.order_number = ANY($2) AND i.status IN ('open', 'failed', 'finally_failed')))
     ORDER BY o.order_number, i.release_no LIMIT 500`,
    [storeId, ids],
  );
  return found.rows;
}
