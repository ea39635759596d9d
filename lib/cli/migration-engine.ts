import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { type DiffTarget, type MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import { Pool } from "pg";

export const MIGRATION_FILE = "migration.sql";
export const LOCK_FILE = "migration_lock.toml";
/** Beside the migrations: the schema file as it was when the newest was written. One for all, so that two migrations written side by side merge. */
export const SNAPSHOT_FILE = "schema.prisma";

export const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * The SQL that leads from the schema of the latest migration to the schema file of today; empty where they agree.
 * It compares schema files and no database, because only then are triggers, views and partial indexes, which the
 * migrations write by hand, left alone.
 */
export async function draftMigration(databaseUrl: string, prismaDir: string): Promise<string> {
  return withEngine(databaseUrl, async (engine) => {
    const from = latestSnapshot(prismaDir);
    const to = schemaAt(join(prismaDir, "schema.prisma"));
    const diff = await engine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTER });
    const sql = diff.stdout?.trim() ?? "";
    return sql.includes("This is an empty migration") ? "" : sql;
  });
}

export function migrationNames(prismaDir: string): string[] {
  const baseDir = join(prismaDir, "migrations");
  if (!existsSync(baseDir)) return [];
  const names = readdirSync(baseDir).sort();
  return names.filter((name) => statSync(join(baseDir, name)).isDirectory());
}

/** Runs one migration's script, as a whole. */
export type RunScript = (pool: Pool, script: string) => Promise<void>;

/** Prisma's engine over this database, with a pool of its own. */
export async function withEngine<T>(
  databaseUrl: string,
  use: (engine: SchemaEngine, pool: Pool) => Promise<T>,
  runScript: RunScript = async (pool, script) => void (await pool.query(script)),
): Promise<T> {
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScriptPg(pool, runScript));
  const datamodels: [string, string][] = [["schema.prisma", 'datasource db {\n  provider = "postgresql"\n}\n']];
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
  try {
    return await use(engine, pool);
  } finally {
    engine.free();
    await pool.end();
  }
}

/** The adapter cuts a script at each semicolon, which breaks function bodies and leaves half a migration behind: send it whole, as one transaction. */
class WholeScriptPg extends PrismaPg {
  readonly #pool: Pool;
  readonly #runScript: RunScript;

  constructor(pool: Pool, runScript: RunScript) {
    super(pool);
    this.#pool = pool;
    this.#runScript = runScript;
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = (script) => this.#runScript(this.#pool, script);
    return adapter;
  }
}

function latestSnapshot(prismaDir: string): DiffTarget {
  const path = join(prismaDir, "migrations", SNAPSHOT_FILE);
  return existsSync(path) ? schemaAt(path) : { tag: "empty" };
}

function schemaAt(path: string): DiffTarget {
  return { tag: "schemaDatamodel", files: [{ path, content: readFileSync(path, "utf8") }] };
}

/** All migrations, as the engine wants to be told of them. */
export function readMigrations(prismaDir: string): MigrationList {
  const baseDir = resolve(prismaDir, "migrations");
  const lockPath = join(baseDir, LOCK_FILE);
  return {
    baseDir,
    lockfile: { path: LOCK_FILE, content: existsSync(lockPath) ? readFileSync(lockPath, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(prismaDir).map((path) => {
      const value = readFileSync(join(baseDir, path, MIGRATION_FILE), "utf8");
      return { path, migrationFile: { path: MIGRATION_FILE, content: { tag: "ok", value } } };
    }),
  };
}
