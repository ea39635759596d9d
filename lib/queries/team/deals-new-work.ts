import { type QueryScope, readRows } from "../query-scope";

/** Whether the store gives new unpaid orders to its CSRs by itself (F19). */
export async function dealsNewWork(scope: Pick<QueryScope, "pool" | "storeId">): Promise<boolean> {
  const [row] = await readRows<{ deals: boolean }>(
    scope,
    "SELECT coalesce(settings->>'dealsNewWork' = 'true', false) AS deals FROM stores WHERE id = $1",
    [scope.storeId],
  );
  return row?.deals ?? false;
}
