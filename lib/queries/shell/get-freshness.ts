import { type QueryScope, readRows } from "../query-scope";

/**
 * A text that changes whenever something happened in the store. The highest event number alone would miss an event that committed late under
 * a lower number, so the count of the newest thousand numbers stands beside it.
 */
export async function getFreshness(scope: Pick<QueryScope, "pool" | "storeId">): Promise<string> {
  const [row] = await readRows<{ newest: bigint; recent: bigint }>(
    scope,
    `WITH newest AS (SELECT coalesce(max(seq), 0) AS seq FROM events WHERE store_id = $1)
     SELECT newest.seq AS newest, (SELECT count(*) FROM events WHERE store_id = $1 AND seq > newest.seq - 1000) AS recent FROM newest`,
    [scope.storeId],
  );
  return row ? `${row.newest}-${row.recent}` : "0-0";
}
