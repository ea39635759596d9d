import type { Instant } from "./instant";

export type LocalTime = {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** "Mon" to "Sun". */
  readonly weekday: string;
};

/** What the clock on the wall says in an IANA time zone. */
export function localTime(at: Instant, zone: string): LocalTime {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    weekday: "short",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    second: Number(parts.second),
    weekday: String(parts.weekday),
  };
}
