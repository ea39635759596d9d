import { ShieldAlert } from "lucide-react";
import type { ActActions } from "@/components/acts/act-view";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { TroublesView } from "@/components/team/console-views";
import { HandOutButton } from "@/components/team/hand-out-button";
import type { HandOutActions } from "@/components/team/hand-out-view";
import { OverrideAsks } from "@/components/team/override-asks";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/ui/format-count";
import { Link } from "@/components/ui/link";
import type { PanelView } from "@/components/ui/panel-view";

const frame = { id: "h-troubles", title: "Needs a supervisor", icon: ShieldAlert, hue: "fail" } as const;

export type TroublesProps = {
  panel: PanelView<TroublesView>;
  clock: ClockView;
  actions: HandOutActions;
  decide: ActActions;
};

/** What stands still until somebody decides: each with its count and the way to its list. */
export function Troubles({ panel, clock, actions, decide }: TroublesProps) {
  return (
    <PanelFrame {...frame} panel={panel} clock={clock}>
      {({ troubles, total, stuck, asks }) =>
        total === 0 ? (
          <EmptyState kind="all_done" title="Nothing waits for you">
            No override asked for, no stuck claim, no half-linked order, no refused mail, no silent call, no job given
            up, no unexplained difference.
          </EmptyState>
        ) : (
          <>
            <OverrideAsks asks={asks} clock={clock} actions={decide} />
            <ul>
              {troubles.map(({ key, count, label, note, href }) => (
                <li key={key} className="border-line flex min-h-[52px] items-center gap-3 border-t px-4 py-1.5">
                  <b className={`num figure w-10 text-right ${count === 0 ? "text-faint" : ""}`}>
                    {formatCount(count)}
                  </b>
                  <div className="min-w-0 flex-1">
                    <div>{href && count > 0 ? <Link href={href}>{label}</Link> : label}</div>
                    <div className="lab">{note}</div>
                  </div>
                  {key === "stuck" && stuck > 0 && <HandOutButton ask={{ act: "release" }} actions={actions} />}
                </li>
              ))}
            </ul>
          </>
        )
      }
    </PanelFrame>
  );
}

export function TroublesSkeleton() {
  return <PanelSkeleton {...frame} rows={7} />;
}
