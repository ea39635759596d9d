import { dateFormat } from "@/lib/format/intl-formats";
import type { Instant } from "@/lib/payments/instant";

/** "Tue 1 December, 18:00", in the customer's own zone. */
export function writtenMoment(at: Instant, timeZone: string): string {
  return `${writtenDay(at, timeZone)}, ${writtenTime(at, timeZone)}`;
}

/** "Tue 1 December". */
function writtenDay(at: Instant, timeZone: string): string {
  return dateFormat("en-GB", { timeZone, weekday: "short", day: "numeric", month: "long" }).format(at).replace(",", "");
}

function writtenTime(at: Instant, timeZone: string): string {
  return dateFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** "Madrid" for Europe/Madrid; "UTC" stays. */
export function cityOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}

export function cityTime(timeZone: string): string {
  return timeZone.includes("/") ? `${cityOf(timeZone)} time` : timeZone;
}
