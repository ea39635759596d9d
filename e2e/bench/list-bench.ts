import { createHash, randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { connectDatabase } from "@/lib/db/client";
import { runningEmbeddedUrl } from "@/lib/db/embedded-address";
import { openBenchDatabase, withDataFolder } from "./bench-database";
import type { BenchOptions } from "./bench-options";
import { knock } from "./knock";
import { listCases } from "./list-cases";
import { loadShop } from "./load-orders";
import { type MigrationFigure, measureMigrations } from "./migration-bench";
import { type ParallelTiming, timeParallel } from "./parallel-timing";
import { findBelow } from "./process-figures";
import { type RunningDesk, startDesk } from "./running-desk";
import { say } from "./say";
import { signIn, storeOf } from "./visitor";

export type ListFigure = {
  readonly name: string;
  readonly path: string;
  readonly goalMs: number;
  readonly served: ParallelTiming;
  readonly plain: ParallelTiming;
};
export type ListFigures = {
  readonly readers: number;
  readonly requests: number;
  readonly sizes: readonly {
    readonly orders: number;
    readonly openItems: number;
    readonly lists: readonly ListFigure[];
  }[];
  /** On the larger of them. */
  readonly migrations: readonly MigrationFigure[];
};

const READERS = 8;
/** A page travels packed. */
const asBrowser = { "accept-encoding": "gzip, deflate, br" };

/** Lists, searches and screens at eight readers, with a hundred thousand orders and then with ten times as many, each beside plain SQL. */
export async function measureLists(options: BenchOptions, secret: string): Promise<ListFigures> {
  return withDataFolder(options.dataRoot, async (dataDir) => {
    const at = { port: options.port, dataDir, secret };
    say("lists: first start, which builds and opens the shop with its staff");
    await (await startDesk(at)).process.stop();
    const sizes: ListFigures["sizes"][number][] = [];
    let loaded = 0;
    for (const orders of [options.orders, options.large]) {
      if (orders <= loaded) continue;
      say(`lists: loading ${orders - loaded} orders`);
      await fillShop(dataDir, loaded + 1, orders);
      loaded = orders;
      const running = await startDesk(at);
      try {
        sizes.push({ orders, ...(await measureSize(running, { dataDir, secret, options })) });
      } finally {
        await running.process.stop();
      }
    }
    const migrations = await tryMigrations(dataDir, loaded);
    return { readers: READERS, requests: options.requests * READERS, sizes, migrations };
  });
}

async function tryMigrations(dataDir: string, orders: number): Promise<MigrationFigure[]> {
  const database = await openBenchDatabase(dataDir);
  try {
    return await measureMigrations(database, { storeId: await storeOf(database.pool), orders });
  } finally {
    await database.close();
  }
}

async function fillShop(dataDir: string, from: number, to: number): Promise<void> {
  const database = await openBenchDatabase(dataDir);
  try {
    await loadShop(database.pool, await storeOf(database.pool), to, from);
  } finally {
    await database.close();
  }
}

type Setting = { readonly dataDir: string; readonly secret: string; readonly options: BenchOptions };

async function measureSize({ process: desk, origin }: RunningDesk, { dataDir, secret, options }: Setting) {
  const database = connectDatabase(runningEmbeddedUrl(dataDir) ?? "", { maxConnections: READERS });
  try {
    const { pool } = database;
    const storeId = await storeOf(pool);
    const headers = {
      page: { cookie: await signIn(pool, storeId, secret), ...asBrowser },
      api: await apiHeaders(pool, storeId),
    };
    const [web = 0] = findBelow(desk.pid, "web-processes");
    const [postgres = 0] = findBelow(desk.pid, "bin/postgres");
    const run = { readers: READERS, requests: options.requests * READERS, watched: { web, postgres } };
    const lists: ListFigure[] = [];
    for (const each of await listCases(pool, storeId)) {
      say(`lists: ${each.path}`);
      const served = await timeParallel(() => knock(origin + each.path, each.isPage ? headers.page : headers.api), run);
      const plain = await timeParallel(async () => {
        await pool.query({ name: each.name, text: each.plain.text, values: [...each.plain.values] });
      }, run);
      lists.push({ name: each.name, path: each.path, goalMs: each.goalMs, served, plain });
    }
    const { rows } = await pool.query<{ open: number }>(
      "SELECT count(DISTINCT order_id)::int AS open FROM worklist_items WHERE closed_at IS NULL",
    );
    return { openItems: rows[0]?.open ?? 0, lists };
  } finally {
    await database.close();
  }
}

async function apiHeaders(pool: Pool, storeId: string): Promise<Record<string, string>> {
  const key = randomBytes(24).toString("hex");
  const keyHash = createHash("sha256").update(key).digest("hex");
  await pool.query(
    "INSERT INTO api_keys (store_id, id, name, key_hash, created_at) VALUES ($1, $2, 'bench', $3, clock_timestamp())",
    [storeId, `key_bench${keyHash.slice(0, 8)}`, keyHash],
  );
  return { authorization: `Bearer ${key}` };
}
