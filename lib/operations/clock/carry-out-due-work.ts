import type { Pool } from "pg";

/**
 * Asks a worker to look for what has fallen due, now and not at its next tick. One sweep is enough however many ask: the key keeps a single job. It
 * goes before other work and keeps its place when it is asked for again, or a backlog of captures would starve every expiry and retry (I18, I20).
 */
export async function requestSweep(pool: Pool): Promise<void> {
  await pool.query(
    "SELECT graphile_worker.add_job('sweep', '{}'::json, queue_name := 'sweep', job_key := 'sweep', job_key_mode := 'preserve_run_at', priority := -10, max_attempts := 1)",
  );
}

/** Looks until nothing is due and nothing runs any more; false when the time is over first, as without a worker. */
export async function waitUntilSettled(pool: Pool, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if ((await countUnsettled(pool)) === 0) return true;
    if (performance.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** What is due or on its way: orders, attempts, and jobs that may run now. A job that waits for its next try is none of them. */
async function countUnsettled(pool: Pool): Promise<number> {
  const result = await pool.query<{ open: number }>(
    `SELECT ((SELECT count(*) FROM (SELECT 1 FROM orders WHERE due_at <= paydesk_now() LIMIT 1) o)
           + (SELECT count(*) FROM (SELECT 1 FROM attempts WHERE status IN ('requested', 'started') LIMIT 1) a)
           + (SELECT count(*) FROM graphile_worker.jobs
              WHERE attempts < max_attempts AND (locked_at IS NOT NULL OR run_at <= clock_timestamp())))::int AS open`,
  );
  return result.rows[0]?.open ?? 0;
}
