import { CircleDashed, CircleX } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAge, formatDuration, formatMoment } from "@/components/ui/format-moment";
import { Glyph } from "@/components/ui/glyph";

export type HoldView = {
  expiresAt: string | null;
  startedAt?: string | null;
  /** True when the date is ours and not the gateway's. */
  isEstimated: boolean;
  /** Until when the gateway promises the money, where that is before the hold's end: afterwards it is held on paper only. */
  promisedUntil?: string | null;
};

export type HoldUrgency = "calm" | "soon" | "now" | "over" | "none";

export type HoldChipProps = {
  hold: HoldView | null;
  clock: ClockView;
  noneLabel?: string;
  /** Where there is room for one duration: how long the gateway promises the money, where that is less than it holds it. */
  isNarrow?: boolean;
  className?: string;
};

const hour = 3_600_000;
const usualLife = 7 * 24 * hour;
const circumference = 31.4;

/** Time left on a hold; the only part of a row that is filled strongly. */
export function HoldChip({ hold, clock, noneLabel = "no hold", isNarrow = false, className }: HoldChipProps) {
  const urgency = holdUrgency(hold, clock.now);
  if (!hold || urgency === "none") {
    return (
      <span className={classNames("hold hold-none", className)}>
        <Glyph icon={CircleDashed} className="ic ic-14" />
        {hold ? "no end date" : noneLabel}
      </span>
    );
  }
  const expiresAt = hold.expiresAt ?? clock.now;
  const left = Date.parse(expiresAt) - Date.parse(clock.now);
  const promise = urgency === "over" ? null : promiseOf(hold, clock);
  const text = urgency === "over" ? `expired ${formatAge(expiresAt, clock)}` : formatDuration(left);
  const detail = `${urgency === "over" ? "Hold ended" : "Hold ends"} ${formatMoment(expiresAt, clock.timeZone)}${
    hold.isEstimated ? ", estimated: the gateway gave no date" : ""
  }${promise ? `. ${promise.detail}` : ""}`;
  return (
    <span className={classNames("hold", `hold-${urgency}`, className)} title={detail}>
      {urgency === "over" ? <Glyph icon={CircleX} className="ic ic-14" /> : <Arc share={shareLeft(hold, left)} />}
      {!(promise && isNarrow) && <span className={hold.isEstimated ? "est" : undefined}>{text}</span>}
      {promise && <span className={isNarrow ? undefined : "hold-promise"}>{promise.text}</span>}
      <span className="sr-only">. {detail}</span>
    </span>
  );
}

/** Over 72 h calm, under 72 h soon, under 24 h now, past it over. Soon too where the gateway's promise ends within 72 h: the hold still stands then. */
export function holdUrgency(hold: HoldView | null, now: string): HoldUrgency {
  if (!hold?.expiresAt) return "none";
  const left = Date.parse(hold.expiresAt) - Date.parse(now);
  if (left <= 0) return "over";
  if (left < 24 * hour) return "now";
  const promised = hold.promisedUntil ? Date.parse(hold.promisedUntil) - Date.parse(now) : left;
  return Math.min(left, promised) < 72 * hour ? "soon" : "calm";
}

function promiseOf({ promisedUntil }: HoldView, clock: ClockView): { text: string; detail: string } | null {
  if (!promisedUntil) return null;
  const left = Date.parse(promisedUntil) - Date.parse(clock.now);
  const until = formatMoment(promisedUntil, clock.timeZone);
  return left <= 0
    ? { text: "on paper", detail: `The gateway promises the money no longer, since ${until}` }
    : {
        text: `sure ${formatDuration(left).split(" ").slice(0, 2).join(" ")}`,
        detail: `The gateway promises the money until ${until}`,
      };
}

function shareLeft(hold: HoldView, left: number): number {
  const life = hold.startedAt && hold.expiresAt ? Date.parse(hold.expiresAt) - Date.parse(hold.startedAt) : usualLife;
  return Math.min(1, Math.max(0.1, left / Math.max(life, hour)));
}

function Arc({ share }: { share: number }) {
  return (
    <svg className="arc" viewBox="0 0 14 14" aria-hidden="true">
      <circle className="bg" cx="7" cy="7" r="5" />
      <circle cx="7" cy="7" r="5" strokeDasharray={`${(share * circumference).toFixed(1)} ${circumference}`} />
    </svg>
  );
}
