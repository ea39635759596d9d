import { type Instant, MINUTE_MS, SECOND_MS } from "./instant";

/** One call to a far side, as the house recorded it: when it began, and when its answer came (null: none yet). */
export type RecordedCall = { readonly at: Instant; readonly answeredAt: Instant | null };

export type ConnectorHealth =
  | { readonly state: "ok" | "slow"; readonly lastAnswerAt: Instant; readonly medianMs: number }
  | { readonly state: "failing"; readonly since: Instant; readonly lastAnswerAt: Instant | null }
  | { readonly state: "quiet" };

/** A call without an answer is a failure once it is this old; before that it is under way. */
const PATIENCE_MS = MINUTE_MS;
/** Half of the newest answers took longer than this: the far side is slow. */
const SLOW_MS = 3 * SECOND_MS;
const NEWEST = 20;

/**
 * How a connector is, from its newest calls in any order: failing since the first call after the last answer that nobody answered within a minute,
 * slow where half of the newest answers took longer than three seconds, quiet where nothing was asked. A refusal is an answer.
 */
export function connectorHealth(calls: readonly RecordedCall[], now: Instant): ConnectorHealth {
  const answered = calls
    .filter((call): call is RecordedCall & { answeredAt: Instant } => call.answeredAt !== null)
    .toSorted((a, b) => b.answeredAt - a.answeredAt);
  const lastAnswerAt = answered[0]?.answeredAt ?? null;
  const silent = calls
    // What began after the last answer has none of its own.
    .filter((call) => now - call.at >= PATIENCE_MS && call.at > (lastAnswerAt ?? 0))
    .map((call) => call.at)
    .sort((a, b) => a - b);
  if (silent[0] !== undefined) return { state: "failing", since: silent[0], lastAnswerAt };
  if (lastAnswerAt === null) return { state: "quiet" };
  const times = answered
    .slice(0, NEWEST)
    .map((call) => call.answeredAt - call.at)
    .sort((a, b) => a - b);
  const medianMs = times[Math.floor(times.length / 2)] ?? 0;
  return { state: medianMs > SLOW_MS ? "slow" : "ok", lastAnswerAt, medianMs };
}
