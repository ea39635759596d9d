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
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    weekday: "short",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return {
    hour: Number(part("hour")),
    minute: Number(part("minute")),
    second: Number(part("second")),
    weekday: part("weekday"),
  };
}
