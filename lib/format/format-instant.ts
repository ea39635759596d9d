import type { Instant } from "@/lib/payments/instant";
import { dateFormat } from "./intl-formats";

/** "Thu 26 Nov, 15:02 CET": in the reader's zone, and never without saying which. */
export function momentText(at: Instant, timeZone: string): string {
  const parts = dateFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("weekday")} ${of("day")} ${of("month")}, ${of("hour")}:${of("minute")} ${of("timeZoneName")}`;
}

/** "Thu 26 Nov". */
export function dayText(at: Instant, timeZone: string): string {
  return dateFormat("en-GB", { timeZone, weekday: "short", day: "numeric", month: "short" })
    .format(at)
    .replace(",", "");
}

/** "10:41" in the reader's zone. */
export function timeText(at: Instant, timeZone: string): string {
  return dateFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** Calendar date in the zone, YYYY-MM-DD. */
export function dateIn(at: Instant, timeZone: string): string {
  return dateFormat("en-CA", { timeZone }).format(at);
}

export function isoText(at: Instant): string {
  return new Date(at).toISOString();
}
