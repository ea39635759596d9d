import type { Pool } from "pg";

/**
 * A short text that changes whenever something changed: the highest event number; how many there were within the hour and where the looked-at
 * ones begin, because numbers may commit out of order; and the clock, because moving it changes every screen.
 */
export async function readFreshness(pool: Pool, storeId: string): Promise<string> {
  const result = await pool.query<{ text: string }>({
    name: "freshness",
    text: `SELECT concat_ws('.', coalesce(max(seq), 0), count(*) FILTER (WHERE created_at > (SELECT paydesk_now() - interval '1 hour')),
                      coalesce(min(seq), 0), (SELECT offset_ms FROM clock WHERE id = 1)) AS text
     FROM (SELECT seq, created_at FROM events WHERE store_id = $1 ORDER BY seq DESC LIMIT 1000) latest`,
    values: [storeId],
  });
  return result.rows[0]?.text ?? "";
}
