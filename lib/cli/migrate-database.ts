import { runMigrations } from "graphile-worker";
import { Pool } from "pg";
import { type ApplyOptions, applyMigrations } from "./apply-migrations";

/** The worker's tables first, because functions and views of ours may name them. Answers what was new of ours. */
export async function migrateDatabase(url: string, prismaDir: string, options?: ApplyOptions): Promise<string[]> {
  const pgPool = new Pool({ connectionString: url, max: 2 });
  // graphile-worker warns of a pool without these listeners.
  for (const event of ["error", "connect"] as const) pgPool.on(event, () => undefined);
  await runMigrations({ pgPool }).finally(() => pgPool.end());
  return applyMigrations(url, prismaDir, options);
}
