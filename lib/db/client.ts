import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, TypeOverrides } from "pg";
import { settings } from "@/lib/config/env";
import { logger } from "@/lib/config/logger";
import { StartupProblem } from "@/lib/config/startup-problem";
import { PrismaClient } from "./generated/client";

export type Database = {
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  close(): Promise<void>;
};

const INT8 = 20;
const DATE = 1082;
/** JB-6: no transaction of ours grows old, since the queue could not clear away what ended after its beginning. */
export const STATEMENT_TIMEOUT_MS = 30_000;
export const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
/**
 * A connection keeps the plans of its statements; a new one makes each of them five times before it keeps any. After ten seconds, the package's own
 * patience, a desk between two clicks would begin anew.
 */
const IDLE_TIMEOUT_MS = 10 * 60_000;
/**
 * What is worked on lies in memory or on a disk without arms: the planner's default price of a row behind an index would send it through whole tables.
 * No statement here is worth compiling, or worth a second processor that another reader could use.
 */
const PLANNER = "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0";

// Next's development server loads this module anew after each change; its connections must not pile up.
const globalScope = globalThis as typeof globalThis & { paydeskDatabase?: Database };

/** This process's one pool of connections, and the Prisma client over it. */
export function database(): Database {
  globalScope.paydeskDatabase ??= connectDatabase(databaseUrl());
  return globalScope.paydeskDatabase;
}

export function connectDatabase(url: string, { maxConnections = 10 }: { maxConnections?: number } = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    types: exactTypes(),
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    options: PLANNER,
    application_name: "paydesk",
  });
  // Without a listener, a connection that the server closes while idle would end the process.
  pool.on("error", (error) => logger.warn({ err: error }, "idle database connection lost"));
  pool.on("connect", (client) =>
    client.on("error", (error) => logger.warn({ err: error }, "database connection lost")),
  );
  let prisma: PrismaClient | null = null;
  return {
    pool,
    get prisma() {
      prisma ??= new PrismaClient({ adapter: new PrismaPg(pool) });
      return prisma;
    },
    close: async () => {
      await prisma?.$disconnect();
      await pool.end();
    },
  };
}

export function databaseUrl(): string {
  const url = settings().databaseUrl;
  if (url === null)
    throw new StartupProblem("DATABASE_URL is missing, and no npm start runs whose database could be used.");
  return url;
}

function exactTypes(): TypeOverrides {
  const types = new TypeOverrides();
  types.setTypeParser(INT8, BigInt);
  // A calendar day has no time zone; pg would make it midnight of the machine's own.
  types.setTypeParser(DATE, (day) => day);
  return types;
}
