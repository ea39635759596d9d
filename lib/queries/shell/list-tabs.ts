import { type QueryScope, readRows } from "../query-scope";

/** A record of the viewer's working set. `name` is what its address names it by. */
export type OpenTab = { kind: "order" | "customer"; name: string; title: string; isPinned: boolean };

/** What the viewer has open, the longest open first. A record that is gone is left out. */
export async function listTabs(scope: QueryScope): Promise<OpenTab[]> {
  return readRows(
    scope,
    `SELECT t.kind, coalesce(o.order_number, a.id) AS name, coalesce(o.order_number, a.name) AS title, t.is_pinned AS "isPinned"
     FROM working_set_tabs t
     LEFT JOIN orders o ON t.kind = 'order' AND o.store_id = t.store_id AND o.id = t.record_id
     LEFT JOIN accounts a ON t.kind = 'customer' AND a.store_id = t.store_id AND a.id = t.record_id
     WHERE t.store_id = $1 AND t.user_id = $2 AND coalesce(o.id, a.id) IS NOT NULL
     ORDER BY t.opened_at, t.place`,
    [scope.storeId, scope.viewer.userId],
  );
}
