import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { waitForAttempts } from "./wait-for-attempts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(
    `INSERT INTO stores (id, name, mark, support_phone, support_email, time_zone, currency, created_at)
     VALUES ('north', 'North', 'N', '', '', 'UTC', 'USD', now());
     INSERT INTO accounts (store_id, id, external_id, name, created_at, updated_at) VALUES ('north', 'acc', 'a', 'A', now(), now());
     INSERT INTO orders (store_id, id, order_number, account_id, source, status, currency, total_minor, placed_at, created_at, updated_at)
     VALUES ('north', 'ord', '00001', 'acc', 'commerce', 'proposed', 'USD', 100, now(), now(), now());`,
  );
});
afterAll(() => db.drop());

async function addAttempt(id: string, status: string): Promise<void> {
  await db.pool.query(
    `INSERT INTO attempts (store_id, id, order_id, operation_id, operation, obligation, attempt_no, idempotency_key, gateway, status,
       amount_minor, currency, request, actor, correlation_id, requested_at)
     VALUES ('north', $1, 'ord', 'op', 'authorize', $1, 1, $1, 'stripe', $2, 100, 'USD', '{}', 'system:test', 'c', now())`,
    [id, status],
  );
}

describe("waiting for the worker", () => {
  it("CC-5: answers as soon as every attempt has an outcome, whoever wrote it", async () => {
    await addAttempt("one", "requested");
    await addAttempt("two", "started");
    const waiting = waitForAttempts(db.pool, "north", ["one", "two"], 10_000);
    await db.pool.query("UPDATE attempts SET status = 'succeeded' WHERE id = 'one'");
    await db.pool.query("UPDATE attempts SET status = 'unconfirmed' WHERE id = 'two'");
    const rows = await waiting;
    expect(rows.map((row) => [row.id, row.status])).toEqual([
      ["one", "succeeded"],
      ["two", "unconfirmed"],
    ]);
    expect(rows[0]?.amountMinor).toBe(100n);
  });

  it("CC-5: a slow gateway holds the door for no longer than asked", async () => {
    await addAttempt("slow", "started");
    const rows = await waitForAttempts(db.pool, "north", ["slow"], 80);
    expect(rows.map((row) => row.status)).toEqual(["started"]);
  });

  it("MR4-3: another store's attempt is not there", async () => {
    expect(await waitForAttempts(db.pool, "south", ["slow"], 50)).toEqual([]);
    expect(await waitForAttempts(db.pool, "north", [], 50)).toEqual([]);
  });
});
