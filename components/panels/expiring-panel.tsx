import { Hourglass, Truck } from "lucide-react";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import { ExpiryDays } from "@/components/panels/expiry-days";
import { MiniRow } from "@/components/panels/mini-row";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { ExpiringView } from "@/components/panels/panel-views";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/ui/format-count";
import { Glyph } from "@/components/ui/glyph";
import { HoldChip } from "@/components/ui/hold-chip";
import { Link } from "@/components/ui/link";
import type { PanelView } from "@/components/ui/panel-view";

const frame = { id: "h-expiring", title: "Expiring authorizations", icon: Hourglass, hue: "clock" } as const;

export type ExpiringPanelProps = { panel: PanelView<ExpiringView>; clock: ClockView; actions: ActActions };

export function ExpiringPanel({ panel, clock, actions }: ExpiringPanelProps) {
  return (
    <PanelFrame
      {...frame}
      panel={panel}
      clock={clock}
      count={(view) => ({ total: view.total, href: view.allHref })}
      footer={(view) => (
        <>
          <Glyph icon={Truck} className="ic ic-14" />
          <span>
            <b>
              {formatCount(view.endBeforeShipping)} of {formatCount(view.total)}
            </b>{" "}
            end before they can ship
          </span>
          <Link href={view.allHref} className="card-f-link" aria-label="View all: Expiring authorizations">
            View all
          </Link>
        </>
      )}
    >
      {(view) =>
        view.total === 0 ? (
          <EmptyState kind="all_done" title="No hold ends this week" />
        ) : (
          <>
            <ExpiryDays days={view.days} today={clock.now.slice(0, 10)} />
            <ActProvider actions={actions} clock={clock}>
              <ul>
                {view.rows.map(({ lapse, ...row }) => (
                  <MiniRow key={row.orderNumber} {...row} {...(lapse && { note: lapse })}>
                    <HoldChip hold={row.hold} clock={clock} isNarrow />
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

export function ExpiringPanelSkeleton() {
  return <PanelSkeleton {...frame} rows={6} />;
}
