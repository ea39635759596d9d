import type { Pool } from "pg";
import { quantile } from "./page-timing";

export type QueueWait = {
  readonly captures: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
};

const TICK_MS = 50;

/**
 * How long a capture waits for a worker while work comes in evenly at this rate: from the moment at which its job was added until its attempt was
 * written as started, both by the database's clock. Uses up the invoices that are still open.
 */
export async function measureQueueWait(pool: Pool, storeId: string, perSecond: number): Promise<QueueWait> {
  await pool.query("CREATE TABLE bench.added (invoice_id text PRIMARY KEY, added_at timestamptz NOT NULL)");
  const open = await pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM invoices WHERE store_id = $1 AND status = 'open'",
    [storeId],
  );
  const captures = open.rows[0]?.count ?? 0;
  const startedAt = performance.now();
  for (let added = 0; added < captures; ) {
    await new Promise((done) => setTimeout(done, TICK_MS));
    const due = Math.min(captures, Math.floor(((performance.now() - startedAt) / 1000) * perSecond));
    if (due > added) await addJobs(pool, storeId, due - added);
    added = Math.max(added, due);
  }
  for (const giveUpAt = performance.now() + 60_000 + captures * 300; ; ) {
    const waits = await readWaits(pool);
    if (waits.length >= captures) {
      return { captures, perSecond, p50Ms: quantile(waits, 0.5), p95Ms: quantile(waits, 0.95) };
    }
    if (performance.now() > giveUpAt)
      throw new Error(`${captures - waits.length} of ${captures} captures were not started`);
    await new Promise((done) => setTimeout(done, 250));
  }
}

async function addJobs(pool: Pool, storeId: string, count: number): Promise<void> {
  await pool.query(
    `WITH next AS (
       SELECT store_id, order_id, id FROM invoices i
       WHERE store_id = $1 AND status = 'open' AND NOT EXISTS (SELECT 1 FROM bench.added a WHERE a.invoice_id = i.id) ORDER BY id LIMIT $2
     ), noted AS (INSERT INTO bench.added SELECT id, clock_timestamp() FROM next)
     SELECT graphile_worker.add_job('capture_invoice', json_build_object('storeId', store_id, 'orderId', order_id, 'invoiceId', id), job_key := 'capture:' || id) FROM next`,
    [storeId, count],
  );
}

/** Milliseconds, shortest first. */
async function readWaits(pool: Pool): Promise<number[]> {
  const { rows } = await pool.query<{ ms: number }>(
    `SELECT (extract(epoch FROM t.started_at - a.added_at) * 1000)::float8 AS ms
     FROM bench.added a JOIN attempts t ON t.invoice_id = a.invoice_id WHERE t.started_at IS NOT NULL ORDER BY ms`,
  );
  return rows.map(({ ms }) => Math.max(0, ms));
}
