import { CalendarClock, OctagonAlert } from "lucide-react";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import { MiniRow } from "@/components/panels/mini-row";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { FailedCapturesView } from "@/components/panels/panel-views";
import { ShareBars } from "@/components/panels/share-bars";
import { causeLooks } from "@/components/payments/cause-look";
import { Age } from "@/components/ui/age";
import { Amount } from "@/components/ui/amount";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/ui/format-count";
import { formatUpcoming } from "@/components/ui/format-moment";
import { Glyph } from "@/components/ui/glyph";
import { Link } from "@/components/ui/link";
import type { PanelView } from "@/components/ui/panel-view";

const frame = { id: "h-failed", title: "Failed captures", icon: OctagonAlert, hue: "fail" } as const;

export type FailedCapturesPanelProps = { panel: PanelView<FailedCapturesView>; clock: ClockView; actions: ActActions };

export function FailedCapturesPanel({ panel, clock, actions }: FailedCapturesPanelProps) {
  return (
    <PanelFrame
      {...frame}
      panel={panel}
      clock={clock}
      count={(view) => ({ total: view.total, href: view.allHref })}
      footer={(view) => (
        <>
          <Glyph icon={CalendarClock} className="ic ic-14" />
          <NextRetry view={view} clock={clock} />
          <Link href={view.allHref} className="card-f-link">
            Workbench
          </Link>
        </>
      )}
    >
      {(view) =>
        view.total === 0 ? (
          <EmptyState kind="all_done" title="No failed captures">
            {view.capturedToday} captured today.
          </EmptyState>
        ) : (
          <>
            <ShareBars
              shares={view.groups.map((group) => ({ key: group.cause, ...group, ...causeLooks[group.cause] }))}
            />
            <ActProvider actions={actions} clock={clock}>
              <ul>
                {view.rows.map(({ failedAt, ...row }) => (
                  <MiniRow
                    key={row.orderNumber}
                    {...row}
                    age={failedAt && <Age at={failedAt} what="Failed" clock={clock} />}
                  >
                    <Amount amount={row.amount} />
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

export function FailedCapturesPanelSkeleton() {
  return <PanelSkeleton {...frame} rows={6} />;
}

function NextRetry({ view, clock }: { view: FailedCapturesView; clock: ClockView }) {
  if (!view.nextRetry) return <span>No automatic retry planned</span>;
  const { at, orders } = view.nextRetry;
  return (
    <span>
      Next automatic retry <b>{formatUpcoming(at, clock)}</b>, {formatCount(orders)} {orders === 1 ? "order" : "orders"}
    </span>
  );
}
