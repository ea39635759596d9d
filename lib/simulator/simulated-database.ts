import { randomBytes } from "node:crypto";
import { Client, type Pool, type PoolClient, type QueryResult } from "pg";
import { connectDatabase, type Database } from "@/lib/db/client";
import { allowNames, statementName } from "@/lib/db/statement-name";
import type { WaitingProbe } from "./scheduler";

/** Lives come to more different statements than a desk: rows that are inserted together make another text for each number of them. */
const MOST_NAMES = 4_000;
/** As many as a life has threads, with some to spare for the simulator's own reading and one for what is between two lives. */
const CONNECTIONS = 11;

export type SimulatedDatabase = {
  readonly pool: Pool;
  readonly waiting: WaitingProbe;
  /** Is told of each connection that begins to wait for a lock. */
  onWait(listener: (pid: number) => void): void;
  /** The life's clock: for the house, for leases, and for everything else that asks the server for the time. */
  setTime(ms: number): Promise<void>;
  /** Every row is gone but those of the store itself. */
  wipe(): Promise<void>;
  close(): Promise<void>;
};

/** A copy of a migrated database in which time stands still until it is moved. */
export async function openSimulatedDatabase(serverUrl: string, template: string): Promise<SimulatedDatabase> {
  allowNames(MOST_NAMES);
  const name = `life_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  await onServer(serverUrl, `ALTER DATABASE ${name} SET search_path = public, pg_catalog`);
  // A connection that waits for a lock says so itself, once it has made sure that no two wait for each other: so it is always the last to come that a deadlock ends.
  for (const setting of [
    "deadlock_timeout = '1ms'",
    "log_lock_waits = on",
    "client_min_messages = log",
    "track_activities = off",
    "track_counts = off",
  ])
    await onServer(serverUrl, `ALTER DATABASE ${name} SET ${setting}`);
  // A statement is planned once in a life and not at each of its first five runs.
  await onServer(serverUrl, `ALTER DATABASE ${name} SET plan_cache_mode = force_generic_plan`);
  const database = connectDatabase(await nearest(serverUrl, name), { maxConnections: CONNECTIONS });
  const { pool } = database;
  // Signing in draws random bytes: all connections are opened before a life begins, and stay.
  pool.options.idleTimeoutMillis = 0;
  pool.on("connect", keepPlans);
  let listener: (pid: number) => void = () => {};
  pool.on("connect", (client) => {
    const { processID } = client as unknown as { processID: number };
    client.on("notice", ({ message }) => {
      if (message?.includes(" still waiting for ")) listener(processID);
    });
  });
  await stopTime(pool);
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()));
  for (const client of clients) client.release();
  const { wipe, end } = await makeWipe(database);
  return {
    pool,
    waiting: async (pids) => {
      const { rows } = await pool.query<{ pid: number }>(
        "SELECT pid FROM unnest($1::int[]) AS pid WHERE cardinality(pg_blocking_pids(pid)) > 0",
        [pids],
      );
      return new Set(rows.map(({ pid }) => pid));
    },
    onWait: (each) => {
      listener = each;
    },
    setTime: async (ms) => {
      await pool.query("SELECT setval('life_clock', $1::bigint)", [ms]);
    },
    wipe,
    close: async () => {
      end();
      await database.close();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** What is read without a transaction is planned once per connection too, and not each time: planning is half of what such a read costs. */
function keepPlans(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
    const isOne = typeof text === "string" && (Array.isArray(values) || /^(SELECT|UPDATE)[^;]*$/.test(text));
    const name = isOne ? statementName(text as string) : undefined;
    // A journey (lib/db/journey.ts) keeps its own book of the names that it has used on a connection; its names must not be met here.
    return query(name === undefined ? text : { name: `life_${name}`, text }, values, ...rest);
  }) as typeof client.query;
}

/**
 * Names are looked up in `public` first: whoever asks for the server's time, there or in the product's statements, hears what the simulator has said. It is a
 * sequence, since to read one the planner can write straight into the statement; a row would be another statement each time.
 */
async function stopTime(pool: Pool): Promise<void> {
  await pool.query(`
    CREATE SEQUENCE public.life_clock;
    CREATE FUNCTION public.life_ms(regclass) RETURNS bigint LANGUAGE internal STABLE STRICT AS 'pg_sequence_last_value';
    CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS
      $$ SELECT to_timestamp(public.life_ms('public.life_clock') / 1000.0) $$;
    CREATE OR REPLACE FUNCTION public.paydesk_now() RETURNS timestamptz LANGUAGE sql STABLE AS
      $$ SELECT date_trunc('milliseconds', to_timestamp(public.life_ms('public.life_clock') / 1000.0)) $$`);
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

/** So many lives leave their dead rows behind before the tables are made anew; a table made anew costs each connection all its plans. */
const LIVES_PER_TABLE = 50;

/**
 * Triggers forbid deleting history; a life that is over is forgotten around them, as only the database's owner can, on a connection of its own. Where rows lie
 * and how a statement was planned differs from life to life then: whatever is read in no order, or by a moment alone, would come in another one.
 */
async function makeWipe({ pool }: Database): Promise<{ wipe: () => Promise<void>; end: () => void }> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND (relnamespace = 'public'::regnamespace
       OR oid IN ('graphile_worker._private_jobs'::regclass, 'graphile_worker._private_job_queues'::regclass)) ORDER BY name`,
  );
  const tables = rows.map(({ name }) => name).filter((name) => !kept.has(name));
  // Whoever counts the rows of a table in the middle of a life changes how its statements are planned.
  await pool.query(tables.map((name) => `ALTER TABLE ${name} SET (autovacuum_enabled = off)`).join(";"));
  const { rows: sequences } = await pool.query<{ name: string }>(
    `SELECT objid::regclass::text AS name FROM pg_depend JOIN pg_class s ON s.oid = objid AND s.relkind = 'S'
     WHERE deptype IN ('a', 'i') AND refobjid IN (SELECT unnest($1::text[])::regclass) ORDER BY name`,
    [tables],
  );
  const eraser = await pool.connect();
  await eraser.query("SET session_replication_role = replica");
  const emptyAll = [
    ...tables.map((name) => `DELETE FROM ${name}`),
    ...sequences.map(({ name }) => `PERFORM setval('${name}', 1, false)`),
    "UPDATE stores SET next_order_number = 1, next_invoice_number = 1",
  ].join(";");
  await pool.query(`CREATE FUNCTION empty_all() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ${emptyAll}; END $$`);
  let lives = 0;
  const wipe = async () => {
    if (lives++ % LIVES_PER_TABLE === 0) await eraser.query(`TRUNCATE ${tables.join(", ")} RESTART IDENTITY CASCADE`);
    await eraser.query("SELECT empty_all()");
  };
  return { wipe, end: () => eraser.release() };
}

/** By the server's own socket where it has one, which costs both sides less than the network. */
async function nearest(serverUrl: string, name: string): Promise<string> {
  const { rows } = await onServer(serverUrl, "SELECT current_setting('unix_socket_directories') AS folder");
  const folder = (rows[0] as { folder: string }).folder;
  const url = new URL(serverUrl.replace(/\/[^/]*$/, `/${name}`));
  if (folder !== "") url.searchParams.set("host", folder);
  return url.href;
}

async function onServer(serverUrl: string, statement: string): Promise<QueryResult> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
