/** A rule's answer: the value, or the reason (from a closed union) why it said no. Refusals are returned, never thrown. */
export type Result<T, R extends string> = { ok: true; value: T } | { ok: false; reason: R; detail?: string };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refused<R extends string>(reason: R, detail?: string): { ok: false; reason: R; detail?: string } {
  return detail === undefined ? { ok: false, reason } : { ok: false, reason, detail };
}
