import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from "./instant";
import { localTime } from "./local-time";

/** When the house tries again after the n-th failed try: one wait for all, or one per try whose last repeats (P07). */
export type RetrySchedule = {
  readonly waitsMinutes: readonly number[];
  /** Only between these hours of `zone`, whole hours from 0 to 24; null: at any time of day. */
  readonly hours: BusinessHours | null;
};
export type BusinessHours = {
  readonly fromHour: number;
  readonly toHour: number;
  /** Monday to Friday only. */
  readonly isWeekdaysOnly: boolean;
  /** Whose clock counts: the shop's, or that of whoever pays. */
  readonly zone: "store" | "payer";
};
/** IANA names of the two zones that a schedule may speak of. */
export type Zones = { readonly store: string; readonly payer: string };

/**
 * The moment of the next try after failed try number `attemptNo` (from 1): the wait of that try, then on to the first moment inside the business
 * hours. Null where the schedule has no waits: such a failure is not tried again.
 */
export function nextTryIn(schedule: RetrySchedule, attemptNo: number, now: Instant, zones: Zones): Instant | null {
  const waits = schedule.waitsMinutes;
  const wait = waits[Math.min(Math.max(attemptNo, 1), waits.length) - 1];
  if (wait === undefined) return null;
  const at = later(now, wait * MINUTE_MS);
  return schedule.hours === null ? at : insideHours(schedule.hours, at, zones[schedule.hours.zone]);
}

/** The first moment from `at` on that lies inside the hours. Looks hour by hour, so that clock changes need no arithmetic of ours. */
function insideHours(hours: BusinessHours, at: Instant, zone: string): Instant {
  let moment = at;
  for (let step = 0; step < 24 * 8; step++) {
    const { hour, weekday, minute, second } = localTime(moment, zone);
    const isWorkday = !hours.isWeekdaysOnly || (weekday !== "Sat" && weekday !== "Sun");
    if (isWorkday && hour >= hours.fromHour && hour < hours.toHour) return moment;
    const intoHour = (minute * 60 + second) * 1000 + (moment % 1000);
    moment = later(moment, HOUR_MS - intoHour);
  }
  return later(at, DAY_MS);
}
