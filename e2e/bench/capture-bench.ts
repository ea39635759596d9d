import type { Pool } from "pg";
import { createStore } from "@/lib/operations/store/create-store";
import { type BenchDatabase, openBenchDatabase, withDataFolder } from "./bench-database";
import type { BenchOptions } from "./bench-options";
import { type BenchProcess, startScript, until } from "./bench-process";
import { placeHolds } from "./held-payments";
import { loadOwed } from "./load-orders";
import { cpuSeconds, residentMb } from "./process-figures";
import { say } from "./say";
import { prepareSimpleUpdate, simpleUpdateRate } from "./simple-update-rate";

export type CaptureFigures = {
  readonly captures: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly cpuMs: {
    readonly workers: number | null;
    readonly postgres: number | null;
    readonly sandbox: number | null;
  };
  readonly workerMb: number | null;
  readonly simpleUpdatesPerSecond: number;
};

export const BENCH_STORE = "bench";
const WORKERS = 2;
const LATENCY_MS = 10;

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
      await prepare(database.pool, sandboxUrl, options.captures);
      say("captures: simple updates");
      const before = await simpleUpdateRate(database.url, options.isQuick ? 3 : 10);
      const env = workerEnvironment({ database, dataDir, sandboxUrl, sandboxPort });
      for (let i = 0; i < WORKERS; i++) workers.push(startScript("lib/jobs/worker.ts", env));
      await until(() => areAwake(database.pool), { of: workers[0] as BenchProcess, what: "both workers beat" });
      say("captures: running");
      const run = await captureAll(options.captures, { database, sandbox, workers });
      const workerMb = mean(workers.map((worker) => residentMb(worker.pid)));
      await Promise.all(workers.map((worker) => worker.stop()));
      const after = await simpleUpdateRate(database.url, options.isQuick ? 3 : 10);
      return { captures: options.captures, ...run, workerMb, simpleUpdatesPerSecond: (before + after) / 2 };
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
  const before = cpu();
  const startedAt = performance.now();
  await database.pool.query(
    `SELECT graphile_worker.add_job('capture_invoice', json_build_object('storeId', store_id, 'orderId', order_id, 'invoiceId', id), job_key := 'capture:' || id)
     FROM invoices WHERE store_id = $1 AND status = 'open'`,
    [BENCH_STORE],
  );
  await until(() => areCaptured(database.pool, captures), {
    of: workers[0] as BenchProcess,
    what: `${captures} captures`,
    patienceMs: 60_000 + captures * 100,
    everyMs: 250,
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const after = cpu();
  const perCapture = (now: number | null, then: number | null) =>
    now === null || then === null ? null : ((now - then) * 1000) / captures;
  return {
    seconds,
    perSecond: captures / seconds,
    cpuMs: {
      workers: perCapture(after.workers, before.workers),
      postgres: perCapture(after.postgres, before.postgres),
      sandbox: perCapture(after.sandbox, before.sandbox),
    },
  };
}

async function areCaptured(pool: Pool, captures: number): Promise<boolean> {
  const { rows } = await pool.query<{ captured: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE status = 'captured')::int AS captured, count(*) FILTER (WHERE status IN ('failed', 'finally_failed'))::int AS failed FROM invoices`,
  );
  if ((rows[0]?.failed ?? 0) > 0) throw new Error(`${rows[0]?.failed} captures failed: the figures would mean nothing`);
  return (rows[0]?.captured ?? 0) >= captures;
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

function mean(values: readonly (number | null)[]): number | null {
  const sum = total(values);
  return sum === null ? null : sum / values.length;
}
