import { Client, type Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { openQueuePool } from "@/lib/jobs/queue-pool";
import { queueGauges } from "./queue-gauges";

const JOBS = 3_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("JB-6: a transaction that grows old shows in the figures, and so does what the queue cannot clear away; once it has ended, the next job is found at once", async () => {
  const { pool, url } = database;
  expect(await gauge(pool, "paydesk_oldest_transaction_seconds")).toBe(0);
  const report = new Client({ connectionString: url });
  await report.connect();
  await report.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
  await report.query("SELECT count(*) FROM graphile_worker._private_jobs");

  await carryOutJobs(pool);
  await pool.query("SELECT graphile_worker.add_job('settle')");
  await pool.query("VACUUM graphile_worker._private_jobs");

  expect(await gauge(pool, "paydesk_oldest_transaction_seconds")).toBeGreaterThan(0);
  expect(await gauge(pool, "paydesk_queue_claim_seconds")).toBeGreaterThan(0);
  expect(await gauge(pool, "paydesk_queue_dead_rows")).toBeGreaterThanOrEqual(JOBS);
  expect(await pagesOfSearch(pool)).toBeGreaterThan(40);

  await report.query("ROLLBACK");
  await report.end();
  await pool.query("VACUUM graphile_worker._private_jobs");

  expect(await gauge(pool, "paydesk_oldest_transaction_seconds")).toBe(0);
  expect(await gauge(pool, "paydesk_queue_dead_rows")).toBeLessThan(10);
  expect(await pagesOfSearch(pool)).toBeLessThan(10);
});

it("JB-6: the queue's table is vacuumed after a thousand jobs, and not first when a fifth of it is dead", async () => {
  const { rows } = await database.pool.query<{ options: string[] }>(
    "SELECT reloptions AS options FROM pg_class WHERE oid = 'graphile_worker._private_jobs'::regclass",
  );
  expect(rows[0]?.options).toEqual(
    expect.arrayContaining(["autovacuum_vacuum_scale_factor=0", "autovacuum_vacuum_threshold=1000"]),
  );
});

it("JB-6: no transaction of the product itself grows old: the server ends one that stands idle, and a statement that runs on", async () => {
  const queuePool = openQueuePool(database.pool);
  for (const pool of [database.pool, queuePool]) {
    const limits = await pool.query(
      "SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle",
    );
    expect(limits.rows).toEqual([{ statement: "30s", idle: "30s" }]);
  }
  await queuePool.end();
});

/** As the queue does: each job is added, locked and deleted. */
async function carryOutJobs(pool: Pool): Promise<void> {
  await pool.query(
    `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
       SELECT ('settle', '{}', NULL, NULL, NULL, NULL, NULL, NULL)::graphile_worker.job_spec FROM generate_series(1, $1)))`,
    [JOBS],
  );
  await pool.query("UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'a worker'");
  await pool.query("DELETE FROM graphile_worker._private_jobs");
}

async function gauge(pool: Pool, name: string): Promise<number> {
  await pool.query("SELECT pg_stat_force_next_flush()");
  const { rows } = await pool.query(queueGauges.find((each) => each.name === name)?.sql as string);
  return Number(rows[0]?.value);
}

async function pagesOfSearch(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT id FROM graphile_worker._private_jobs WHERE is_available ORDER BY priority, run_at LIMIT 1`,
  );
  return rows[0]["QUERY PLAN"][0].Plan["Shared Hit Blocks"];
}
