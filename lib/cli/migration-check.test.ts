import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { canCheckMigrations, checkMigrationFiles } from "./migration-check";

const folder = mkdtempSync(join(tmpdir(), "paydesk-squawk-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.runIf(canCheckMigrations)("a migration is read before it is tried", () => {
  it.each([
    ["an index that is built under a lock", "CREATE INDEX a ON orders (b);", "require-concurrent-index-creation"],
    [
      "an index beside the work within a transaction",
      "CREATE INDEX CONCURRENTLY IF NOT EXISTS a ON orders (b); ALTER TABLE orders ADD COLUMN c text;",
      "ban-concurrent-index-creation-in-transaction",
    ],
    ["a check over all rows", "ALTER TABLE orders ADD CONSTRAINT c CHECK (b > 0);", "constraint-missing-not-valid"],
    [
      "a key over all rows",
      "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES c (d);",
      "constraint-missing-not-valid",
    ],
    ["a column that must be filled", "ALTER TABLE orders ADD COLUMN c text NOT NULL;", "adding-required-field"],
    ["NOT NULL over all rows", "ALTER TABLE orders ALTER COLUMN c SET NOT NULL;", "adding-not-nullable-field"],
    ["a rewrite of all rows", "ALTER TABLE orders ALTER COLUMN c TYPE bigint;", "changing-column-type"],
    ["what the old version still reads", "ALTER TABLE orders DROP COLUMN c;", "ban-drop-column"],
    ["an index that is dropped under a lock", "DROP INDEX a;", "require-concurrent-index-deletion"],
  ])("DM-1: refuses %s", async (_what, sql, rule) => {
    const result = await check(sql);
    expect(result).toMatchObject({ failed: 1 });
    expect(result.notes).toContain(rule);
  });

  it.each([
    "CREATE INDEX CONCURRENTLY IF NOT EXISTS a ON orders (b);",
    "DROP INDEX CONCURRENTLY IF EXISTS a;",
    "ALTER TABLE orders ADD COLUMN c text, ADD COLUMN d boolean NOT NULL DEFAULT false;",
    "ALTER TABLE orders ADD CONSTRAINT c CHECK (b > 0) NOT VALID;",
    "ALTER TABLE orders VALIDATE CONSTRAINT c;",
    "CREATE TABLE n (id text PRIMARY KEY, currency char(3) NOT NULL, count int NOT NULL); CREATE INDEX q ON n (count);",
  ])("DM-1: lets pass %s", async (sql) => {
    expect(await check(sql)).toMatchObject({ passed: 1, failed: 0 });
  });
});

function check(sql: string) {
  const path = join(folder, "migration.sql");
  writeFileSync(path, `${sql}\n`);
  return checkMigrationFiles([path]);
}
