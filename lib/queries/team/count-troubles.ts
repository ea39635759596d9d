import { suppressingWhys, taskMs } from "@/lib/payments/following-up";
import { type QueryScope, readRows } from "../query-scope";
import { stoppedJobsSql } from "../queue/list-stopped-jobs";
import { SqlValues } from "../sql-values";
import { isStuckSql } from "./stuck-claims";

/** What waits for a supervisor. Each is counted as its list counts it. */
export type Troubles = {
  /** Claims that nothing came of for twenty minutes. */
  readonly stuckClaims: number;
  /** Orders whose successor exists while they are not yet ended. */
  readonly halfLinked: number;
  /** Orders whose customer's address refused the mail. */
  readonly refusedMails: number;
  /** Calls to a gateway that nobody has answered for more than ten minutes. */
  readonly unanswered: number;
  /** Differences to a gateway's books that nobody has explained for a day. */
  readonly overdueDifferences: number;
  /** Orders with a failure that people should have taken up, and that belong to nobody (F19). */
  readonly lateTasks: number;
  /** Jobs of the queue that used up their tries. */
  readonly stoppedJobs: number;
};

export async function countTroubles(scope: QueryScope): Promise<Troubles> {
  const values = new SqlValues();
  const [store, moment] = [values.add(scope.storeId), values.add(new Date(scope.now))];
  const isOpen = (list: string) => `w.store_id = ${store} AND w.list = '${list}' AND w.closed_at IS NULL`;
  const [row] = await readRows<Troubles>(
    scope,
    `SELECT
       (SELECT count(*)::int FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
        WHERE ${isOpen("unpaid")} AND w.leads AND (w.snoozed_until IS NULL OR w.snoozed_until <= ${moment}) AND o.owner_id IS NOT NULL
          AND ${isStuckSql(scope, values)}) AS "stuckClaims",
       (SELECT count(DISTINCT w.order_id)::int FROM worklist_items w WHERE ${isOpen("unpaid")} AND w.reason = 'half_linked') AS "halfLinked",
       (SELECT count(DISTINCT w.order_id)::int FROM worklist_items w WHERE ${isOpen("unpaid")} AND w.reason = 'mail_failed' AND w.why = 'address_refused') AS "refusedMails",
       (SELECT count(*)::int FROM worklist_items w JOIN attempts a ON a.store_id = w.store_id AND a.id = w.subject
        WHERE ${isOpen("unconfirmed")} AND w.reason = 'unconfirmed' AND coalesce(a.started_at, a.requested_at) < ${moment}::timestamptz - interval '10 minutes') AS unanswered,
       (SELECT count(*)::int FROM reconciliation_differences d
        WHERE d.store_id = ${store} AND d.status = 'open' AND d.first_seen_at < ${moment}::timestamptz - interval '24 hours') AS "overdueDifferences",
       (SELECT count(DISTINCT w.order_id)::int FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
          JOIN invoices i ON i.store_id = w.store_id AND i.id = w.subject
        WHERE ${isOpen("failed-captures")} AND o.owner_id IS NULL AND i.next_attempt_at IS NULL AND w.why <> ALL (${values.add(suppressingWhys)})
          AND i.last_failed_at < ${values.add(new Date(scope.now - taskMs))}) AS "lateTasks",
       (SELECT count(*)::int FROM ${stoppedJobsSql(store)}) AS "stoppedJobs"`,
    values.list,
  );
  if (!row) throw new Error("the counts of troubles came without a row");
  return row;
}
