/** A moment in UTC, as whole milliseconds since 1970. The domain never reads a clock: time arrives as an argument. */
export type Instant = number & { readonly instant: unique symbol };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export function toInstant(epochMs: number): Instant {
  if (!Number.isSafeInteger(epochMs)) throw new Error("an instant is a whole number of milliseconds");
  return epochMs as Instant;
}

/** The instant `durationMs` later (or earlier, when negative). */
export function later(from: Instant, durationMs: number): Instant {
  return toInstant(from + Math.round(durationMs));
}

/** The earliest of the given instants; undefined when there is none. */
export function earliest(instants: Iterable<Instant | null | undefined>): Instant | undefined {
  let first: Instant | undefined;
  // Stryker disable next-line EqualityOperator: of two equal moments either is the earliest.
  for (const instant of instants) if (instant != null && (first === undefined || instant < first)) first = instant;
  return first;
}
