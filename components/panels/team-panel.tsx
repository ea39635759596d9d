import { ChartColumn } from "lucide-react";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { TeamFigureView, TeamView } from "@/components/panels/panel-views";
import { TeamTrend } from "@/components/panels/team-trend";
import type { ClockView } from "@/components/ui/clock-view";
import type { PanelView } from "@/components/ui/panel-view";

const frame = { id: "h-team", icon: ChartColumn, hue: "team" } as const;

const changeClass = { good: "text-ok-ink", bad: "text-warn-ink", flat: "text-faint" };

export type TeamPanelProps = { panel: PanelView<TeamView>; clock: ClockView };

export function TeamPanel({ panel, clock }: TeamPanelProps) {
  return (
    <PanelFrame {...frame} title={panel.view?.title ?? "Team"} panel={panel} clock={clock}>
      {(view) => (
        <div className="px-4 pb-3">
          <p className="lab -mt-3 pb-3 pl-11">{view.note}</p>
          <dl className="grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-4 pb-3">
            {view.figures.map((figure) => (
              <Figure key={figure.key} figure={figure} />
            ))}
          </dl>
          <TeamTrend days={view.days} currency={view.currency} />
        </div>
      )}
    </PanelFrame>
  );
}

export function TeamPanelSkeleton() {
  return <PanelSkeleton {...frame} title="Team" rows={6} />;
}

function Figure({ figure }: { figure: TeamFigureView }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      {figure.change && <dd className={`lab font-semibold ${changeClass[figure.tone ?? "flat"]}`}>{figure.change}</dd>}
      <dt className="lab">{figure.label}</dt>
      <dd className="num figure">{figure.value}</dd>
    </div>
  );
}
