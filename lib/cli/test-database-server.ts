import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/lib/db/embedded";
import { migrateDatabase } from "./migrate-database";

const TEMPLATE = "paydesk_template";

declare module "vitest" {
  interface ProvidedContext {
    testDatabaseServer: { serverUrl: string; template: string };
  }
}

/** One Postgres for the whole run, with one migrated database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "paydesk-test-"));
  const server = await startEmbeddedPostgres({ dataDir, isThrowaway: true });
  const templateUrl = server.url.replace(/\/[^/]*$/, `/${TEMPLATE}`);
  await makeTemplate(server.url);
  await migrateDatabase(templateUrl, "prisma");
  project.provide("testDatabaseServer", { serverUrl: server.url, template: TEMPLATE });
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
}
