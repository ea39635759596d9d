import { ArrowRight, GitBranch, Unlink } from "lucide-react";
import { ActButton } from "@/components/acts/act-button";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { RelinkedView } from "@/components/panels/panel-views";
import { Amount } from "@/components/ui/amount";
import { Badge, type BadgeView } from "@/components/ui/badge";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatAge } from "@/components/ui/format-moment";
import { Glyph } from "@/components/ui/glyph";
import { Link } from "@/components/ui/link";
import type { PanelView } from "@/components/ui/panel-view";
import { ScrollBox } from "@/components/ui/scroll-box";

type RelinkedRow = RelinkedView["rows"][number];

const frame = { id: "h-relinked", title: "Recently re-linked", icon: GitBranch, hue: "link" } as const;

const states: Record<RelinkedRow["state"], BadgeView> = {
  approved: { tone: "ok", label: "Approved" },
  half_linked: { tone: "bad", label: "Half linked", icon: "unlinked" },
  payment_failed: { tone: "bad", label: "Payment failed" },
};

export type RelinkedPanelProps = { panel: PanelView<RelinkedView>; clock: ClockView; actions: ActActions };

export function RelinkedPanel({ panel, clock, actions }: RelinkedPanelProps) {
  return (
    <PanelFrame
      {...frame}
      panel={panel}
      clock={clock}
      count={(view) => ({ total: view.total, href: view.allHref })}
      footer={(view) => (
        <>
          {view.halfLinked > 0 && <Glyph icon={Unlink} className="ic ic-14" />}
          <span>
            {view.halfLinked > 0 ? (
              <>
                <b>
                  {view.halfLinked} {view.halfLinked === 1 ? "order" : "orders"}
                </b>{" "}
                half linked: the old one is still open
              </>
            ) : (
              `Last ${view.sinceDays} days, both ways linked`
            )}
          </span>
          {view.repair ? (
            <span className="ml-auto">
              <ActProvider actions={actions} clock={clock}>
                <ActButton act={view.repair} variant="quiet" size="sm" />
              </ActProvider>
            </span>
          ) : (
            <Link href={view.allHref} className="card-f-link" aria-label="View all: Recently re-linked">
              View all
            </Link>
          )}
        </>
      )}
    >
      {(view) =>
        view.rows.length === 0 ? (
          <EmptyState kind="all_done" title={`No order replaced another in ${view.sinceDays} days`} />
        ) : (
          <RelinkedTable rows={view.rows} clock={clock} />
        )
      }
    </PanelFrame>
  );
}

export function RelinkedPanelSkeleton() {
  return <PanelSkeleton {...frame} rows={5} />;
}

function RelinkedTable({ rows, clock }: { rows: RelinkedRow[]; clock: ClockView }) {
  return (
    <ScrollBox label="Re-linked orders, table">
      <table className="tbl min-w-[540px]">
        <colgroup>
          <col />
          <col style={{ width: 132 }} />
          <col style={{ width: 196 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Old and new order</th>
            <th scope="col" className="r">
              Change
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.oldOrderNumber} ${row.newOrderNumber}`}>
              <td>
                <span className="flex items-center gap-2">
                  <Link href={row.oldHref} className="num text-muted">
                    {row.oldOrderNumber}
                  </Link>
                  <ArrowRight className="ic ic-14 text-faint" aria-label="replaced by" />
                  <Link href={row.newHref} className="num font-semibold">
                    {row.newOrderNumber}
                  </Link>
                </span>
                <span className="under-line text-label block truncate">
                  <bdi>{row.customerName}</bdi>
                </span>
              </td>
              <td className="r">
                <Amount amount={row.change} sign="always" />
              </td>
              <td>
                <Badge badge={states[row.state]}>
                  {row.state === "approved" && <span>{formatAge(row.at, clock)}</span>}
                </Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
