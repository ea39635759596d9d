import type { Pool } from "pg";
import { createStore } from "@/lib/operations/store/create-store";
import { type BenchDatabase, openBenchDatabase, withDataFolder } from "./bench-database";
import type { BenchOptions } from "./bench-options";
import { type BenchProcess, startScript, until } from "./bench-process";
import { type ClaimTime, measureClaims } from "./claim-time";
import { placeHolds } from "./held-payments";
import { loadOwed } from "./load-orders";
import { cpuSeconds, residentMb } from "./process-figures";
import { measureQueueWait, type QueueWait } from "./queue-wait";
import { say } from "./say";
import { prepareSimpleUpdate, simpleUpdateRate } from "./simple-update-rate";

export type CaptureFigures = {
  readonly captures: number;
  readonly perSecond: number;
  /** The slowest tenth of the captures: what was sustained. */
  readonly slowestPerSecond: number;
  readonly seconds: number;
  readonly cpuMs: {
    readonly workers: number | null;
    readonly postgres: number | null;
    readonly sandbox: number | null;
  };
  /** The larger worker's memory after a tenth of the captures, after half of them, and at the end. */
  readonly workerMb: { readonly early: number | null; readonly half: number | null; readonly end: number | null };
  readonly wait: QueueWait;
  readonly claims: ClaimTime;
  readonly simpleUpdatesPerSecond: number;
};

export const BENCH_STORE = "bench";
const WORKERS = 2;
/** Of the shipped releases, one in so many more is kept for the run at half the load. */
const SPARE = 5;
/** One in so many more is captured beforehand: a shop that has captured before, whose tables the database has counted. */
const WARM_UP = 10;
const LATENCY_MS = 10;
/** Ten a second. */
const JOBS_OF_AN_HOUR = 36_000;

/** Captures a second, with every part real and in a process of its own: two workers, Postgres, and the sandbox behind HTTP. */
export async function measureCaptures(options: BenchOptions): Promise<CaptureFigures> {
  return withDataFolder(options.dataRoot, async (dataDir) => {
    const database = await openBenchDatabase(dataDir);
    const sandboxPort = options.port + 1;
    const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
    const sandbox = startScript("lib/sandbox/server.ts", {
      SANDBOX_PORT: `${sandboxPort}`,
      SANDBOX_LATENCY_MS: `${LATENCY_MS}`,
    });
    const workers: BenchProcess[] = [];
    try {
      await until(() => isUp(`${sandboxUrl}/__sandbox/health`), { of: sandbox, what: "the sandbox listens" });
      say(`captures: ${options.captures} holds and shipped orders`);
      const warmUp = Math.ceil(options.captures / WARM_UP);
      await prepare(database.pool, sandboxUrl, warmUp + options.captures + Math.ceil(options.captures / SPARE));
      say("captures: simple updates");
      const before = await simpleUpdateRate(database.url, options.isQuick ? 3 : 10);
      const env = workerEnvironment({ database, dataDir, sandboxUrl, sandboxPort });
      for (let i = 0; i < WORKERS; i++) workers.push(startScript("lib/jobs/worker.ts", env));
      await until(() => areAwake(database.pool), { of: workers[0] as BenchProcess, what: "both workers beat" });
      say(`captures: the first ${warmUp}, to warm up`);
      await captureAll(warmUp, { database, sandbox, workers });
      say("captures: running");
      const run = await captureAll(options.captures, { database, sandbox, workers });
      say(`captures: half of ${run.perSecond.toFixed(0)} a second`);
      const wait = await measureQueueWait(database.pool, BENCH_STORE, run.perSecond / 2);
      await Promise.all(workers.map((worker) => worker.stop()));
      const after = await simpleUpdateRate(database.url, options.isQuick ? 3 : 10);
      say("captures: claims beside an old transaction");
      const claims = await measureClaims(database.pool, database.url, options.isQuick ? 2_000 : JOBS_OF_AN_HOUR);
      return { captures: options.captures, ...run, wait, claims, simpleUpdatesPerSecond: (before + after) / 2 };
    } finally {
      await Promise.all([...workers, sandbox].map((each) => each.stop()));
      await database.close();
    }
  });
}

async function prepare(pool: Pool, sandboxUrl: string, captures: number): Promise<void> {
  await createStore(pool, {
    id: BENCH_STORE,
    name: "Bench",
    mark: "B",
    supportPhone: "+44 20 7946 0000",
    supportEmail: "help@bench.example.com",
    timeZone: "UTC",
    currency: "USD",
  });
  await loadOwed(pool, BENCH_STORE, await placeHolds(sandboxUrl, captures));
  await prepareSimpleUpdate(pool);
}

type Running = {
  readonly database: BenchDatabase;
  readonly sandbox: BenchProcess;
  readonly workers: readonly BenchProcess[];
};

