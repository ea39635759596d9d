import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/payments/instant";

/** A span of time, roughly: "12 min", "3 h", "4 d". */
export function durationText(ms: number): string {
  if (ms < HOUR_MS) return `${Math.max(1, Math.round(ms / MINUTE_MS))} min`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} d`;
}
