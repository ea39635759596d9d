import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Pool } from "pg";
import { migrateDatabase } from "@/lib/cli/migrate-database";
import { connectDatabase } from "@/lib/db/client";
import { startEmbeddedPostgres } from "@/lib/db/embedded";

export type BenchDatabase = {
  readonly pool: Pool;
  readonly url: string;
  readonly serverPid: number;
  close(): Promise<void>;
};

/** The database of a data folder, as durable as the product's own, migrated. */
export async function openBenchDatabase(dataDir: string): Promise<BenchDatabase> {
  const server = await startEmbeddedPostgres({ dataDir });
  await migrateDatabase(server.url, "prisma");
  const database = connectDatabase(server.url);
  return {
    pool: database.pool,
    url: server.url,
    serverPid: server.pid,
    async close() {
      await database.close();
      await server.stop();
    },
  };
}

/** Runs with a folder that is gone afterwards. */
export async function withDataFolder<T>(dataRoot: string, work: (dataDir: string) => Promise<T>): Promise<T> {
  mkdirSync(dataRoot, { recursive: true });
  const dataDir = mkdtempSync(join(dataRoot, "paydesk-bench-"));
  try {
    return await work(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
