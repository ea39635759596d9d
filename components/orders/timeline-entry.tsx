import { Banknote, Cpu, type LucideIcon, Mail, StickyNote, UserRound } from "lucide-react";
import type { TimelineEntryView, TimelineKind } from "@/components/orders/order-record-view";
import type { ClockView } from "@/components/ui/clock-view";
import { formatMoment, formatRecent } from "@/components/ui/format-moment";

const icons: Record<TimelineKind, LucideIcon> = {
  money: Banknote,
  mail: Mail,
  note: StickyNote,
  customer: UserRound,
  system: Cpu,
};

export function TimelineEntry({ entry, clock }: { entry: TimelineEntryView; clock: ClockView }) {
  const Icon = icons[entry.kind];
  return (
    <li>
      <span className={`tl-mark t-${entry.tone}`}>
        <Icon className="ic ic-14" aria-hidden />
      </span>
      <div className="min-w-0">
        <p className="break-words">
          {entry.actor && <b>{entry.actor}</b>} {entry.text}
        </p>
        {entry.detail && <p className="lab break-words">{entry.detail}</p>}
      </div>
      <time className="lab num leading-5" dateTime={entry.at} title={formatMoment(entry.at, clock.timeZone)}>
        {formatRecent(entry.at, clock)}
      </time>
    </li>
  );
}
