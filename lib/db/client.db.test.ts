import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("database client", () => {
  it("reads minor units as bigint, without losing a cent above 2^53", async () => {
    const { rows } = await database.pool.query("SELECT 9007199254740993::int8 AS minor, '2026-01-31'::date AS day");
    expect(rows[0]).toEqual({ minor: 9007199254740993n, day: "2026-01-31" });
  });

  it("reads an instant as a Date whatever the machine's time zone", async () => {
    const { rows } = await database.pool.query("SELECT '2026-03-29T01:30:00+02:00'::timestamptz AS at");
    expect(rows[0].at).toEqual(new Date("2026-03-28T23:30:00Z"));
  });

  it("lets no statement and no open transaction run for ever", async () => {
    const { rows } = await database.pool.query(
      "SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout')",
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(Number(row.setting)).toBeGreaterThan(0);
  });

  it("has every migration applied, and the worker's tables", async () => {
    const { rows } = await database.pool.query(
      "SELECT to_regclass('graphile_worker.jobs') AS jobs, count(*) FROM _prisma_migrations",
    );
    expect(rows[0].jobs).toBe("graphile_worker.jobs");
  });
});
