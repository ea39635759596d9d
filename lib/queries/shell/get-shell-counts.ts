import { type QueryScope, readRows } from "../query-scope";

export type ShellCounts = {
  readonly unpaid: number;
  readonly expiring: number;
  readonly failed: number;
  readonly awaiting: number;
  /** Unpaid orders that the viewer owns. */
  readonly mine: number;
};

/** What stands beside the names in the navigation, in one statement. */
export async function getShellCounts(scope: QueryScope): Promise<ShellCounts> {
  const [row] = await readRows<ShellCounts>(
    scope,
    `SELECT (count(DISTINCT w.order_id) FILTER (WHERE w.list = 'unpaid'))::int AS unpaid,
       (count(DISTINCT w.order_id) FILTER (WHERE w.list = 'expiring'))::int AS expiring,
       (count(*) FILTER (WHERE w.list = 'failed-captures'))::int AS failed,
       (count(DISTINCT w.subject) FILTER (WHERE w.list = 'awaiting-customer'))::int AS awaiting,
       (count(DISTINCT w.order_id) FILTER (WHERE w.list = 'unpaid' AND o.owner_id = $3))::int AS mine
     FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
     WHERE w.store_id = $1 AND w.closed_at IS NULL AND w.list IN ('unpaid','expiring','failed-captures','awaiting-customer')
       AND (w.snoozed_until IS NULL OR w.snoozed_until <= $2 OR w.list = 'failed-captures')`,
    [scope.storeId, new Date(scope.now), scope.viewer.userId],
  );
  return row ?? { unpaid: 0, expiring: 0, failed: 0, awaiting: 0, mine: 0 };
}
