import { type QueryScope, readRows } from "../query-scope";

/** A job that the queue has given up: it used up its tries, and nothing runs it again. */
export type StoppedJob = {
  readonly id: string;
  readonly task: string;
  readonly orderNumber: string | null;
  readonly tries: number;
  /** When it was asked for, and when it broke last. */
  readonly askedAt: Date;
  readonly stoppedAt: Date;
  readonly error: string | null;
};

const MOST = 20;

/** The rows of such jobs, as `j`, of the store that the parameter names. One that may be tried once only is asked for again by itself. */
export function stoppedJobsSql(store: string): string {
  return `(SELECT * FROM graphile_worker._private_jobs
     WHERE attempts >= max_attempts AND max_attempts > 1 AND locked_at IS NULL AND coalesce(payload->>'storeId', ${store}) = ${store}) j`;
}

/**
 * Jobs of this store, and of the whole house, that used up their tries; the oldest first, twenty at most, beside how many there are.
 */
export async function listStoppedJobs(scope: QueryScope): Promise<{ jobs: StoppedJob[]; total: number }> {
  const rows = await readRows<StoppedJob & { total: number }>(
    scope,
    `SELECT j.id::text, t.identifier AS task, o.order_number AS "orderNumber", j.attempts::int AS tries, j.created_at AS "askedAt",
       j.updated_at AS "stoppedAt", j.last_error AS error, count(*) OVER ()::int AS total
     FROM ${stoppedJobsSql("$1")} JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       LEFT JOIN orders o ON o.store_id = $1 AND o.id = coalesce(
         (SELECT a.order_id FROM attempts a WHERE a.store_id = $1 AND a.id = j.payload->>'attemptId'),
         (SELECT i.order_id FROM invoices i WHERE i.store_id = $1 AND i.id = j.payload->>'invoiceId'),
         (SELECT r.order_id FROM approval_requests r WHERE r.store_id = $1 AND r.id = j.payload->>'approvalRequestId'),
         (SELECT h.order_id FROM hosted_sessions h WHERE h.store_id = $1 AND h.id = j.payload->>'hostedSessionId'),
         (SELECT m.order_id FROM mails m WHERE m.store_id = $1 AND m.id = j.payload->>'mailId'))
     ORDER BY j.updated_at, j.id LIMIT ${MOST}`,
    [scope.storeId],
  );
  return { jobs: rows.map(({ total, ...job }) => job), total: rows[0]?.total ?? 0 };
}
