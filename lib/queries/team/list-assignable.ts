import { type QueryScope, readRows } from "../query-scope";

export type Assignable = { id: string; name: string; owned: number };

/** Colleagues to whom an order can be given, those with the fewest unpaid orders first. */
export function listAssignable(scope: QueryScope): Promise<Assignable[]> {
  return readRows<Assignable>(
    scope,
    `SELECT s.id, s.name, (SELECT count(*)::int FROM orders o WHERE o.store_id = s.store_id AND o.owner_id = s.id AND EXISTS (
         SELECT 1 FROM worklist_items w WHERE w.store_id = o.store_id AND w.order_id = o.id AND w.list = 'unpaid' AND w.closed_at IS NULL)) AS owned
     FROM staff_users s WHERE s.store_id = $1 AND s.is_active AND s.role IN ('csr', 'supervisor') ORDER BY owned, s.name, s.id`,
    [scope.storeId],
  );
}
