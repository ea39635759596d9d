import pg, { type Connection, type PoolClient, type Submittable } from "pg";
import { propertyName } from "./columns";
import { statementName } from "./statement-name";

export type Statement = { readonly text: string; readonly values: readonly unknown[] };
/** Rows with the names of the row types, and what the database says it has done: "COMMIT", "UPDATE 1". */
export type Answer = { readonly rows: Record<string, unknown>[]; readonly done: string };

/**
 * Several statements in one journey to the database and back. They are carried out in their order; where one fails, none behind it is carried out, so a
 * COMMIT may travel behind what it commits. Each statement keeps its plan in the session, under a name that is made of its text.
 */
export async function travel(client: PoolClient, statements: readonly Statement[]): Promise<Answer[]> {
  const journey = new Journey(client, statements);
  try {
    const sent = await client.query(journey);
    return await sent.answered;
  } catch (error) {
    // Its own trace begins in the network; this one leads to who asked.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

type Column = { readonly name: string; readonly parse: (text: string) => unknown };
type Field = { readonly name: string; readonly dataTypeID: number };
/** What is known of a statement whose plan a session keeps: how its rows look. */
type Kept = { readonly columns: readonly Column[] };
const sessions = new WeakMap<object, Map<string, Kept>>();

/** The part of the protocol that pg speaks and its types do not. */
type Wire = {
  readonly stream: Connection["stream"];
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[] }): void;
  describe(message: { type: "P"; name: "" }): void;
  execute(message: { portal: "" }): void;
  close(message: { type: "S"; name: string }): void;
  sync(): void;
};
const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils;

/** pg hands it the messages of the protocol as they come in (its `Submittable`, as pg-cursor is one). */
export class Journey implements Submittable {
  /** pg takes a query without one for one that nobody waits for. */
  readonly callback = () => {};
  readonly answered: Promise<Answer[]>;
  private readonly names: readonly string[];
  private readonly answers: Answer[] = [];
  private session = new Map<string, Kept>();
  private kept: readonly (Kept | undefined)[] = [];
  private columns: readonly Column[] = [];
  private rows: Record<string, unknown>[] = [];
  private failure: Error | null = null;
  private done: (answers: Answer[]) => void = () => {};
  private fail: (error: Error) => void = () => {};

  constructor(
    private readonly client: PoolClient,
    readonly statements: readonly Statement[],
  ) {
    this.names = statements.map(({ text }) => statementName(text) ?? "");
    this.answered = new Promise((done, fail) => {
      this.done = done;
      this.fail = fail;
    });
  }

  /** An error that is answered has sent nothing. */
  submit(connection: Connection): Error | null {
    const values: unknown[][] = [];
    try {
      for (const statement of this.statements) values.push(statement.values.map(prepareValue));
    } catch (error) {
      return error as Error;
    }
    this.session = sessions.get(connection) ?? new Map();
    sessions.set(connection, this.session);
    this.kept = this.names.map((name) => this.session.get(name));
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    this.statements.forEach(({ text }, i) => {
      const statement = this.names[i] as string;
      const isKept = this.kept[i] !== undefined;
      if (!isKept && (statement === "" || this.names.indexOf(statement) === i)) {
        // A journey that failed or another copy of this module may have left it there; to close what is not there is no error.
        if (statement !== "") wire.close({ type: "S", name: statement });
        wire.parse({ name: statement, text });
      }
      wire.bind({ statement, values: values[i] as unknown[] });
      if (!isKept) wire.describe({ type: "P", name: "" });
      wire.execute({ portal: "" });
    });
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.columns = fields.map(({ name, dataTypeID }) => ({
      name: propertyName(name),
      parse: this.client.getTypeParser(dataTypeID, "text") as Column["parse"],
    }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (this.failure) return;
    const columns = this.kept[this.answers.length]?.columns ?? this.columns;
    const row: Record<string, unknown> = {};
    try {
      for (let i = 0; i < columns.length; i++) {
        const { name, parse } = columns[i] as Column;
        const text = fields[i] as string | null;
        row[name] = text === null ? null : parse(text);
      }
    } catch (error) {
      this.failure = error as Error;
    }
    this.rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    const i = this.answers.length;
    const name = this.names[i] as string;
    if (name !== "" && this.kept[i] === undefined) this.session.set(name, { columns: this.columns });
    this.answers.push({ rows: this.rows, done: text });
    this.rows = [];
    this.columns = [];
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: "" });
  }

  handleReadyForQuery(): void {
    if (this.failure) this.fail(this.failure);
    else this.done(this.answers);
  }

  handleError(error: Error): void {
    this.fail(error);
  }
}
