import { failedItemSql, openItemSql } from "@/lib/db/bulk-item-sql";
import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { houseReasonText } from "@/lib/format/house-reason-words";
import { refusalText } from "@/lib/format/refusal-words";
import type { BulkKind, BulkOutcome } from "@/lib/payments/bulk-work";
import { type QueryScope, readRows } from "../query-scope";

export type BulkCounts = Readonly<Record<BulkOutcome, number>>;
export type BulkJobHead = {
  readonly id: string;
  readonly kind: BulkKind;
  readonly total: number;
  readonly counts: BulkCounts;
};
export type BulkJobRow = {
  readonly orderNumber: string;
  readonly amount: AmountView;
  readonly outcome: BulkOutcome;
  readonly why: string | null;
  readonly at: string | null;
};

const outcomeSql = `CASE WHEN i.status IN ('waiting','started') THEN 'waiting' WHEN i.status <> 'asked' THEN i.status
  WHEN ${failedItemSql("i")} THEN 'failed' WHEN ${openItemSql("i")} THEN 'waiting' ELSE 'done' END`;

/** The viewer's newest job that is still on their bar, with how far it is; null where there is none. Cheap where there is none. */
export async function getCurrentBulkJob(scope: QueryScope): Promise<BulkJobHead | null> {
  const [row] = await readRows<{ id: string }>(
    scope,
    `SELECT id FROM bulk_jobs WHERE store_id = $1 AND requested_by = $2 AND dismissed_at IS NULL AND created_at > $3
     ORDER BY created_at DESC LIMIT 1`,
    [scope.storeId, scope.viewer.userId, new Date(scope.now - 86_400_000)],
  );
  return row ? getBulkJob(scope, row.id) : null;
}

/** How far a job of the viewer is. */
export async function getBulkJob(scope: QueryScope, bulkJobId: string): Promise<BulkJobHead | null> {
  const [row] = await readRows<{ kind: BulkKind; total: number } & Record<BulkOutcome, number>>(
    scope,
    `SELECT j.kind, j.total, count(*) FILTER (WHERE outcome = 'waiting')::int AS waiting, count(*) FILTER (WHERE outcome = 'done')::int AS done,
       count(*) FILTER (WHERE outcome = 'failed')::int AS failed, count(*) FILTER (WHERE outcome = 'skipped')::int AS skipped
     FROM bulk_jobs j JOIN (SELECT i.store_id, i.bulk_job_id, ${outcomeSql} AS outcome FROM bulk_job_items i WHERE i.store_id = $1 AND i.bulk_job_id = $2) x
       ON x.store_id = j.store_id AND x.bulk_job_id = j.id
     WHERE j.store_id = $1 AND j.id = $2 AND j.requested_by = $3 GROUP BY j.kind, j.total`,
    [scope.storeId, bulkJobId, scope.viewer.userId],
  );
  if (!row) return null;
  const { kind, total, ...counts } = row;
  return { id: bulkJobId, kind, total, counts };
}

/** Every row of a job of the viewer with its own outcome: those that failed first, then those that were skipped. */
export async function listBulkJobRows(scope: QueryScope, bulkJobId: string): Promise<BulkJobRow[]> {
  const rows = await readRows<{
    order_number: string;
    amount_minor: bigint;
    currency: string;
    outcome: BulkOutcome;
    reason: string | null;
    detail: string | null;
    finished_at: Date | null;
    attempt_reason: string | null;
    raw_message: string | null;
    mail_error: string | null;
  }>(
    scope,
    `SELECT x.order_number, x.amount_minor, x.currency, x.outcome, x.reason, x.detail, x.finished_at, a.reason AS attempt_reason, a.raw_message,
       m.last_error AS mail_error
     FROM (SELECT i.*, ${outcomeSql} AS outcome FROM bulk_job_items i WHERE i.store_id = $1 AND i.bulk_job_id = $2) x
     LEFT JOIN LATERAL (SELECT a.reason, a.raw_message FROM attempts a WHERE a.store_id = x.store_id AND a.id = ANY(x.attempt_ids)
       AND a.status IN ('declined','rejected','not_sent') LIMIT 1) a ON TRUE
     LEFT JOIN mails m ON m.store_id = x.store_id AND m.approval_request_id = x.approval_request_id AND m.kind = 'approval_request'
       AND m.status IN ('failed','refused','dropped')
     ORDER BY array_position(ARRAY['failed','skipped','waiting','done'], x.outcome), x.position`,
    [scope.storeId, bulkJobId],
  );
  return rows.map((row) => ({
    orderNumber: row.order_number,
    amount: minorToAmountView(BigInt(row.amount_minor), row.currency.trim()),
    outcome: row.outcome,
    why: whyOf(row),
    at: row.finished_at?.toISOString() ?? null,
  }));
}

function whyOf(row: {
  outcome: BulkOutcome;
  reason: string | null;
  detail: string | null;
  attempt_reason: string | null;
  raw_message: string | null;
  mail_error: string | null;
}): string | null {
  if (row.outcome === "skipped") return row.reason && refusalText(row.reason, row.detail ?? undefined);
  if (row.outcome !== "failed") return null;
  if (row.mail_error !== null) return `The mail was not taken: ${row.mail_error}`;
  return houseReasonText(row.attempt_reason) ?? row.raw_message ?? "The gateway refused it.";
}
