import { randomBytes } from "node:crypto";
import { Client, type Pool } from "pg";
import { connectDatabase, type Database } from "@/lib/db/client";
import type { BlockedProbe } from "./scheduler";

/** As many as a life has threads, with some to spare for the simulator's own reading. */
const CONNECTIONS = 10;

export type SimulatedDatabase = {
  readonly pool: Pool;
  readonly isBlocked: BlockedProbe;
  /** The life's clock: for the house, for leases, and for everything else that asks the server for the time. */
  setTime(ms: number): Promise<void>;
  /** Every row is gone but those of the store itself. */
  wipe(): Promise<void>;
  close(): Promise<void>;
};

/** A copy of a migrated database in which time stands still until it is moved. */
export async function openSimulatedDatabase(serverUrl: string, template: string): Promise<SimulatedDatabase> {
  const name = `life_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  await onServer(serverUrl, `ALTER DATABASE ${name} SET search_path = public, pg_catalog`);
  await onServer(serverUrl, `ALTER DATABASE ${name} SET deadlock_timeout = '50ms'`);
  const database = connectDatabase(serverUrl.replace(/\/[^/]*$/, `/${name}`), { maxConnections: CONNECTIONS });
  const { pool } = database;
  // Signing in draws random bytes: all connections are opened before a life begins, and stay.
  pool.options.idleTimeoutMillis = 0;
  await stopTime(pool);
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()));
  for (const client of clients) client.release();
  return {
    pool,
    isBlocked: async (pids) => {
      const { rows } = await pool.query<{ blocked: boolean }>(
        "SELECT bool_and(cardinality(pg_blocking_pids(pid)) > 0) AS blocked FROM unnest($1::int[]) AS pid",
        [pids],
      );
      return rows[0]?.blocked === true;
    },
    setTime: async (ms) => {
      await pool.query("UPDATE clock SET offset_ms = $1", [ms]);
    },
    wipe: await makeWipe(database),
    close: async () => {
      await database.close();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Names are looked up in `public` first: whoever asks for the server's time, there or in the product's statements, hears the clock's row. */
async function stopTime(pool: Pool): Promise<void> {
  await pool.query(`
    CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS
      $$ SELECT to_timestamp(offset_ms / 1000.0) FROM public.clock WHERE id = 1 $$;
    CREATE OR REPLACE FUNCTION public.paydesk_now() RETURNS timestamptz LANGUAGE sql STABLE AS
      $$ SELECT date_trunc('milliseconds', to_timestamp(offset_ms / 1000.0)) FROM public.clock WHERE id = 1 $$;
    DROP TRIGGER clock_moves_forward ON public.clock`);
}

const kept = new Set([
  "clock",
  "stores",
  "payment_types",
  "authorization_windows",
  "_prisma_migrations",
  "staff_users",
  "rule_sets",
]);

/**
 * Triggers forbid deleting history; a life that is over is forgotten around them, as only the database's owner can. Emptied and not only deleted from: where rows
 * lie decides in which order equals are found, and that must not depend on earlier lives. Tables that were never written to stay as they are.
 */
async function makeWipe({ pool }: Database): Promise<() => Promise<void>> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
  );
  const tables = rows.map(({ name }) => name).filter((name) => !kept.has(name));
  const written = tables.map((name) => `SELECT '${name}' AS name WHERE EXISTS (SELECT 1 FROM ${name})`);
  return async () => {
    const used = (await pool.query<{ name: string }>(written.join(" UNION ALL "))).rows.map(({ name }) => name);
    const names = [...used, "graphile_worker._private_jobs", "graphile_worker._private_job_queues"];
    await pool.query(
      `SET session_replication_role = replica; TRUNCATE ${names.join(", ")} RESTART IDENTITY CASCADE;
       SET session_replication_role = DEFAULT; UPDATE stores SET next_order_number = 1, next_invoice_number = 1`,
    );
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
