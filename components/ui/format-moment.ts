import type { ClockView } from "@/components/ui/clock-view";
import { dateFormat } from "@/components/ui/intl-formats";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const dayParts = { weekday: "short", day: "numeric", month: "short" } as const;

/** The two largest units that matter: "3 h 10 m", "2 d 4 h", "12 d". */
export function formatDuration(milliseconds: number): string {
  const left = Math.max(0, milliseconds);
  if (left < hour) return `${Math.max(1, Math.floor(left / minute))} m`;
  if (left < day)
    return joinUnits(Math.floor(left / hour), "h", left < 12 * hour ? Math.floor((left % hour) / minute) : 0, "m");
  return joinUnits(Math.floor(left / day), "d", left < 10 * day ? Math.floor((left % day) / hour) : 0, "h");
}

/** One unit, for "3 h ago". */
export function formatAge(iso: string, clock: ClockView): string {
  const age = Date.parse(clock.now) - Date.parse(iso);
  if (age < minute) return "just now";
  if (age < hour) return `${Math.floor(age / minute)} m ago`;
  if (age < day) return `${Math.floor(age / hour)} h ago`;
  return `${Math.floor(age / day)} d ago`;
}

/** "10:42" today, "Mon 16:31" in the last week, "19 Nov" before. */
export function formatRecent(iso: string, clock: ClockView): string {
  if (dateIn(iso, clock.timeZone) === dateIn(clock.now, clock.timeZone)) return formatTime(iso, clock.timeZone);
  const age = Math.abs(Date.parse(clock.now) - Date.parse(iso));
  return age < 6 * day
    ? `${part(iso, clock.timeZone, { weekday: "short" })} ${formatTime(iso, clock.timeZone)}`
    : part(iso, clock.timeZone, { day: "numeric", month: "short" });
}

/** "today 14:00", "Wed 06:00", "3 Dec 06:00". */
export function formatUpcoming(iso: string, clock: ClockView): string {
  const time = formatTime(iso, clock.timeZone);
  if (dateIn(iso, clock.timeZone) === dateIn(clock.now, clock.timeZone)) return `today ${time}`;
  const isNear = Math.abs(Date.parse(iso) - Date.parse(clock.now)) < 6 * day;
  const options: Intl.DateTimeFormatOptions = isNear ? { weekday: "short" } : { day: "numeric", month: "short" };
  return `${part(iso, clock.timeZone, options)} ${time}`;
}

/** "Thu 26 Nov, 15:02 CET": never without its zone. */
export function formatMoment(iso: string, timeZone: string): string {
  const options = { ...dayParts, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;
  // Where the commas stand differs between browsers; a page must read as the server wrote it.
  return part(iso, timeZone, options)
    .replace(",", "")
    .replace(/ (?=\d\d:)/, ", ");
}

/** "Mon 23 Nov, 16:20", in a column whose head names the zone. */
export function formatLogMoment(iso: string, timeZone: string): string {
  return `${formatDay(iso, timeZone)}, ${formatTime(iso, timeZone)}`;
}

export function formatTime(iso: string, timeZone: string, withSeconds = false): string {
  return part(iso, timeZone, {
    hour: "2-digit",
    minute: "2-digit",
    ...(withSeconds && { second: "2-digit" }),
    hourCycle: "h23",
  });
}

export function formatDay(iso: string, timeZone: string): string {
  return part(iso, timeZone, dayParts);
}

/** A calendar date that has no zone: "Fri 27 Nov". */
export function formatDate(date: string): string {
  return part(`${date.slice(0, 10)}T00:00:00Z`, "UTC", dayParts);
}

export function zoneName(iso: string, timeZone: string): string {
  const parts = dateFormat("en-GB", { timeZone, timeZoneName: "short" }).formatToParts(new Date(iso));
  return parts.find((found) => found.type === "timeZoneName")?.value ?? timeZone;
}

export function dateIn(iso: string, timeZone: string): string {
  return dateFormat("en-CA", { timeZone }).format(new Date(iso));
}

function part(iso: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return dateFormat("en-GB", { timeZone, ...options })
    .format(new Date(iso))
    .replace(",", "");
}

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small > 0 ? `${large} ${largeUnit} ${small} ${smallUnit}` : `${large} ${largeUnit}`;
}
