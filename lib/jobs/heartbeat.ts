import type { Pool } from "pg";

const BEAT_MS = 15_000;
const DEAD_AFTER_SECONDS = 60;

/**
 * Tells the database that this process lives, by the names under which its queue locks jobs, and frees the jobs of processes that stopped telling: the
 * queue alone would keep them for hours (JB-2).
 */
export function startHeartbeat(
  pool: Pool,
  lockNames: ReadonlySet<string>,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let beating = Promise.resolve();
  const beat = () => {
    beating = beatOnce(pool, [...lockNames]).catch(onError);
  };
  beat();
  const timer = setInterval(beat, BEAT_MS);
  return {
    async stop() {
      clearInterval(timer);
      await beating;
      await pool.query("DELETE FROM worker_beats WHERE worker_id = ANY($1)", [[...lockNames]]);
    },
  };
}

export async function beatOnce(pool: Pool, lockNames: readonly string[]): Promise<void> {
  await pool.query(
    `INSERT INTO worker_beats (worker_id, started_at, beat_at) SELECT id, clock_timestamp(), clock_timestamp() FROM unnest($1::text[]) AS id
     ON CONFLICT (worker_id) DO UPDATE SET beat_at = clock_timestamp()`,
    [lockNames],
  );
  const dead = await pool.query<{ worker_id: string }>(
    "DELETE FROM worker_beats WHERE beat_at < clock_timestamp() - make_interval(secs => $1) RETURNING worker_id",
    [DEAD_AFTER_SECONDS],
  );
  if (dead.rows.length > 0)
    await pool.query("SELECT graphile_worker.force_unlock_workers($1)", [dead.rows.map((row) => row.worker_id)]);
}
