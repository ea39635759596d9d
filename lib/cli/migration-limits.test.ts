import { describe, expect, it } from "vitest";
import { migrationNames } from "./migration-engine";
import { isBesideTheWork, LAST_BEFORE_RELEASE, migrationLimits } from "./migration-limits";

const NEW = "20270101000000_new";

describe("a migration's limits", () => {
  it.each([
    "CREATE INDEX CONCURRENTLY IF NOT EXISTS a ON orders (b);",
    "-- why; and what for\ncreate unique index concurrently a on orders (b)",
    "DROP INDEX CONCURRENTLY IF EXISTS a;",
    "ALTER TABLE orders VALIDATE CONSTRAINT orders_amounts;",
  ])("DM-1: what locks nothing against writes takes its time: %s", (script) => {
    expect(isBesideTheWork(script)).toBe(true);
    expect(migrationLimits(NEW, script)).toEqual({ lock: "0", statement: "0" });
  });

  it.each([
    "CREATE INDEX a ON orders (b);",
    "CREATE INDEX CONCURRENTLY a ON orders (b); ALTER TABLE orders ADD COLUMN c int;",
    "ALTER TABLE orders ADD CONSTRAINT c CHECK (b > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c;",
    "UPDATE orders SET b = 1;",
    "",
  ])("DM-1: everything else waits shortly for a lock and holds it shortly: %s", (script) => {
    expect(isBesideTheWork(script)).toBe(false);
    expect(migrationLimits(NEW, script)).toEqual({ lock: "1s", statement: "2s" });
  });

  it("DM-1: only what was written before the first release is without limits", () => {
    expect(migrationNames("prisma")).toContain(LAST_BEFORE_RELEASE);
    expect(migrationLimits(LAST_BEFORE_RELEASE, "UPDATE orders SET b = 1;")).toEqual({ lock: "0", statement: "0" });
  });
});
