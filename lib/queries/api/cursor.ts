/** Where a page of one list ends: text that callers send back and never read. */
export function cursorText(list: string, values: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString("base64url");
}

/** The values of a cursor of this very list; undefined where it is none of ours. A moment is checked to be one. */
export function parseCursor(list: string, text: string): { at: Date | null; id: string } | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (!Array.isArray(parsed) || parsed.length !== 3 || parsed[0] !== list) return undefined;
    const [, at, id] = parsed as unknown[];
    if (typeof id !== "string" || !/^[A-Za-z0-9_]{1,60}$/.test(id)) return undefined;
    if (at === null) return { at: null, id };
    const moment = new Date(String(at));
    return moment.toISOString() === at ? { at: moment, id } : undefined;
  } catch {
    return undefined;
  }
}
