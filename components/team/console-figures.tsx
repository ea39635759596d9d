import { Gauge } from "lucide-react";
import type { ReactNode } from "react";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { ConsoleFiguresView } from "@/components/team/console-views";
import { Amount, type AmountView } from "@/components/ui/amount";
import type { ClockView } from "@/components/ui/clock-view";
import { formatCount } from "@/components/ui/format-count";
import { Link } from "@/components/ui/link";
import type { PanelView } from "@/components/ui/panel-view";

const frame = { id: "h-figures", icon: Gauge, hue: "team" } as const;

export type ConsoleFiguresProps = { panel: PanelView<ConsoleFiguresView>; clock: ClockView; title: string };

/** What is about to be lost and what was won, at one look. Currencies stand beside each other and are never added. */
export function ConsoleFigures({ panel, clock, title }: ConsoleFiguresProps) {
  return (
    <PanelFrame {...frame} title={title} panel={panel} clock={clock}>
      {(view) => (
        <dl className="grid grid-cols-2 gap-4 px-4 pb-4 md:grid-cols-5">
          <Figure label="Recovered">
            <Sums sums={view.recovered} none="nothing yet" />
          </Figure>
          <Figure label="Lapsed">
            <Sums sums={view.lapsed} none="nothing" />
          </Figure>
          <Figure label="Unclaimed now">
            <Link href={view.unclaimed.href}>{formatCount(view.unclaimed.count)}</Link>
          </Figure>
          <Figure label={view.untouched ? `Oldest untouched, ${view.untouched.orderNumber}` : "Oldest untouched"}>
            {view.untouched ? <Link href={view.untouched.href}>{view.untouched.text}</Link> : "none"}
          </Figure>
          <Figure label={view.approved ? `Links approved, ${view.approved.note}` : "Links approved"}>
            {view.approved?.share ?? "none yet"}
          </Figure>
        </dl>
      )}
    </PanelFrame>
  );
}

export function ConsoleFiguresSkeleton({ title }: { title: string }) {
  return <PanelSkeleton {...frame} title={title} rows={2} />;
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="lab">{label}</dt>
      <dd className="num figure">{children}</dd>
    </div>
  );
}

function Sums({ sums, none }: { sums: AmountView[]; none: string }) {
  if (sums.length === 0) return <>{none}</>;
  return (
    <span className="flex flex-wrap gap-x-4">
      {sums.map((sum) => (
        <Amount key={sum.currency} amount={sum} />
      ))}
    </span>
  );
}
