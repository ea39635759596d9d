import { BadgeCheck, MailOpen } from "lucide-react";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import { awaitingLooks } from "@/components/approvals/awaiting-look";
import { MiniRow } from "@/components/panels/mini-row";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { AwaitingCustomerView } from "@/components/panels/panel-views";
import { ShareBars } from "@/components/panels/share-bars";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatAge, formatRecent } from "@/components/ui/format-moment";
import { Glyph } from "@/components/ui/glyph";
import { Link } from "@/components/ui/link";
import type { PanelView } from "@/components/ui/panel-view";

const frame = { id: "h-awaiting", title: "Awaiting customer", icon: MailOpen, hue: "wait" } as const;

export type AwaitingCustomerPanelProps = {
  panel: PanelView<AwaitingCustomerView>;
  clock: ClockView;
  actions: ActActions;
};

export function AwaitingCustomerPanel({ panel, clock, actions }: AwaitingCustomerPanelProps) {
  return (
    <PanelFrame
      {...frame}
      panel={panel}
      clock={clock}
      count={(view) => ({ total: view.total, href: view.allHref })}
      footer={(view) => (
        <>
          <Glyph icon={BadgeCheck} className="ic ic-14" />
          {view.approved ? (
            <span>
              <b>{view.approved.count} approved</b> since {formatRecent(view.approved.since, clock)} without your help
            </span>
          ) : (
            <span>None approved today yet</span>
          )}
          <Link href={view.allHref} className="card-f-link" aria-label="View all: Awaiting customer">
            View all
          </Link>
        </>
      )}
    >
      {(view) =>
        view.total === 0 ? (
          <EmptyState kind="all_done" title="Nobody is asked right now" />
        ) : (
          <>
            <ShareBars
              shares={view.groups.map((group) => ({ key: group.state, ...group, ...awaitingLooks[group.state] }))}
            />
            <ActProvider actions={actions} clock={clock}>
              <ul>
                {view.rows.map((row) => (
                  <MiniRow key={row.orderNumber} {...row}>
                    <span className="lab">
                      {awaitingLooks[row.state].verb} {formatAge(row.at, clock)}
                    </span>
                  </MiniRow>
                ))}
              </ul>
            </ActProvider>
          </>
        )
      }
    </PanelFrame>
  );
}

export function AwaitingCustomerPanelSkeleton() {
  return <PanelSkeleton {...frame} rows={6} />;
}
