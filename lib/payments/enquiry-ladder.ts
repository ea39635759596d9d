import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, SECOND_MS } from "./instant";

/** How long to wait before each question about an unanswered call. After the last one only a person, or the gateway itself, settles it. Source: Kill Bill's defaults (MONEY-RULES UN-1). */
export const enquiryLadderMs = [
  30 * SECOND_MS,
  5 * MINUTE_MS,
  HOUR_MS,
  DAY_MS,
  DAY_MS,
  DAY_MS,
  DAY_MS,
  DAY_MS,
] as const;

/** When to ask the gateway next, after `asked` questions; null when the ladder has ended. Time never turns unknown into failed (I7). */
export function nextEnquiryAt(asked: number, now: Instant): Instant | null {
  const wait = enquiryLadderMs[asked];
  return wait === undefined ? null : later(now, wait);
}
