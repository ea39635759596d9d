import type { SqlValues } from "./sql-values";

/** One column of an order that never holds null, with its type in SQL. The last key of an order is unique. */
export type SortKey = {
  readonly sql: string;
  readonly type: "timestamptz" | "int8" | "text";
  readonly isDescending?: boolean;
};

/** Where a page begins or ends: the key values of its border row, and the number of the first row after it. */
export type Cursor = { readonly values: readonly string[]; readonly rowNumber: number };

export type PageRequest = { readonly after: string | null; readonly before: string | null; readonly size: number };

/** The three pieces of a paged statement. It reads one row more than a page holds, to know whether more follow. */
export type PagePlan = {
  readonly where: string;
  readonly orderBy: string;
  /** The same order over rows that carry `keyColumns`, for a statement around the page's own. */
  readonly orderOf: (alias: string) => string;
  readonly limit: number;
  readonly isBackward: boolean;
  readonly cursor: Cursor | null;
};

/** Plans one page by its border instead of by counting rows: as fast on page 500 as on page 1, and steady while rows come and go. */
export function planPage(values: SqlValues, keys: readonly SortKey[], sort: string, request: PageRequest): PagePlan {
  const isBackward = request.before !== null;
  const cursor = parseCursor(request.before ?? request.after, sort, keys.length);
  const directed = keys.map((key) => ({ ...key, isDescending: (key.isDescending ?? false) !== isBackward }));
  return {
    where: cursor ? beyond(values, directed, cursor) : "TRUE",
    orderBy: directed.map((key) => `${key.sql}${key.isDescending ? " DESC" : ""}`).join(", "),
    orderOf: (alias) =>
      directed
        .map((key, index) => `(${alias}.sort_values->>${index})::${key.type}${key.isDescending ? " DESC" : ""}`)
        .join(", "),
    limit: request.size + 1,
    isBackward: isBackward && cursor !== null,
    cursor,
  };
}

/** Columns that carry a row's key values back, for the cursors of its page. */
export function keyColumns(keys: readonly SortKey[]): string {
  return `jsonb_build_array(${keys.map((key) => `(${key.sql})::text`).join(", ")}) AS sort_values`;
}

export type Page<Row> = {
  readonly rows: Row[];
  readonly firstRow: number;
  readonly previousCursor: string | null;
  readonly nextCursor: string | null;
};

/** Cuts what was read down to one page in reading order, with the cursors to its neighbours. */
export function toPage<Row extends { sort_values: string[] }>(
  read: readonly Row[],
  plan: PagePlan,
  sort: string,
): Page<Row> {
  const size = plan.limit - 1;
  const hasMore = read.length > size;
  const rows = read.slice(0, size);
  if (plan.isBackward) rows.reverse();
  const border = plan.cursor?.rowNumber ?? 1;
  const firstRow = plan.isBackward ? Math.max(1, border - rows.length) : border;
  const hasPrevious = plan.isBackward ? hasMore : plan.cursor !== null && firstRow > 1;
  const hasNext = plan.isBackward ? true : hasMore;
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    firstRow,
    previousCursor: hasPrevious && first ? cursorText(sort, first.sort_values, firstRow) : null,
    nextCursor: hasNext && last ? cursorText(sort, last.sort_values, firstRow + rows.length) : null,
  };
}

function beyond(values: SqlValues, keys: readonly SortKey[], cursor: Cursor): string {
  const places = keys.map((key, index) => `${values.add(cursor.values[index])}::text::${key.type}`);
  if (keys.every((key) => !key.isDescending)) {
    return `(${keys.map((key) => key.sql).join(", ")}) > (${places.join(", ")})`;
  }
  const steps = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((earlier, at) => `${earlier.sql} = ${places[at]}`);
    return [...equal, `${key.sql} ${key.isDescending ? "<" : ">"} ${places[index]}`].join(" AND ");
  });
  // The bound on the first key alone is implied, and is what an index can start from.
  const first = keys[0] ? `${keys[0].sql} ${keys[0].isDescending ? "<=" : ">="} ${places[0]}` : "TRUE";
  return `(${first} AND ((${steps.join(") OR (")})))`;
}

function cursorText(sort: string, values: readonly string[], rowNumber: number): string {
  return Buffer.from(JSON.stringify([sort, rowNumber, ...values])).toString("base64url");
}

/** A cursor of another order, or one that somebody edited, is no cursor: the list starts at its first row. */
function parseCursor(text: string | null, sort: string, keyCount: number): Cursor | null {
  if (!text || text.length > 2_000) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (!Array.isArray(parsed)) return null;
    const [cursorSort, rowNumber, ...values] = parsed as unknown[];
    const isSound =
      cursorSort === sort &&
      Number.isSafeInteger(rowNumber) &&
      values.length === keyCount &&
      values.every((value) => typeof value === "string");
    return isSound ? { values: values as string[], rowNumber: rowNumber as number } : null;
  } catch {
    return null;
  }
}
