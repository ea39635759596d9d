import { Client, type Pool } from "pg";
import { StartupProblem } from "@/lib/config/startup-problem";
import { NO_FILTER, readMigrations, withEngine } from "./migration-engine";
import { isBesideTheWork, migrationLimits } from "./migration-limits";

const PAUSE_MS = 1_000;
const LOCK_NOT_AVAILABLE = "55P03";
/** How often a migration that met one of these comes again: what waited for a lock will get it, what takes too long will hardly become quicker. */
const ROUNDS: Readonly<Record<string, number>> = { [LOCK_NOT_AVAILABLE]: 60, "40P01": 60, "57014": 3 };

export type ApplyOptions = {
  /** Told of each time that a migration stepped aside, with the database's words. */
  readonly onStepAside?: (why: string) => void;
};

/**
 * Applies what is new, in order; answers the names of the migrations it applied. One process at a time does so, the others wait for it.
 *
 * DM-1: a migration that does not get a lock, or not within its limits, is undone and comes again, for a minute or more. One that ended half-way, with
 * its process for example, bars no later one: what it had done counts, and what it had not is done now.
 */
export async function applyMigrations(
  databaseUrl: string,
  prismaDir: string,
  { onStepAside }: ApplyOptions = {},
): Promise<string[]> {
  const migrationsList = readMigrations(prismaDir);
  const scripts = new Map(
    migrationsList.migrationDirectories.map((each) => [each.path, String(each.migrationFile.content.value)]),
  );
  const names = new Map([...scripts].map(([name, script]) => [script, name]));
  let failure: { readonly name: string; readonly code?: string; readonly message: string } | null = null;
  const runScript = async (pool: Pool, script: string) => {
    const name = names.get(script) ?? "";
    failure = null;
    try {
      await runLimited(pool, name, script);
    } catch (cause) {
      const { code, message } = cause as { code?: string; message: string };
      failure = { name, message, ...(code && { code }) };
      throw cause;
    }
  };
  return oneAtATime(databaseUrl, () =>
    withEngine(
      databaseUrl,
      async (engine, pool) => {
        const before = await finishedMigrations(pool);
        for (let round = 1; ; round++) {
          await takeUpUnfinished(pool, scripts);
          try {
            await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
            return (await finishedMigrations(pool)).filter((name) => !before.includes(name));
          } catch (cause) {
            // The engine says that something failed, and not what.
            if (failure === null) throw cause;
            const { name, code, message } = failure;
            if (round >= (ROUNDS[code ?? ""] ?? 0))
              throw new StartupProblem(`Migration ${name} failed: ${message}. What it had changed is undone.`);
            onStepAside?.(message);
            await pause();
          }
        }
      },
      runScript,
    ),
  );
}

/** In the script's own transaction it is written down that it is done: a process that dies before the engine says so leaves no riddle. */
async function runLimited(pool: Pool, name: string, script: string): Promise<void> {
  const { lock, statement } = migrationLimits(name, script);
  const client = await pool.connect();
  try {
    await client.query(`SET lock_timeout = '${lock}'; SET statement_timeout = '${statement}'`);
    if (isBesideTheWork(script)) await client.query(script);
    else
      await client.query(
        `${script}\n;UPDATE _prisma_migrations SET applied_steps_count = 1 WHERE migration_name = ${client.escapeLiteral(name)} AND finished_at IS NULL`,
      );
  } finally {
    // The settings go with the connection.
    client.release(true);
  }
}

/** What an earlier run began and never ended: with its script it is done or undone as a whole, except for an index that was being built beside the work. */
async function takeUpUnfinished(pool: Pool, scripts: ReadonlyMap<string, string>): Promise<void> {
  if (!(await hasHistory(pool))) return;
  const { rows } = await pool.query<{ name: string }>(
    `UPDATE _prisma_migrations SET
       finished_at = CASE WHEN applied_steps_count > 0 THEN now() END,
       rolled_back_at = CASE WHEN applied_steps_count = 0 THEN now() END
     WHERE finished_at IS NULL AND rolled_back_at IS NULL RETURNING migration_name AS name`,
  );
  for (const { name } of rows) await dropHalfBuilt(pool, scripts.get(name) ?? "");
}

async function dropHalfBuilt(pool: Pool, script: string): Promise<void> {
  const { rows } = await pool.query<{ index: string; name: string }>(
    `SELECT i.indexrelid::regclass::text AS index, c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)`,
  );
  for (const { index, name } of rows)
    if (script.includes(name)) await pool.query(`DROP INDEX CONCURRENTLY IF EXISTS ${index}`);
}

async function finishedMigrations(pool: Pool): Promise<string[]> {
  if (!(await hasHistory(pool))) return [];
  const { rows } = await pool.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map(({ name }) => name);
}

async function hasHistory(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ known: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known",
  );
  return rows[0]?.known === true;
}

/** Asked for again and again, and not waited for inside a statement: an index that is built beside the work waits for all statements that are older. */
async function oneAtATime<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const lock = "SELECT pg_try_advisory_lock(hashtextextended('paydesk migrations', 0)) AS got";
    while (!(await client.query<{ got: boolean }>(lock)).rows[0]?.got) await pause();
    return await work();
  } finally {
    await client.end();
  }
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, PAUSE_MS));
}
