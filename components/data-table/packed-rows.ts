/** A text is its place in `texts`, an object the place of its field names and then its values; what is left is written as it is. */
type Packed = null | boolean | number | Packed[];
type Pack = { texts: string[]; shapes: string[][]; rows: Packed[] };
const LIST = -1;
const NUMBER = -2;

/**
 * Plain rows as one text for the browser, in which each word and each set of field names stands once: a third of their JSON. A list repeats the same few
 * acts in every row.
 */
export function packRows(rows: readonly object[]): string {
  const texts = new Places();
  const shapes = new Places();
  const pack = (value: unknown): Packed => {
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "string") return texts.of(value);
    if (typeof value === "number") return [NUMBER, value];
    if (Array.isArray(value)) return [LIST, ...value.map(pack)];
    const fields = Object.entries(value as object).filter(([, each]) => each !== undefined);
    return [shapes.of(JSON.stringify(fields.map(([name]) => name))), ...fields.map(([, each]) => pack(each))];
  };
  const packed = rows.map(pack);
  const pages: Pack = { texts: texts.all(), shapes: shapes.all().map((each) => JSON.parse(each)), rows: packed };
  return JSON.stringify(pages);
}

/** What was packed, as it was. Fields that were undefined are not there. */
export function unpackRows<Row>(text: string): Row[] {
  const { texts, shapes, rows } = JSON.parse(text) as Pack;
  const unpack = (value: Packed | undefined): unknown => {
    if (typeof value === "number") return texts[value];
    if (!Array.isArray(value)) return value;
    const [kind] = value;
    if (kind === NUMBER) return value[1];
    if (kind === LIST) return value.slice(1).map(unpack);
    // An assignment to a field named `__proto__` would be no field.
    return Object.fromEntries((shapes[kind as number] ?? []).map((name, index) => [name, unpack(value[index + 1])]));
  };
  return rows.map(unpack) as Row[];
}

/** Gives each text a place, the same one each time. */
class Places {
  readonly #places = new Map<string, number>();

  of(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }

  all(): string[] {
    return [...this.#places.keys()];
  }
}
