import type { ClockView } from "@/components/ui/clock-view";
import { formatAge, formatMoment } from "@/components/ui/format-moment";

export type AgeProps = { at: string; what: string; clock: ClockView };

/** How long ago something happened; the full moment with its zone is its title, and read out. */
export function Age({ at, what, clock }: AgeProps) {
  const moment = `${what} ${formatMoment(at, clock.timeZone)}`;
  return (
    <time dateTime={at} title={moment} className="text-muted whitespace-nowrap tabular-nums">
      {formatAge(at, clock)}
      <span className="sr-only">. {moment}</span>
    </time>
  );
}
