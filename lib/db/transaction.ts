import { AsyncLocalStorage } from "node:async_hooks";
import type { Pool, PoolClient } from "pg";
import { type Instant, toInstant } from "@/lib/payments/instant";
import { toParameter, whereClause } from "./columns";
import { type Answer, type Statement, travel } from "./journey";
import { PendingWrites } from "./pending-writes";
import type { NewRow, RowOf, TableName } from "./tables";

export { toJson, toRow } from "./columns";

/**
 * One short database transaction. Money is decided and written in here; a gateway is never called in here, and `insideTransaction`
 * lets the one HTTP sender prove that.
 *
 * Plain SQL through `pg` rather than Prisma's interactive transactions: those cost five times the CPU on the claim/apply path and
 * their timeout is not safe around money (MONEY-RULES, finding 9). Prisma keeps the schema, the row types and the screens' reads.
 *
 * Inserts, amendments and jobs are gathered and sent as one statement, with the next read, conditional update or commit: a refusal by the database
 * comes at that moment, and ends the transaction. Statements keep their plans per connection.
 */
export type Tx = {
  /** The moment of this transaction by the house's one clock. */
  readonly now: Instant;
  /** The same moment by the database server's own clock, which nobody moves: leases of workers are counted on it. */
  readonly realNow: Date;
  rows<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** Rows of a table by equality; `lock` takes the row locks that serialize work on an order. */
  select<T extends TableName>(table: T, where: Partial<RowOf<T>>, options?: SelectOptions): Promise<RowOf<T>[]>;
  insert<T extends TableName>(table: T, row: NewRow<T>): Promise<void>;
  insertAll<T extends TableName>(table: T, rows: readonly NewRow<T>[]): Promise<void>;
  /** Conditional write: the number of rows that still matched. Names only its own columns. */
  update<T extends TableName>(table: T, where: Partial<RowOf<T>>, set: Partial<RowOf<T>>): Promise<number>;
  /** Changes one row that this transaction has locked and knows; where it is not there as `where` says, the transaction fails. */
  amend<T extends TableName>(table: T, where: Partial<RowOf<T>>, set: Partial<RowOf<T>>): Promise<void>;
  /** Adds a background job in this very transaction; `key` makes it one job however often it is asked for. */
  addJob(
    task: string,
    payload: unknown,
    options?: { key?: string; queue?: string; maxAttempts?: number },
  ): Promise<void>;
};
export type SelectOptions = { lock?: boolean; orderBy?: string; limit?: number };

/** `opening` are reads with which the transaction begins: they travel with its beginning, and `work` is given the rows of each. */
export async function transaction<T>(
  pool: Pool,
  work: (tx: Tx, opened: readonly Rows[]) => Promise<T>,
  opening: readonly Statement[] = [],
): Promise<T> {
  for (let round = 1; ; round++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      const [, moments, ...opened] = await travel(client, [...beginning, ...opening]);
      const begun = new OpenTransaction(client, moments?.rows[0] as Moments);
      const rows = opened.map((answer) => answer.rows);
      const result = await open.run(true, () => work(begun, rows));
      await begun.commit();
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      if (isStalePlan(error)) broken ??= error as Error;
      if (round >= 4 || !(isTransient(error) || isStalePlan(error))) throw error;
    } finally {
      client.release(broken);
    }
  }
}

export type { Statement };
export type Rows = readonly Record<string, unknown>[];

const beginning: readonly Statement[] = [
  { text: "BEGIN", values: [] },
  { text: "SELECT paydesk_now() AS now, clock_timestamp() AS real", values: [] },
];

/** One read outside any transaction of its own, at the house's clock. */
export async function readNow(pool: Pool): Promise<Instant> {
  const result = await pool.query<{ now: Date }>("SELECT paydesk_now() AS now");
  return toInstant((result.rows[0] as { now: Date }).now.getTime());
}

const open = new AsyncLocalStorage<boolean>();

/** True while the calling code runs inside `transaction`: no gateway may be called then. */
export function insideTransaction(): boolean {
  return open.getStore() === true;
}

