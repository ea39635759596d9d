import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("docs/reporting.md says what every column of every reporting view means, and names none that is not there", async () => {
  const { rows } = await database.pool.query<{ view: string; columns: string[] }>(
    `SELECT table_name AS view, array_agg(column_name::text ORDER BY ordinal_position) AS columns FROM information_schema.columns
     WHERE table_schema = 'reporting' GROUP BY 1`,
  );
  const documented = documentedColumns(readFileSync("docs/reporting.md", "utf8"));
  expect([...documented.keys()].sort()).toEqual(rows.map((row) => row.view).sort());
  // Every view begins with the store, and what goes for every amount is said once.
  const said = new Set(["store_id", "currency"]);
  for (const { view, columns } of rows) {
    const wanted = columns.filter((column) => !said.has(column));
    expect([...(documented.get(view) ?? [])].sort(), view).toEqual(wanted.sort());
  }
});

it("the reporting role reads every view and nothing else", async () => {
  const { rows } = await database.pool.query<{ name: string; can_read: boolean; can_write: boolean }>(
    `SELECT n.nspname || '.' || c.relname AS name, has_table_privilege('paydesk_readonly', c.oid, 'SELECT') AS can_read,
       has_table_privilege('paydesk_readonly', c.oid, 'INSERT, UPDATE, DELETE') AS can_write
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('reporting', 'public', 'graphile_worker') AND c.relkind IN ('r', 'v', 'p')`,
  );
  for (const { name, can_read, can_write } of rows) {
    expect([name, can_read, can_write]).toEqual([name, name.startsWith("reporting."), false]);
  }
});

/** Names in the first column of each view's table. */
function documentedColumns(page: string): Map<string, Set<string>> {
  const sections = page.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const cells = section
        .split("\n")
        .filter((line) => line.startsWith("| `"))
        .map((line) => line.split("|")[1] ?? "");
      return [
        section.split("\n")[0] ?? "",
        new Set(cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map((name) => name[1] ?? ""))),
      ];
    }),
  );
}
