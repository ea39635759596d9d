import { type QueryScope, readRows } from "../query-scope";

/** Everybody who works or worked at the desk, by name: what somebody did stays theirs after they left. */
export function listColleagues(scope: Pick<QueryScope, "pool" | "storeId">): Promise<{ id: string; name: string }[]> {
  return readRows(scope, "SELECT id, name FROM staff_users WHERE store_id = $1 ORDER BY name, id", [scope.storeId]);
}
