import { columnName, toParameter, whereClause } from "./columns";
import type { Statement } from "./journey";

type Insert = { readonly kind: "insert"; readonly table: string; readonly keys: readonly string[]; rows: unknown[][] };
type Update = {
  readonly kind: "update";
  readonly table: string;
  readonly where: object;
  set: object;
  /** The row is known and locked: where it is not found as it was, something is wrong, and nothing may be written. */
  readonly isCertain: boolean;
};
type Call = { readonly kind: "call"; readonly text: string; readonly values: readonly unknown[] };
type Write = Insert | Update | Call;

/**
 * Changes that a transaction has been told of and not sent yet. They go to the database as one statement, a part for each, which costs one journey
 * and one plan instead of many. All parts of a statement see the rows as they were before it, so a table takes part once: as rows to insert or as
 * one update, to which later changes of the very same row are added. `canTake…` says whether what is pending must be sent first.
 * A certain row that is not there as it was known fails the statement, in the database: a commit may travel behind it.
 */
export class PendingWrites {
  private writes: Write[] = [];

  canTakeRows(table: string, row: object): boolean {
    const known = this.of(table);
    return known === undefined || (known.kind === "insert" && known.keys.join() === Object.keys(row).join());
  }

  canTakeUpdate(table: string, where: object, isCertain: boolean): boolean {
    const known = this.of(table);
    return known === undefined || (isCertain && isUpdateOf(known, where));
  }

  addRows(table: string, rows: readonly object[]): void {
    const known = this.of(table);
    const keys = known?.kind === "insert" ? known.keys : Object.keys(rows[0] ?? {});
    const tuples = rows.map((row) => keys.map((key) => toParameter((row as Record<string, unknown>)[key])));
    if (known?.kind === "insert") known.rows.push(...tuples);
    else this.writes.push({ kind: "insert", table, keys, rows: tuples });
  }

  addUpdate(table: string, where: object, set: object, isCertain: boolean): void {
    const known = this.of(table);
    if (known?.kind === "update") known.set = { ...known.set, ...set };
    else this.writes.push({ kind: "update", table, where: { ...where }, set: { ...set }, isCertain });
  }

  /** A function of the database that changes something; `$1` and so on are its own values. */
  addCall(text: string, values: readonly unknown[]): void {
    this.writes.push({ kind: "call", text, values });
  }

  /** Everything pending as one statement, and nothing pending any more; `changed` is how many rows the last uncertain update has changed. */
  take(): Statement | null {
    const { writes } = this;
    if (writes.length === 0) return null;
    this.writes = [];
    const values: unknown[] = [];
    const texts = writes.map((write) => partOf(write, values));
    if (writes.length === 1 && writes[0]?.kind === "insert") return { text: texts[0] ?? "", values };
    const parts = texts.map((text, i) => `w${i} AS (${text}${writes[i]?.kind === "update" ? " RETURNING 1" : ""})`);
    const columns = writes.flatMap((write, i) => (write.kind === "insert" ? [] : [countOf(write, `w${i}`)]));
    return { text: `WITH ${parts.join(", ")} SELECT ${columns.join(", ") || "1"}`, values };
  }

  private of(table: string): Insert | Update | undefined {
    for (const write of this.writes) if (write.kind !== "call" && write.table === table) return write;
    return undefined;
  }
}

/** Counted also where nobody asks: a call that nothing reads would not be carried out. */
function countOf(write: Update | Call, part: string): string {
  if (write.kind === "call") return `(SELECT count(*) FROM ${part}) AS ${part}`;
  if (!write.isCertain) return `(SELECT count(*)::int FROM ${part}) AS changed`;
  // More than one row is refused by the subquery itself.
  return `coalesce((SELECT 1 FROM ${part}), paydesk_row_is_lost('${write.table}')) AS ${part}`;
}

function isUpdateOf(known: Insert | Update, where: object): boolean {
  if (known.kind !== "update" || !known.isCertain) return false;
  const keys = Object.keys(where) as (keyof typeof where)[];
  const knownWhere = known.where as typeof where;
  return keys.length === Object.keys(knownWhere).length && keys.every((key) => knownWhere[key] === where[key]);
}

function partOf(write: Write, values: unknown[]): string {
  switch (write.kind) {
    case "insert": {
      const tuples = write.rows.map((row) => `(${row.map((value) => `$${values.push(value)}`).join(",")})`);
      return `INSERT INTO ${write.table} (${write.keys.map(columnName).join(",")}) VALUES ${tuples.join(",")}`;
    }
    case "update": {
      const changes = Object.entries(write.set).map(
        ([key, value]) => `${columnName(key)} = $${values.push(toParameter(value))}`,
      );
      return `UPDATE ${write.table} SET ${changes.join(", ")}${whereClause(write.where, values)}`;
    }
    case "call": {
      const offset = values.length;
      values.push(...write.values.map(toParameter));
      return write.text.replace(/\$(\d+)/g, (_match, number: string) => `$${Number(number) + offset}`);
    }
  }
}
