import { Banknote } from "lucide-react";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import { AtRiskSums } from "@/components/panels/at-risk-sums";
import type { UnpaidOrdersView } from "@/components/panels/panel-views";
import { UnpaidOrdersGrid } from "@/components/panels/unpaid-orders-grid";
import { ObjectMark } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { ErrorPanel } from "@/components/ui/error-panel";
import { formatTime } from "@/components/ui/format-moment";
import type { PanelView } from "@/components/ui/panel-view";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Tiles } from "@/components/ui/tile";

export type UnpaidOrdersPanelProps = { panel: PanelView<UnpaidOrdersView>; clock: ClockView; actions: ActActions };

/** The top of Home: what to do next, most money with least time left first. */
export function UnpaidOrdersPanel({ panel, clock, actions }: UnpaidOrdersPanelProps) {
  const { view } = panel;
  return (
    <section className="card" aria-labelledby="h-unpaid">
      <div className="card-h pb-2.5">
        <ObjectMark icon={Banknote} />
        <div className="flex-1">
          <h1 id="h-unpaid" className="page-title">
            Unpaid orders
          </h1>
          <p className="lab">
            Most money with least time left comes first.
            {panel.status === "ready" && (
              <span className="lo-hide"> As of {formatTime(panel.computedAt, clock.timeZone, true)}.</span>
            )}
          </p>
        </div>
        {view && view.atRisk.length > 0 && <AtRiskSums sums={view.atRisk} otherCurrencies={view.otherCurrencies} />}
      </div>
      {panel.status === "failed" && <ErrorPanel title="Unpaid orders could not be read." reference={panel.reference} />}
      {view && (
        <>
          <div className="flex flex-wrap items-center gap-1.5 px-4 pb-3">
            <Tiles tiles={view.tiles} />
          </div>
          <ActProvider actions={actions} clock={clock}>
            <UnpaidOrdersGrid view={view} clock={clock} />
          </ActProvider>
        </>
      )}
    </section>
  );
}

export function UnpaidOrdersPanelSkeleton() {
  return (
    <section className="card" aria-labelledby="h-unpaid">
      <div className="card-h">
        <ObjectMark icon={Banknote} />
        <h1 id="h-unpaid" className="page-title flex-1">
          Unpaid orders
        </h1>
      </div>
      <SkeletonRows rows={8} label="Unpaid orders are being read" />
    </section>
  );
}
