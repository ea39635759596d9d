import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase, type Database } from "@/lib/db/client";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { transaction } from "@/lib/db/transaction";
import { readRows } from "./query-scope";

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
