import type { Pool } from "pg";

export type Health = {
  readonly status: "ok" | "degraded" | "down";
  readonly database: { readonly status: "ok" | "down" };
  readonly queue: {
    readonly status: "ok" | "unknown";
    readonly ready: number;
    readonly running: number;
    readonly failed: number;
  };
  readonly worker: { readonly status: "ok" | "missing" | "unknown"; readonly count: number };
};

/** Down without the database; degraded where web answers but no worker gave a sign of life within half a minute. */
export async function readHealth(pool: Pool): Promise<Health> {
  try {
    const result = await pool.query<{ ready: number; running: number; failed: number; workers: number }>(
      `SELECT (count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= clock_timestamp()))::int AS ready,
              (count(*) FILTER (WHERE locked_at IS NOT NULL))::int AS running,
              (count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts))::int AS failed,
              (SELECT count(*)::int FROM worker_beats WHERE beat_at > clock_timestamp() - interval '30 seconds') AS workers
       FROM graphile_worker.jobs`,
    );
    const { ready, running, failed, workers } = result.rows[0] ?? { ready: 0, running: 0, failed: 0, workers: 0 };
    return {
      status: workers > 0 ? "ok" : "degraded",
      database: { status: "ok" },
      queue: { status: "ok", ready, running, failed },
      worker: { status: workers > 0 ? "ok" : "missing", count: workers },
    };
  } catch {
    return {
      status: "down",
      database: { status: "down" },
      queue: { status: "unknown", ready: 0, running: 0, failed: 0 },
      worker: { status: "unknown", count: 0 },
    };
  }
}
