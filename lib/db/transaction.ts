import { AsyncLocalStorage } from "node:async_hooks";
import type { Pool, PoolClient } from "pg";
import { type Instant, toInstant } from "@/lib/payments/instant";
import type { NewRow, RowOf, TableName } from "./tables";

/**
 * One short database transaction. Money is decided and written in here; a gateway is never called in here, and `insideTransaction`
 * lets the one HTTP sender prove that.
 *
 * Plain SQL through `pg` rather than Prisma's interactive transactions: those cost five times the CPU on the claim/apply path and
 * their timeout is not safe around money (MONEY-RULES, finding 9). Prisma keeps the schema, the row types and the screens' reads.
 */
export type Tx = {
  /** The moment of this transaction by the house's one clock. */
  readonly now: Instant;
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** Rows of a table by equality; `lock` takes the row locks that serialize work on an order. */
  select<T extends TableName>(table: T, where: Partial<RowOf<T>>, options?: SelectOptions): Promise<RowOf<T>[]>;
  insert<T extends TableName>(table: T, row: NewRow<T>): Promise<void>;
  insertAll<T extends TableName>(table: T, rows: readonly NewRow<T>[]): Promise<void>;
  /** Conditional write: the number of rows that still matched. Names only its own columns. */
  update<T extends TableName>(table: T, where: Partial<RowOf<T>>, set: Partial<RowOf<T>>): Promise<number>;
  /** Adds a background job in this very transaction; `key` makes it one job however often it is asked for. */
  addJob(
    task: string,
    payload: unknown,
    options?: { key?: string; queue?: string; maxAttempts?: number },
  ): Promise<void>;
};
export type SelectOptions = { lock?: boolean; orderBy?: string; limit?: number };

export async function transaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      const now = await begin(client);
      const result = await open.run(true, () => work(makeTx(client, now)));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      if (round >= 4 || !isTransient(error)) throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** One read outside any transaction of its own, at the house's clock. */
export async function readNow(pool: Pool): Promise<Instant> {
  const result = await pool.query<{ now: Date }>("SELECT paydesk_now() AS now");
  return toInstant((result.rows[0] as { now: Date }).now.getTime());
}

/** Converts a database row with snake_case columns into the row type of the schema. */
export function toRow<T>(raw: Record<string, unknown>): T {
  const row: Record<string, unknown> = {};
  for (const column of Object.keys(raw)) row[camelName(column)] = raw[column];
  return row as T;
}

const open = new AsyncLocalStorage<boolean>();

/** True while the calling code runs inside `transaction`: no gateway may be called then. */
export function insideTransaction(): boolean {
  return open.getStore() === true;
}

async function begin(client: PoolClient): Promise<Instant> {
  const results = (await client.query("BEGIN; SELECT paydesk_now() AS now")) as unknown as [
    unknown,
    { rows: { now: Date }[] },
  ];
  return toInstant((results[1].rows[0] as { now: Date }).now.getTime());
}

function makeTx(client: PoolClient, now: Instant): Tx {
  return {
    now,
    async rows<T>(text: string, values: readonly unknown[] = []) {
      const result = await client.query(text, values.map(toParameter));
      return result.rows.map((raw) => toRow<T>(raw));
    },
    async select(table, where, options = {}) {
      const { text, values } = whereClause(where, 0);
      const order = options.orderBy ? ` ORDER BY ${options.orderBy}` : "";
      const limit = options.limit ? ` LIMIT ${options.limit}` : "";
      const result = await client.query(
        `SELECT * FROM ${table}${text}${order}${limit}${options.lock ? " FOR UPDATE" : ""}`,
        values,
      );
      return result.rows.map((raw) => toRow<RowOf<typeof table>>(raw));
    },
    async insert(table, row) {
      await this.insertAll(table, [row]);
    },
    async insertAll(table, rows) {
      const first = rows[0];
      if (!first) return;
      const keys = Object.keys(first);
      const values: unknown[] = [];
      const tuples = rows.map(
        (row) =>
          `(${keys.map((key) => `$${values.push(toParameter((row as Record<string, unknown>)[key]))}`).join(",")})`,
      );
      await client.query(`INSERT INTO ${table} (${keys.map(columnName).join(",")}) VALUES ${tuples.join(",")}`, values);
    },
    async update(table, where, set) {
      const values: unknown[] = [];
      const changes = Object.entries(set).map(
        ([key, value]) => `${columnName(key)} = $${values.push(toParameter(value))}`,
      );
      const clause = whereClause(where, values.length);
      const result = await client.query(`UPDATE ${table} SET ${changes.join(", ")}${clause.text}`, [
        ...values,
        ...clause.values,
      ]);
      return result.rowCount ?? 0;
    },
    async addJob(task, payload, options = {}) {
      await client.query(
        "SELECT graphile_worker.add_job($1, payload := $2::json, job_key := $3, queue_name := $4, max_attempts := $5)",
        [task, JSON.stringify(payload), options.key ?? null, options.queue ?? null, options.maxAttempts ?? 25],
      );
    },
  };
}

function whereClause(where: object, offset: number): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const terms = Object.entries(where).map(([key, value]) =>
    value === null ? `${columnName(key)} IS NULL` : `${columnName(key)} = $${offset + values.push(toParameter(value))}`,
  );
  return { text: terms.length ? ` WHERE ${terms.join(" AND ")}` : "", values };
}

function toParameter(value: unknown): unknown {
  if (value === null || typeof value !== "object" || value instanceof Date || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value;
  return toJson(value);
}

/** JSON with amounts as strings: a number in JSON loses digits past 2^53. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? part.toString() : part));
}

const columns = new Map<string, string>();
function columnName(key: string): string {
  let column = columns.get(key);
  if (column === undefined) {
    column = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columns.set(key, column);
  }
  return column;
}

const names = new Map<string, string>();
function camelName(column: string): string {
  let name = names.get(column);
  if (name === undefined) {
    name = column.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
    names.set(column, name);
  }
  return name;
}

/** Deadlock or serialization failure: the whole transaction may run again, since nothing of it happened. */
function isTransient(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === "40P01" || code === "40001";
}
