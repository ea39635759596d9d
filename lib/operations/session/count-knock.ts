import type { Pool } from "pg";
import { transaction } from "@/lib/db/transaction";

export type KnockLimit = { readonly key: string; readonly limit: number; readonly windowSeconds: number };
export type KnockAnswer = { readonly allowed: boolean; readonly retryAfterSeconds: number };

/** Counts one knock at a public door in a fixed window of real time. Counting and judging are one statement, so knocks at once all count. */
export async function countKnock(pool: Pool, { key, limit, windowSeconds }: KnockLimit): Promise<KnockAnswer> {
  return transaction(pool, async (tx) => {
    const [row] = await tx.rows<{ count: number; seconds: number }>(
      `INSERT INTO rate_counters AS c (key, count, window_end)
       VALUES ($1, 1, clock_timestamp() + make_interval(secs => $2::float8))
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN c.window_end < clock_timestamp() THEN 1 ELSE c.count + 1 END,
         window_end = CASE WHEN c.window_end < clock_timestamp() THEN excluded.window_end ELSE c.window_end END
       RETURNING c.count, ceil(extract(epoch FROM c.window_end - clock_timestamp()))::int AS seconds`,
      [key, windowSeconds],
    );
    const allowed = row !== undefined && row.count <= limit;
    return { allowed, retryAfterSeconds: allowed ? 0 : Math.max(1, row?.seconds ?? windowSeconds) };
  });
}
