import { DAY_MS, earliest, HOUR_MS, type Instant, later, MINUTE_MS, SECOND_MS } from "./instant";

/** Waits between one question about an unanswered call and the next, the first one counted from the call itself. */
export type EnquiryLadder = readonly number[];

/** Source: Kill Bill's defaults (MONEY-RULES UN-1). */
export const defaultEnquiryLadderMs: EnquiryLadder = [
  30 * SECOND_MS,
  5 * MINUTE_MS,
  HOUR_MS,
  DAY_MS,
  DAY_MS,
  DAY_MS,
  DAY_MS,
  DAY_MS,
];

const mostWaits = 20;
const shortestWaitSeconds = 10;
const longestWaitSeconds = (30 * DAY_MS) / SECOND_MS;

/** Whether a setting is a ladder: 1 to 20 whole numbers of seconds, each from ten seconds to thirty days. The database holds the same. */
export function isEnquiryLadder(seconds: unknown): seconds is readonly number[] {
  return (
    Array.isArray(seconds) &&
    seconds.length >= 1 &&
    seconds.length <= mostWaits &&
    seconds.every((wait) => Number.isSafeInteger(wait) && wait >= shortestWaitSeconds && wait <= longestWaitSeconds)
  );
}

/** The ladder of a store's settings; the house default where the store has none. */
export function enquiryLadderOf(settings: unknown): EnquiryLadder {
  const seconds = (settings as { enquiryLadderSeconds?: unknown } | null)?.enquiryLadderSeconds;
  return isEnquiryLadder(seconds) ? seconds.map((wait) => wait * SECOND_MS) : defaultEnquiryLadderMs;
}

/** One call without an answer: since when, and how often the gateway has been asked about it. */
export type Silence = { readonly since: Instant; readonly asked: number };

/**
 * When to ask the gateway next; null when the ladder has ended. The steps stand at fixed moments after the call, so that a person who asks in
 * between uses none of them up; a house that was asleep meanwhile does not wait for the next of them, but asks as soon as it would have by the questions
 * that it has asked. Time never turns unknown into failed: after the last step only evidence settles it (I7).
 */
export function nextEnquiryAt(
  silence: Silence,
  now: Instant,
  ladder: EnquiryLadder = defaultEnquiryLadderMs,
): Instant | null {
  const wait = ladder[silence.asked];
  return earliest([stepAfter(silence.since, now, ladder), wait === undefined ? null : later(now, wait)]) ?? null;
}

function stepAfter(since: Instant, now: Instant, ladder: EnquiryLadder): Instant | null {
  let at = since;
  for (const wait of ladder) {
    at = later(at, wait);
    if (at > now) return at;
  }
  return null;
}

/** Whether every question of the ladder has been asked and the last one is behind us: what is left is a person. */
export function isLadderEnded(silence: Silence, now: Instant, ladder: EnquiryLadder = defaultEnquiryLadderMs): boolean {
  return nextEnquiryAt(silence, now, ladder) === null;
}
