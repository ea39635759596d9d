import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { clearHalfLoaded, demoShopState, rememberDemoShop } from "./demo-shop";
import { migrateDatabase } from "./migrate-database";
import { draftMigration } from "./migration-engine";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("migrations", () => {
  it("make everything that the schema file says", async () => {
    expect(await draftMigration(database.url, "prisma")).toBe("");
  });

  it("do nothing the second time", async () => {
    expect(await migrateDatabase(database.url, "prisma")).toEqual([]);
  });
});

describe("the demo shop's state", () => {
  it("tells an empty database from one whose first load was interrupted", async () => {
    expect(await demoShopState(database.url)).toBe("absent");
    await rememberDemoShop(database.url, "loading");
    expect(await demoShopState(database.url)).toBe("loading");
    await rememberDemoShop(database.url, "loaded");
    expect(await demoShopState(database.url)).toBe("loaded");
  });

  it("never empties a database that is not its own", async () => {
    const clearing = clearHalfLoaded(database.url, { dataDir: "unused", isEmbedded: false });
    await expect(clearing).rejects.toThrow("empty the database of DATABASE_URL");
  });
});
