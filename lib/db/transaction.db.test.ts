import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database";
import { transaction } from "./transaction";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query("UPDATE clock SET offset_ms = 0");
});
afterAll(() => database.drop());

const counter = (key: string, count: number) => ({ key, count, windowEnd: new Date(0) });
const counts = async () => {
  const { rows } = await database.pool.query<{ key: string; count: number }>(
    "SELECT key, count FROM rate_counters ORDER BY key",
  );
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
};

describe("what a transaction gathers before it sends it", () => {
  it("is seen by its own next read, and by everyone after the commit", async () => {
    await transaction(database.pool, async (tx) => {
      await tx.insert("rate_counters", counter("read", 1));
      expect(await tx.select("rate_counters", { key: "read" })).toMatchObject([{ count: 1 }]);
      await tx.amend("rate_counters", { key: "read", count: 1 }, { count: 2 });
      expect(await tx.rows("SELECT count FROM rate_counters WHERE key = 'read'")).toEqual([{ count: 2 }]);
      await tx.amend("rate_counters", { key: "read" }, { count: 3 });
    });
    expect(await counts()).toMatchObject({ read: 3 });
  });

  it("keeps the order of changes to one row and to one table", async () => {
    await transaction(database.pool, async (tx) => {
      await tx.insert("rate_counters", counter("order", 1));
      await tx.amend("rate_counters", { key: "order" }, { count: 2 });
      await tx.amend("rate_counters", { key: "order", count: 2 }, { count: 3 });
      await tx.insert("rate_counters", counter("order-2", 7));
      expect(await tx.update("rate_counters", { key: "order", count: 3 }, { count: 4 })).toBe(1);
      expect(await tx.update("rate_counters", { key: "order", count: 3 }, { count: 5 })).toBe(0);
    });
    expect(await counts()).toMatchObject({ order: 4, "order-2": 7 });
  });

  it("P26 JB-5: is all undone when the row to amend is not as it was known, or when the database refuses one part", async () => {
    const wrongRow = transaction(database.pool, async (tx) => {
      await tx.insert("rate_counters", counter("undone", 1));
      await tx.amend("clock", { id: 1, offsetMs: 99n }, { updatedAt: new Date() });
    });
    await expect(wrongRow).rejects.toThrow("clock: the row to amend was not there as it was known");
    const refused = transaction(database.pool, async (tx) => {
      await tx.insert("rate_counters", counter("undone", 1));
      await tx.addJob("sweep", {}, { key: "undone" });
      await tx.amend("clock", { id: 1 }, { id: null as never });
    });
    await expect(refused).rejects.toMatchObject({ code: "23502" });
    expect(await counts()).not.toHaveProperty("undone");
    expect((await database.pool.query("SELECT 1 FROM graphile_worker.jobs WHERE key = 'undone'")).rows).toEqual([]);
  });

  it("P26 JB-5: is not taken for done when a part of it had failed and nobody said so", async () => {
    const swallowed = transaction(database.pool, async (tx) => {
      await tx.insert("rate_counters", counter("swallowed", 1));
      await tx.rows("SELECT 1 / 0").catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow("undid");
    expect(await counts()).not.toHaveProperty("swallowed");
  });

  it("JB-5: adds its jobs with its rows", async () => {
    await transaction(database.pool, async (tx) => {
      await tx.addJob("sweep", { n: 1 }, { key: "added" });
      await tx.addJob("sweep", { n: 2 }, { key: "added-2", maxAttempts: 3 });
      await tx.insert("rate_counters", counter("added", 1));
    });
    const { rows } = await database.pool.query(
      "SELECT key, max_attempts FROM graphile_worker.jobs WHERE key LIKE 'added%' ORDER BY key",
    );
    expect(rows).toEqual([
      { key: "added", max_attempts: 25 },
      { key: "added-2", max_attempts: 3 },
    ]);
  });
});

it("a migration under running processes fails none of their transactions: plans that it made stale are made anew", async () => {
  const { pool } = database;
  const read = () => transaction(pool, (tx) => tx.select("rate_counters", { key: "stale" }));
  const connections = await Promise.all(Array.from({ length: 5 }, read));
  expect(connections.flat()).toEqual([]);
  await pool.query("ALTER TABLE rate_counters ADD COLUMN added text NOT NULL DEFAULT 'x'");
  for (const rows of await Promise.all(Array.from({ length: 5 }, read))) expect(rows).toEqual([]);
});

describe("a limit of the database's own that ends a transaction", () => {
  it("CC-6: a statement that takes too long undoes all of it, nothing comes late, and the connection is as good as new", async () => {
    const late = transaction(database.pool, async (tx) => {
      await tx.insert("rate_counters", counter("late", 1));
      await tx.rows("SELECT set_config('statement_timeout', '40', true)");
      await tx.rows("SELECT pg_sleep(5)");
    });
    await expect(late).rejects.toMatchObject({ code: "57014" });
    expect(await counts()).not.toHaveProperty("late");
    const { rows } = await database.pool.query<{ open: number; timeout: string }>(
      "SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%') AS open, current_setting('statement_timeout') AS timeout",
    );
    expect(rows).toEqual([{ open: 0, timeout: "30s" }]);
  });

  it("CC-6: a session that the database ends for idling is told as a failure, also at the commit, and is not handed out again", async () => {
    const idle = transaction(database.pool, async (tx) => {
      await tx.insert("rate_counters", counter("idle", 1));
      await tx.rows("SELECT set_config('idle_in_transaction_session_timeout', '20', true)");
      const { pid } = (await tx.rows<{ pid: number }>("SELECT pg_backend_pid() AS pid"))[0] as { pid: number };
      await expect
        .poll(async () => (await database.pool.query("SELECT 1 FROM pg_stat_activity WHERE pid = $1", [pid])).rowCount)
        .toBe(0);
    });
    await expect(idle).rejects.toThrow();
    expect(await counts()).not.toHaveProperty("idle");
    await transaction(database.pool, (tx) => tx.insert("rate_counters", counter("after", 1)));
    expect(await counts()).toMatchObject({ after: 1 });
  });
});
