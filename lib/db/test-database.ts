import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { connectDatabase, type Database } from "./client";

export type TestDatabase = Database & { readonly url: string; drop(): Promise<void> };

/** A migrated, empty database of this test file's own. Call `drop` in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { serverUrl, template } = inject("testDatabaseServer");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`);
  const database = connectDatabase(url);
  const drop = async () => {
    await database.close();
    await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return {
    url,
    drop,
    pool: database.pool,
    get prisma() {
      return database.prisma;
    },
    close: drop,
  };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