async function captureAll(captures: number, { database, sandbox, workers }: Running) {
  const cpu = () => ({
    workers: total(workers.map((worker) => cpuSeconds(worker.pid))),
    postgres: cpuSeconds(database.serverPid),
    sandbox: cpuSeconds(sandbox.pid),
  });
  await shipNow(database.pool, captures);
  const earlier = await countCaptured(database.pool);
  const before = cpu();
  const startedAt = performance.now();
  await addCaptureJobs(database.pool, captures);
  const marks: Mark[] = [];
  await until(
    async () => {
      const captured = (await countCaptured(database.pool)) - earlier;
      marks.push({ captured, seconds: (performance.now() - startedAt) / 1000, mb: largestMb(workers) });
      return captured >= captures;
    },
    {
      of: workers[0] as BenchProcess,
      what: `${captures} captures`,
      patienceMs: 60_000 + captures * 300,
      everyMs: 250,
    },
  );
  const after = cpu();
  const seconds = marks.at(-1)?.seconds ?? 0;
  const perCapture = (now: number | null, then: number | null) =>
    now === null || then === null ? null : ((now - then) * 1000) / captures;
  const at = (share: number) => marks.find((mark) => mark.captured >= captures * share) as Mark;
  return {
    seconds,
    perSecond: captures / seconds,
    slowestPerSecond: slowestTenth(captures, at),
    workerMb: { early: at(0.1).mb, half: at(0.5).mb, end: at(1).mb },
    cpuMs: {
      workers: perCapture(after.workers, before.workers),
      postgres: perCapture(after.postgres, before.postgres),
      sandbox: perCapture(after.sandbox, before.sandbox),
    },
  };
}

/** The net under each job, as shipping spreads it: what is not captured within three minutes is looked at by the sweep too. */
async function shipNow(pool: Pool, captures: number): Promise<void> {
  await pool.query(
    `WITH shipped AS (
       UPDATE invoices SET next_attempt_at = paydesk_now() + interval '3 minutes'
       WHERE (store_id, id) IN (SELECT store_id, id FROM invoices WHERE store_id = $1 AND status = 'open' ORDER BY id LIMIT $2) RETURNING store_id, order_id
     )
     UPDATE orders o SET due_at = paydesk_now() + interval '3 minutes' FROM shipped s WHERE o.store_id = s.store_id AND o.id = s.order_id`,
    [BENCH_STORE, captures],
  );
  await pool.query("VACUUM ANALYZE");
}

async function addCaptureJobs(pool: Pool, captures: number): Promise<void> {
  await pool.query(
    `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
       SELECT ('capture_invoice', json_build_object('storeId', store_id, 'orderId', order_id, 'invoiceId', id), NULL, NULL, NULL, 'capture:' || id, NULL, NULL)::graphile_worker.job_spec
       FROM invoices WHERE store_id = $1 AND status = 'open' ORDER BY id LIMIT $2))`,
    [BENCH_STORE, captures],
  );
}

type Mark = { readonly captured: number; readonly seconds: number; readonly mb: number | null };

/** The lowest rate over any tenth; the first, in which the processes warm up, has no start of its own to count from. */
function slowestTenth(captures: number, at: (share: number) => Mark): number {
  const rates: number[] = [];
  for (let tenth = 2; tenth <= 10; tenth++) {
    const [from, to] = [at((tenth - 1) / 10), at(tenth / 10)];
    if (to.seconds > from.seconds) rates.push((to.captured - from.captured) / (to.seconds - from.seconds));
  }
  return rates.length > 0 ? Math.min(...rates) : captures / at(1).seconds;
}

async function countCaptured(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ captured: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE status = 'captured')::int AS captured, count(*) FILTER (WHERE status IN ('failed', 'finally_failed'))::int AS failed FROM invoices`,
  );
  if ((rows[0]?.failed ?? 0) > 0) throw new Error(`${rows[0]?.failed} captures failed: the figures would mean nothing`);
  return rows[0]?.captured ?? 0;
}

async function areAwake(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ processes: number }>(
    "SELECT count(DISTINCT started_at)::int AS processes FROM worker_beats",
  );
  return (rows[0]?.processes ?? 0) >= WORKERS;
}

async function isUp(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null);
  await response?.arrayBuffer();
  return response?.ok === true;
}

function workerEnvironment(at: { database: BenchDatabase; dataDir: string; sandboxUrl: string; sandboxPort: number }) {
  return {
    NODE_ENV: "production",
    PAYDESK_MODE: "test",
    PAYDESK_DATA_DIR: at.dataDir,
    DATABASE_URL: at.database.url,
    STRIPE_API_BASE: at.sandboxUrl,
    SANDBOX_PORT: `${at.sandboxPort}`,
  } as const;
}

function total(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0);
}

function largestMb(workers: readonly BenchProcess[]): number | null {
  const values = workers.map((worker) => residentMb(worker.pid));
  return values.some((each) => each === null) ? null : Math.max(...values.map(Number));
}
