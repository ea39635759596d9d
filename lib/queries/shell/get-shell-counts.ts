import { type QueryScope, readRows } from "../query-scope";

export type ShellCounts = {
  readonly unpaid: number;
  readonly expiring: number;
  readonly failed: number;
  readonly awaiting: number;
  readonly unapplied: number;
  /** Calls to gateways without an answer. */
  readonly unconfirmed: number;
  /** Differences to the gateways' own books. */
  readonly differences: number;
  /** Unpaid orders that the viewer owns. */
  readonly mine: number;
};

/** What stands beside the names in the navigation, in one statement. */
export async function getShellCounts(scope: QueryScope): Promise<ShellCounts> {
  const [row] = await readRows<ShellCounts>(
    scope,
    `WITH open_items AS (
       SELECT DISTINCT w.list, CASE WHEN w.list IN ('failed-captures', 'awaiting-customer', 'unconfirmed') THEN w.subject ELSE w.order_id END AS counted
       FROM worklist_items w
       WHERE w.store_id = $1 AND w.closed_at IS NULL AND w.list IN ('unpaid','expiring','failed-captures','awaiting-customer','unapplied-money','unconfirmed')
         AND (w.list <> 'unconfirmed' OR w.reason = 'unconfirmed')
         AND (w.snoozed_until IS NULL OR w.snoozed_until <= $2 OR w.list IN ('failed-captures', 'unconfirmed'))
     ), own AS (
       SELECT count(*)::int AS mine FROM orders o WHERE o.store_id = $1 AND o.owner_id = $3 AND EXISTS (
         SELECT 1 FROM worklist_items w WHERE w.store_id = o.store_id AND w.order_id = o.id AND w.list = 'unpaid' AND w.closed_at IS NULL
           AND (w.snoozed_until IS NULL OR w.snoozed_until <= $2))
     )
     SELECT (count(*) FILTER (WHERE list = 'unpaid'))::int AS unpaid, (count(*) FILTER (WHERE list = 'expiring'))::int AS expiring,
       (count(*) FILTER (WHERE list = 'failed-captures'))::int AS failed, (count(*) FILTER (WHERE list = 'awaiting-customer'))::int AS awaiting,
       (count(*) FILTER (WHERE list = 'unapplied-money'))::int AS unapplied,
       (count(*) FILTER (WHERE list = 'unconfirmed'))::int AS unconfirmed,
       (SELECT count(*)::int FROM reconciliation_differences d WHERE d.store_id = $1 AND d.status = 'open') AS differences,
       (SELECT mine FROM own) AS mine
     FROM open_items`,
    [scope.storeId, new Date(scope.now), scope.viewer.userId],
  );
  return (
    row ?? { unpaid: 0, expiring: 0, failed: 0, awaiting: 0, unapplied: 0, unconfirmed: 0, differences: 0, mine: 0 }
  );
}
