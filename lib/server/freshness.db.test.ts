import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { readFreshness } from "./freshness";
import { readHealth } from "./health";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function addEvent(storeId: string, seq: number): Promise<void> {
  await db.pool.query(
    `INSERT INTO events (store_id, seq, type, actor, data, correlation_id, created_at)
     VALUES ($1, $2, 'noted', 'system:test', '{}', 'c', paydesk_now())`,
    [storeId, seq],
  );
}

describe("freshness", () => {
  it("MR4-3: changes with every event of the store, also with one whose lower number commits later, and with no other store's", async () => {
    const seen = [await readFreshness(db.pool, "north")];
    await addEvent("north", 10);
    seen.push(await readFreshness(db.pool, "north"));
    await addEvent("north", 7);
    seen.push(await readFreshness(db.pool, "north"));
    expect(new Set(seen).size).toBe(3);
    await addEvent("south", 99);
    expect(await readFreshness(db.pool, "north")).toBe(seen[2]);
  });

  it("JB-4: changes when the clock is moved, because every screen shows another time then", async () => {
    const before = await readFreshness(db.pool, "north");
    await db.pool.query("UPDATE clock SET offset_ms = offset_ms + 1000");
    expect(await readFreshness(db.pool, "north")).not.toBe(before);
  });
});

describe("health", () => {
  it("tells a missing worker from a present one, and the queue's length", async () => {
    expect(await readHealth(db.pool)).toMatchObject({ status: "degraded", worker: { status: "missing" } });
    const beat = (age: string) =>
      db.pool.query(
        `INSERT INTO worker_beats VALUES ('w', now(), clock_timestamp() - $1::interval)
         ON CONFLICT (worker_id) DO UPDATE SET beat_at = excluded.beat_at`,
        [age],
      );
    await beat("10 seconds");
    await db.pool.query("SELECT graphile_worker.add_job('nothing')");
    expect(await readHealth(db.pool)).toEqual({
      status: "ok",
      database: { status: "ok" },
      queue: { status: "ok", ready: 1, running: 0, failed: 0 },
      worker: { status: "ok", count: 1 },
    });
    await beat("31 seconds");
    expect(await readHealth(db.pool)).toMatchObject({ status: "degraded", worker: { status: "missing" } });
  });

  it("MR4-40: without a database it says so, and says no more", async () => {
    const broken = { query: () => Promise.reject(new Error("password authentication failed for user paydesk")) };
    const health = await readHealth(broken as never);
    expect(health).toMatchObject({ status: "down", database: { status: "down" } });
    expect(JSON.stringify(health)).not.toContain("password");
  });
});
