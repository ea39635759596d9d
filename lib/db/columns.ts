/** Between the rows of the database, whose columns are snake_case, and the row types of the schema, which are camelCase. */
export function toRow<T>(raw: Record<string, unknown>): T {
  const row: Record<string, unknown> = {};
  for (const column of Object.keys(raw)) row[propertyName(column)] = raw[column];
  return row as T;
}

const columns = new Map<string, string>();
export function columnName(key: string): string {
  let column = columns.get(key);
  if (column === undefined) {
    column = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columns.set(key, column);
  }
  return column;
}

const names = new Map<string, string>();
export function propertyName(column: string): string {
  let name = names.get(column);
  if (name === undefined) {
    name = column.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
    names.set(column, name);
  }
  return name;
}

/** A value as the driver takes it: objects travel as JSON, lists of plain values as arrays. */
export function toParameter(value: unknown): unknown {
  if (value === null || typeof value !== "object" || value instanceof Date || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value;
  return toJson(value);
}

/** JSON with amounts as strings: a number in JSON loses digits past 2^53. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? part.toString() : part));
}

/** `WHERE` by equality, its values appended to those of the statement. */
export function whereClause(where: object, values: unknown[]): string {
  const terms = Object.entries(where).map(([key, value]) =>
    value === null ? `${columnName(key)} IS NULL` : `${columnName(key)} = $${values.push(toParameter(value))}`,
  );
  return terms.length ? ` WHERE ${terms.join(" AND ")}` : "";
}
