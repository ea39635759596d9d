/** Collects the values of one statement; `add` answers the placeholder. No value ever becomes part of the SQL text. */
export class SqlValues {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}
