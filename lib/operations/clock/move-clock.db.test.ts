import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { toInstant } from "@/lib/payments/instant";
import { requestSweep, waitUntilSettled } from "./carry-out-due-work";
import { moveClock, readClock } from "./move-clock";

const mover = { actor: "system:test", correlationId: "c-1" };

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(
    `INSERT INTO stores (id, name, mark, support_phone, support_email, time_zone, currency, created_at)
     VALUES ('north', 'North', 'N', '', '', 'UTC', 'USD', now())`,
  );
});
afterAll(() => db.drop());

describe("the settable clock", () => {
  it("JB-4: moves forward by seconds and to a moment, for every process that asks the database", async () => {
    const before = await readClock(db.pool);
    const moved = await moveClock(db.pool, { advanceSeconds: 2_592_000 }, mover);
    if (!moved.ok) throw new Error(moved.reason);
    expect(moved.value.offsetMs - before.offsetMs).toBe(2_592_000_000);
    const asked = await db.pool.query<{ now: Date }>("SELECT paydesk_now() AS now");
    expect(asked.rows[0]?.now.getTime()).toBeGreaterThanOrEqual(moved.value.now);

    const target = toInstant(moved.value.now + 86_400_000);
    const again = await moveClock(db.pool, { now: target }, mover);
    expect(again).toMatchObject({ ok: true, value: { now: target } });
    expect((await readClock(db.pool)).now).toBeGreaterThanOrEqual(target);
  });

  it("JB-4: never goes back, nor stands still, nor jumps out of the century", async () => {
    const { now, offsetMs } = await readClock(db.pool);
    expect(await moveClock(db.pool, { now: toInstant(now - 1) }, mover)).toEqual({
      ok: false,
      reason: "time_goes_backwards",
    });
    expect(await moveClock(db.pool, { advanceSeconds: 0 }, mover)).toMatchObject({ ok: false });
    expect(await moveClock(db.pool, { advanceSeconds: 1e10 }, mover)).toEqual({ ok: false, reason: "jump_too_long" });
    expect((await readClock(db.pool)).offsetMs).toBe(offsetMs);
  });

  it("JB-4: two who move it at once both move it", async () => {
    const before = await readClock(db.pool);
    const moves = await Promise.all([1, 2, 3].map(() => moveClock(db.pool, { advanceSeconds: 60 }, mover)));
    expect(moves.every((move) => move.ok)).toBe(true);
    expect((await readClock(db.pool)).offsetMs - before.offsetMs).toBe(180_000);
  });

  it("MR4-39: who moved it is in the book", async () => {
    const rows = await db.pool.query("SELECT actor FROM audit_log WHERE action = 'clock_moved'");
    expect(rows.rows[0]).toEqual({ actor: "system:test" });
  });

  it("JB-4: it is settled when no job may run and nothing is due, and says so when no worker comes", async () => {
    expect(await waitUntilSettled(db.pool, 0)).toBe(true);
    await requestSweep(db.pool);
    await requestSweep(db.pool);
    const jobs = await db.pool.query("SELECT 1 FROM graphile_worker.jobs");
    expect(jobs.rowCount).toBe(1);
    expect(await waitUntilSettled(db.pool, 150)).toBe(false);
    const settled = waitUntilSettled(db.pool, 5_000);
    await db.pool.query("DELETE FROM graphile_worker._private_jobs");
    expect(await settled).toBe(true);
  });
});
