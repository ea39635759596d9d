import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, toInstant } from "./instant";

/** What the house asks its gateways by the clock: what happened, and whether the books agree (hourly in part, nightly in full). */
export const gatewayTasks = ["notifications", "hourly", "nightly"] as const;
export type GatewayTask = (typeof gatewayTasks)[number];

const nightlyHour = 3;
const retryMs = 5 * MINUTE_MS;

/** When a task that has just ended is due again. Slots that passed meanwhile are caught up by that one run, never one by one (JB-4). */
export function nextDueOf(task: GatewayTask, now: Instant): Instant {
  if (task !== "nightly") return later(now, HOUR_MS);
  const today = toInstant(Math.floor(now / DAY_MS) * DAY_MS + nightlyHour * HOUR_MS);
  return today > now ? today : later(today, DAY_MS);
}

/** When a task that could not be finished is tried again. */
export function retryDueOf(now: Instant): Instant {
  return later(now, retryMs);
}

/** Pieces of at most `longestMs`, oldest first, so that what is done stays done when a later piece fails. */
export function piecesOf(from: Instant, to: Instant, longestMs: number): { from: Instant; to: Instant }[] {
  const pieces: { from: Instant; to: Instant }[] = [];
  for (let start = from; start < to; start = later(start, longestMs)) {
    const end = later(start, longestMs);
    pieces.push({ from: start, to: end < to ? end : to });
  }
  return pieces;
}

/** How messages of a gateway have been coming in. */
export type MessageRate = { readonly count: number; readonly spanMs: number; readonly lastAt: Instant | null };

/** Fewer than this say nothing about a usual gap. */
const fewestMessages = 20;
const timesTheUsualGap = 10;

/** Whether a gateway has been silent for ten times its usual gap (WH-5), and for ten minutes at least. */
export function isUnusuallySilent(rate: MessageRate, now: Instant): boolean {
  if (rate.lastAt === null || rate.count < fewestMessages) return false;
  const usualGapMs = rate.spanMs / rate.count;
  return now - rate.lastAt > Math.max(timesTheUsualGap * usualGapMs, 10 * MINUTE_MS);
}
