import { type Instant, later, MINUTE_MS, SECOND_MS } from "./instant";
import { localTime } from "./local-time";

/** When no mail wakes anybody, on the store's clock: from one time of day ("20:00") until another, over midnight where `until` is the earlier. */
export type QuietHours = { readonly from: string; readonly until: string };

export const defaultQuietHours: QuietHours = { from: "20:00", until: "07:00" };

const dayMinutes = 24 * 60;

/** Minutes since midnight of a time of day as people write it, "07:30"; null for anything else. */
export function minuteOfDay(text: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** Whether a setting is a pair of hours: two times of day that differ. The database holds the same. */
export function isQuietHours(value: unknown): value is QuietHours {
  const { from, until } = (value ?? {}) as { from?: unknown; until?: unknown };
  if (typeof from !== "string" || typeof until !== "string") return false;
  return minuteOfDay(from) !== null && minuteOfDay(until) !== null && from !== until;
}

/** The quiet hours of a store's settings: the house's where it has none, null where it wants none. */
export function quietHoursOf(settings: unknown): QuietHours | null {
  const hours = (settings as { quietHours?: unknown } | null)?.quietHours;
  if (hours === null) return null;
  return isQuietHours(hours) ? hours : defaultQuietHours;
}

/** When a mail that is ready at `now` may leave; `now` itself outside the quiet hours. Where clocks change, the first moment at which the wall shows the hour or later. */
export function mailLeavesAt(hours: QuietHours | null, now: Instant, zone: string): Instant {
  const from = hours && minuteOfDay(hours.from);
  const until = hours && minuteOfDay(hours.until);
  if (from === null || until === null || !isQuietAt(now, zone, from, until)) return now;
  const { hour, minute, second } = localTime(now, zone);
  const minutesLeft = (until - (hour * 60 + minute) + dayMinutes) % dayMinutes;
  const straight = later(now, minutesLeft * MINUTE_MS - second * SECOND_MS - (now % SECOND_MS));
  // A clock that was put forward meanwhile has made the wait too long, one that was put back too short.
  const moments = [-120, -60, -30, 0, 30, 60, 120].map((minutes) => later(straight, minutes * MINUTE_MS));
  // Stryker disable next-line EqualityOperator: now itself is quiet.
  return moments.find((moment) => moment > now && !isQuietAt(moment, zone, from, until)) ?? straight;
}

function isQuietAt(at: Instant, zone: string, from: number, until: number): boolean {
  const { hour, minute } = localTime(at, zone);
  const time = hour * 60 + minute;
  return from <= until ? time >= from && time < until : time >= from || time < until;
}
