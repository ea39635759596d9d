import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase, type Database } from "@/lib/db/client";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { transaction } from "@/lib/db/transaction";
import { readRows, readRowsByKeptPlan } from "./query-scope";

let database: TestDatabase;
let one: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  one = connectDatabase(database.url, { maxConnections: 1 });
});
afterAll(async () => {
  await one.close();
  await database.drop();
});

it("a read and a transaction may ask the same on one connection, whoever comes first", async () => {
  for (const text of ["SELECT 1 AS found", "SELECT 2 AS found"]) {
    const inside = () => transaction(one.pool, (tx) => tx.rows(text));
    const outside = () => readRows(one, text, []);
    const [first, second] = text.includes("1") ? [inside, outside] : [outside, inside];
    const answers = [await first(), await second(), await first()];
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  }
});

it("a read goes on after a migration has changed what it answers", async () => {
  await database.pool.query("CREATE TABLE changing (wide int)");
  const read = () => readRows<{ wide: unknown }>(one, "SELECT * FROM changing", []);
  await read();
  await database.pool.query("ALTER TABLE changing ALTER wide TYPE text; INSERT INTO changing VALUES ('now text')");
  expect(await read()).toEqual([{ wide: "now text" }]);
});

it("a search's plan is made once, whatever is searched for, and the connection plans everything else as before", async () => {
  const search = "SELECT $1::int + $2::int AS found -- a search";
  for (let i = 0; i < 7; i++)
    expect(await readRowsByKeptPlan<{ found: number }>(one, search, [i, 1])).toEqual([{ found: i + 1 }]);
  const { rows } = await one.pool.query(
    "SELECT generic_plans::int, custom_plans::int FROM pg_prepared_statements WHERE statement = $1",
    [search],
  );
  expect(rows).toEqual([{ generic_plans: 7, custom_plans: 0 }]);
  expect((await one.pool.query("SHOW plan_cache_mode")).rows).toEqual([{ plan_cache_mode: "auto" }]);
  await expect(readRowsByKeptPlan(one, "SELECT 1 / $1::int", [0])).rejects.toThrow("division by zero");
  expect((await one.pool.query("SHOW plan_cache_mode")).rows).toEqual([{ plan_cache_mode: "auto" }]);
});
