import type { Pool } from "pg";
import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import { toRow } from "@/lib/db/transaction";

/**
 * Looks until none of the attempts is still waiting or on its way, or until the time is over, and answers their rows as they are then. The
 * money moves in the worker; a door only watches.
 */
export async function waitForAttempts(
  pool: Pool,
  storeId: string,
  attemptIds: readonly string[],
  timeoutMs = 4_000,
): Promise<AttemptRow[]> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 1.5, 250)) {
    const rows = await readAttempts(pool, storeId, attemptIds);
    const remainingMs = deadline - performance.now();
    if (rows.every(hasOutcome) || remainingMs <= 0) return rows;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, remainingMs)));
  }
}

async function readAttempts(pool: Pool, storeId: string, attemptIds: readonly string[]): Promise<AttemptRow[]> {
  if (attemptIds.length === 0) return [];
  const result = await pool.query<Record<string, unknown>>(
    "SELECT * FROM attempts WHERE store_id = $1 AND id = ANY($2) ORDER BY requested_at, id",
    [storeId, attemptIds],
  );
  return result.rows.map((raw) => toRow<AttemptRow>(raw));
}

function hasOutcome(attempt: AttemptRow): boolean {
  return attempt.status !== "requested" && attempt.status !== "started";
}