type Moments = { readonly now: Date; readonly real: Date };

class OpenTransaction implements Tx {
  readonly now: Instant;
  readonly realNow: Date;
  private readonly pending = new PendingWrites();

  constructor(
    private readonly client: PoolClient,
    { now, real }: Moments,
  ) {
    this.now = toInstant(now.getTime());
    this.realNow = real;
    // Parts of it are handed on by themselves: a reader of rows, for example.
    for (const name of ["rows", "select", "insert", "insertAll", "update", "amend", "addJob"] as const)
      this[name] = this[name].bind(this) as never;
  }

  async rows<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    const { rows } = await this.last({ text, values: values.map(toParameter) });
    return rows as T[];
  }

  async select<T extends TableName>(table: T, where: Partial<RowOf<T>>, options: SelectOptions = {}) {
    const values: unknown[] = [];
    const order = options.orderBy ? ` ORDER BY ${options.orderBy}` : "";
    const limit = options.limit ? ` LIMIT ${options.limit}` : "";
    const lock = options.lock ? " FOR UPDATE" : "";
    const text = `SELECT * FROM ${table}${whereClause(where, values)}${order}${limit}${lock}`;
    return (await this.last({ text, values })).rows as RowOf<T>[];
  }

  insert<T extends TableName>(table: T, row: NewRow<T>): Promise<void> {
    return this.insertAll(table, [row]);
  }

  async insertAll<T extends TableName>(table: T, rows: readonly NewRow<T>[]): Promise<void> {
    const first = rows[0];
    if (!first) return;
    if (!this.pending.canTakeRows(table, first)) await this.send();
    this.pending.addRows(table, rows);
  }

  async update<T extends TableName>(table: T, where: Partial<RowOf<T>>, set: Partial<RowOf<T>>): Promise<number> {
    await this.addUpdate(table, where, set, false);
    return this.send();
  }

  amend<T extends TableName>(table: T, where: Partial<RowOf<T>>, set: Partial<RowOf<T>>): Promise<void> {
    return this.addUpdate(table, where, set, true);
  }

  async addJob(
    task: string,
    payload: unknown,
    options: { key?: string; queue?: string; maxAttempts?: number } = {},
  ): Promise<void> {
    this.pending.addCall(
      "SELECT graphile_worker.add_job($1, payload := $2::json, job_key := $3, queue_name := $4, max_attempts := $5)",
      [task, JSON.stringify(payload), options.key ?? null, options.queue ?? null, options.maxAttempts ?? 25],
    );
  }

  /** What is pending and, behind it in the same journey, the end. To commit what has failed is no error to the database: it undoes it and says so. */
  async commit(): Promise<void> {
    const { done } = await this.last({ text: "COMMIT", values: [] });
    if (done !== "COMMIT") throw new Error("the database undid a transaction of which a part had failed");
  }

  /** Sends what is pending. Answers how many rows the last conditional update among it has changed. */
  private async send(): Promise<number> {
    const pending = this.pending.take();
    if (!pending) return 0;
    const [answer] = await travel(this.client, [pending]);
    return Number(answer?.rows[0]?.changed ?? 0);
  }

  /** The answer to this statement, before which goes what is pending. */
  private async last(statement: Statement): Promise<Answer> {
    const pending = this.pending.take();
    const answers = await travel(this.client, pending ? [pending, statement] : [statement]);
    return answers.at(-1) as Answer;
  }

  private async addUpdate(table: TableName, where: object, set: object, isCertain: boolean): Promise<void> {
    if (!this.pending.canTakeUpdate(table, where, isCertain)) await this.send();
    this.pending.addUpdate(table, where, set, isCertain);
  }
}

/** Deadlock or serialization failure: the whole transaction may run again, since nothing of it happened. */
function isTransient(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === "40P01" || code === "40001";
}

/** A migration has changed a table under a kept plan: on a fresh connection the same transaction is planned anew. */
function isStalePlan(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === "0A000" && message?.includes("cached plan") === true;
}
