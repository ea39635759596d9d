/** Paths of all texts in a JSON value that no database takes: a NUL, or half of a surrogate pair. Without recursion: depth is the caller's choice. */
export function unstorableTexts(root: unknown): PropertyKey[][] {
  const found: PropertyKey[][] = [];
  const waiting: { value: unknown; path: PropertyKey[] }[] = [{ value: root, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === "string") {
      if (value.includes("\0") || /\p{Surrogate}/u.test(value)) found.push(path);
    } else if (typeof value === "object" && value !== null && path.length < DEEPEST) {
      for (const [key, part] of Object.entries(value)) waiting.push({ value: part, path: [...path, key] });
    }
  }
  return found;
}

/** No schema of ours goes this deep; what lies below is refused by the schema. */
const DEEPEST = 16;
