import { type Runner, run } from "graphile-worker";
import { Client, type Pool } from "pg";
import { queueBatches } from "@/lib/jobs/queue-batches";
import { openQueuePool } from "@/lib/jobs/queue-pool";
import { quantile } from "./page-timing";

export type ClaimTime = {
  readonly jobs: number;
  readonly claims: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

const CONCURRENCY = 8;
const AT_ONCE = 200;

/**
 * JB-6: how long it takes to claim jobs while a transaction stands open that began before all of these were added, so that nothing of those that are
 * done can be cleared away. The jobs do nothing. Timed are the claims among the last tenth of the jobs.
 */
export async function measureClaims(pool: Pool, url: string, jobs: number): Promise<ClaimTime> {
  const old = new Client({ connectionString: url });
  await old.connect();
  await old.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
  await old.query("SELECT count(*) FROM graphile_worker._private_jobs");
  const queuePool = openQueuePool(pool, CONCURRENCY + 2);
  const claims: number[] = [];
  queuePool.on("connect", (client) => timeClaims(client as unknown as Client, claims));
  let done = 0;
  const runner: Runner = await run({
    pgPool: queuePool,
    taskList: { bench_nothing: async () => void done++ },
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 1_000,
    preset: { worker: queueBatches(CONCURRENCY) },
  });
  for (let added = 0; added < jobs; added += AT_ONCE) {
    if (added >= jobs * 0.9 && added - AT_ONCE < jobs * 0.9) claims.length = 0;
    await pool.query(
      `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
         SELECT ('bench_nothing', '{}', NULL, NULL, NULL, NULL, NULL, NULL)::graphile_worker.job_spec FROM generate_series(1, $1)))`,
      [AT_ONCE],
    );
    while (done < added + AT_ONCE) await new Promise((next) => setTimeout(next, 5));
  }
  await runner.stop();
  await queuePool.end();
  await old.end();
  claims.sort((a, b) => a - b);
  return { jobs, claims: claims.length, p50Ms: quantile(claims, 0.5), p99Ms: quantile(claims, 0.99) };
}

function timeClaims(client: Client, claims: number[]): void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  client.query = ((...args: unknown[]) => {
    const name = (args[0] as { name?: string } | undefined)?.name;
    if (!name?.startsWith("get_job")) return query(...args);
    const startedAt = performance.now();
    return query(...args).finally(() => claims.push(performance.now() - startedAt));
  }) as never;
}
