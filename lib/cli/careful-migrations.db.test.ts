import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type Pool } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { applyMigrations } from "./apply-migrations";

let database: TestDatabase;
let prismaDir: string;
beforeEach(async () => {
  database = await createTestDatabase();
  prismaDir = mkdtempSync(join(tmpdir(), "paydesk-migrations-"));
  cpSync("prisma/migrations", join(prismaDir, "migrations"), { recursive: true });
  await database.pool.query("CREATE TABLE shop (id int PRIMARY KEY, sold int NOT NULL)");
  await database.pool.query("INSERT INTO shop SELECT n, 0 FROM generate_series(1, 100) AS n");
});
afterEach(async () => {
  rmSync(prismaDir, { recursive: true });
  await database.drop();
});

describe("a migration beside a shop that works", () => {
  it("DM-1: waits shortly behind an open transaction, steps aside so that sales go on, and comes again until it gets the lock", async () => {
    write("20270101000000_column", "ALTER TABLE shop ADD COLUMN note text;");
    const clerk = await openClerk();
    const steps: string[] = [];
    const migrated = apply((why) => steps.push(why));
    await expect.poll(() => steps.length, { timeout: 30_000 }).toBeGreaterThan(0);
    // The clerk has not committed, so whoever sells now comes after a migration that waits, or between two tries of it.
    await sell(database.pool, 2);
    expect(await sold(database.pool)).toEqual([2]);
    await clerk.commit();
    expect(await migrated).toEqual(["20270101000000_column"]);
    expect(steps[0]).toContain("lock timeout");
    await database.pool.query("SELECT note FROM shop");
  });

  it("DM-1: an index is built beside the work: while it waits for an older transaction, sales go on and nothing steps aside", async () => {
    write("20270101000000_index", "CREATE INDEX CONCURRENTLY IF NOT EXISTS shop_sold ON shop (sold);");
    const clerk = await openClerk();
    const steps: string[] = [];
    const migrated = apply((why) => steps.push(why));
    const building = () =>
      rows(database.pool, "SELECT 1 FROM pg_stat_progress_create_index WHERE phase LIKE 'waiting%'");
    await expect.poll(async () => (await building()).length, { timeout: 30_000 }).toBe(1);
    await sell(database.pool, 2);
    expect(await sold(database.pool)).toEqual([2]);
    await clerk.commit();
    expect(await migrated).toEqual(["20270101000000_index"]);
    expect(steps).toEqual([]);
    expect(await indexes(database.pool)).toEqual([{ name: "shop_sold", valid: true }]);
  });

  it("DM-1: what holds a lock for longer than its limit is undone as a whole, and says so", async () => {
    write("20270101000000_slow", "ALTER TABLE shop ADD COLUMN note text; SELECT pg_sleep(60);");
    await expect(apply()).rejects.toThrow("statement timeout");
    await expect(database.pool.query("SELECT note FROM shop")).rejects.toThrow("does not exist");
    await sell(database.pool, 2);
  });
});

describe("a migration that ended half-way", () => {
  it("DM-1: a mistake in it leaves nothing behind, and once it is mended it is applied", async () => {
    write("20270101000000_mistake", "ALTER TABLE shop ADD COLUMN note text; ALTER TABLE nowhere ADD COLUMN note text;");
    await expect(apply()).rejects.toThrow("nowhere");
    await expect(database.pool.query("SELECT note FROM shop")).rejects.toThrow("does not exist");
    write("20270101000000_mistake", "ALTER TABLE shop ADD COLUMN note text;");
    expect(await apply()).toEqual(["20270101000000_mistake"]);
  });

  it("DM-1: an index of which only half was built is built again", async () => {
    await database.pool.query("UPDATE shop SET sold = 1 WHERE id < 3");
    write("20270101000000_once", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS shop_once ON shop (sold);");
    await expect(apply()).rejects.toThrow("shop_once");
    expect(await indexes(database.pool)).toEqual([{ name: "shop_once", valid: false }]);
    await database.pool.query("UPDATE shop SET sold = id");
    expect(await apply()).toEqual(["20270101000000_once"]);
    expect(await indexes(database.pool)).toEqual([{ name: "shop_once", valid: true }]);
  });

  it("DM-1: one that was done, and whose process died before it could say so, is not done again", async () => {
    // From the end of its script on nobody can write down what became of it: as if the process had died.
    const silence = `CREATE FUNCTION silence() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF current_query() NOT LIKE '%ALTER TABLE shop%' THEN RAISE 'died'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER silence BEFORE UPDATE ON _prisma_migrations FOR EACH ROW EXECUTE FUNCTION silence();`;
    write("20270101000000_column", `ALTER TABLE shop ADD COLUMN note text; ${silence}`);
    await expect(apply()).rejects.toThrow();
    await database.pool.query("SELECT note FROM shop");
    await database.pool.query("DROP TRIGGER silence ON _prisma_migrations");
    write("20270102000000_next", "ALTER TABLE shop ADD COLUMN size int;");
    expect(await apply()).toEqual(["20270101000000_column", "20270102000000_next"]);
  });

  it("DM-1: two processes that begin at once apply it once, with an index among it", async () => {
    write("20270101000000_column", "ALTER TABLE shop ADD COLUMN note text;");
    write("20270102000000_index", "CREATE INDEX CONCURRENTLY IF NOT EXISTS shop_note ON shop (note);");
    const answers = await Promise.all([apply(), apply()]);
    expect(answers.sort((a, b) => b.length - a.length)).toEqual([
      ["20270101000000_column", "20270102000000_index"],
      [],
    ]);
  });
});

function apply(onStepAside?: (why: string) => void): Promise<string[]> {
  return applyMigrations(database.url, prismaDir, { ...(onStepAside && { onStepAside }) });
}

function write(name: string, sql: string): void {
  mkdirSync(join(prismaDir, "migrations", name), { recursive: true });
  writeFileSync(join(prismaDir, "migrations", name, "migration.sql"), sql);
}

/** Somebody whose sale is not committed yet. */
async function openClerk(): Promise<{ commit(): Promise<void> }> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query("BEGIN; UPDATE shop SET sold = sold + 1 WHERE id = 1");
  return {
    async commit() {
      await client.query("COMMIT");
      await client.end();
    },
  };
}

async function sell(pool: Pool, id: number): Promise<void> {
  await pool.query("UPDATE shop SET sold = sold + 1 WHERE id = $1", [id]);
}

async function sold(pool: Pool): Promise<number[]> {
  const found = await rows<{ id: number }>(pool, "SELECT id FROM shop WHERE sold > 0 ORDER BY id");
  return found.map(({ id }) => id);
}

function indexes(pool: Pool): Promise<{ name: string; valid: boolean }[]> {
  return rows(
    pool,
    "SELECT c.relname AS name, i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 'shop'::regclass AND NOT i.indisprimary",
  );
}

async function rows<T>(pool: Pool, sql: string): Promise<T[]> {
  return (await pool.query(sql)).rows as T[];
}
