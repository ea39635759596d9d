"use client";

import { type ReactNode, Suspense, use } from "react";
import type { ActActions } from "@/components/acts/act-view";
import { AwaitingCustomerPanel, AwaitingCustomerPanelSkeleton } from "@/components/panels/awaiting-customer-panel";
import { ExpiringPanel, ExpiringPanelSkeleton } from "@/components/panels/expiring-panel";
import { FailedCapturesPanel, FailedCapturesPanelSkeleton } from "@/components/panels/failed-captures-panel";
import type {
  AwaitingCustomerView,
  ExpiringView,
  FailedCapturesView,
  RelinkedView,
  TeamView,
  UnpaidOrdersView,
} from "@/components/panels/panel-views";
import { RelinkedPanel, RelinkedPanelSkeleton } from "@/components/panels/relinked-panel";
import { TeamPanel, TeamPanelSkeleton } from "@/components/panels/team-panel";
import { UnpaidOrdersPanel, UnpaidOrdersPanelSkeleton } from "@/components/panels/unpaid-orders-panel";
import type { ClockView } from "@/components/ui/clock-view";
import type { PanelView } from "@/components/ui/panel-view";

/** Each comes when it is read. */
export type HomePanelViews = {
  unpaid: Promise<PanelView<UnpaidOrdersView>>;
  expiring: Promise<PanelView<ExpiringView>>;
  failed: Promise<PanelView<FailedCapturesView>>;
  awaiting: Promise<PanelView<AwaitingCustomerView>>;
  relinked: Promise<PanelView<RelinkedView>>;
  team: Promise<PanelView<TeamView>>;
};

export type HomePanelsProps = { panels: HomePanelViews; clock: ClockView; actions: ActActions };

/** All of Home. It is drawn from plain data: drawn on the server and sent as drawings, it cost twice as much to make. */
export function HomePanels({ panels, clock, actions }: HomePanelsProps) {
  const shared = { clock, actions };
  return (
    <>
      <Read read={panels.unpaid} meanwhile={<UnpaidOrdersPanelSkeleton />}>
        {(panel) => <UnpaidOrdersPanel panel={panel} {...shared} />}
      </Read>
      <div className="panel-grid">
        <Read read={panels.expiring} meanwhile={<ExpiringPanelSkeleton />}>
          {(panel) => <ExpiringPanel panel={panel} {...shared} />}
        </Read>
        <Read read={panels.failed} meanwhile={<FailedCapturesPanelSkeleton />}>
          {(panel) => <FailedCapturesPanel panel={panel} {...shared} />}
        </Read>
        <Read read={panels.awaiting} meanwhile={<AwaitingCustomerPanelSkeleton />}>
          {(panel) => <AwaitingCustomerPanel panel={panel} {...shared} />}
        </Read>
      </div>
      <div className="panel-pair">
        <Read read={panels.relinked} meanwhile={<RelinkedPanelSkeleton />}>
          {(panel) => <RelinkedPanel panel={panel} {...shared} />}
        </Read>
        <Read read={panels.team} meanwhile={<TeamPanelSkeleton />}>
          {(panel) => <TeamPanel panel={panel} clock={clock} />}
        </Read>
      </div>
    </>
  );
}

type ReadProps<View> = {
  read: Promise<PanelView<View>>;
  meanwhile: ReactNode;
  children: (panel: PanelView<View>) => ReactNode;
};

function Read<View>({ read, meanwhile, children }: ReadProps<View>) {
  return (
    <Suspense fallback={meanwhile}>
      <Shown read={read}>{children}</Shown>
    </Suspense>
  );
}

function Shown<View>({ read, children }: Pick<ReadProps<View>, "read" | "children">) {
  return children(use(read));
}
