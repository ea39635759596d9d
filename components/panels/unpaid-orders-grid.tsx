"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useOrderActs } from "@/components/acts/use-order-acts";
import { useRowActs } from "@/components/acts/use-row-acts";
import { DataGrid } from "@/components/data-table/data-grid";
import { NewRowsStrip } from "@/components/data-table/new-rows-strip";
import { useGrid } from "@/components/data-table/use-grid";
import { useHeldBackRows } from "@/components/data-table/use-held-back-rows";
import { orderColumns, orderRowClass } from "@/components/orders/order-columns";
import type { OrderRowView } from "@/components/orders/order-row-view";
import type { UnpaidOrdersView } from "@/components/panels/panel-views";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/ui/format-count";
import { formatDuration } from "@/components/ui/format-moment";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";

export function UnpaidOrdersGrid({ view, clock }: { view: UnpaidOrdersView; clock: ClockView }) {
  const router = useRouter();
  const rowActs = useRowActs<OrderRowView>();
  const [sort, setSort] = useState("");
  const columns = useMemo(() => orderColumns(clock).map((column) => ({ ...column, isSortable: false })), [clock]);
  const [shown, setShown] = useState<string[] | null>(null);
  const held = useHeldBackRows(useOrderActs(view.rows), orderNumberOf, "");
  const grid = useGrid({
    columns,
    rows: held.rows,
    rowId: orderNumberOf,
    shown,
    onShownChange: setShown,
    sort,
    onSortChange: (next) => setSort(next ?? ""),
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notes that somebody is at work here
    <div onKeyDown={held.noteUse} onPointerDown={held.noteUse}>
      {held.rows.length === 0 ? (
        <NothingUnpaid view={view} clock={clock} />
      ) : (
        <DataGrid
          grid={grid}
          columns={columns}
          label="Unpaid orders"
          rowLabel={orderNumberOf}
          rowClass={(row) => orderRowClass(row, clock)}
          takesFocus
          onOpen={(row) => router.push(row.href)}
          {...rowActs}
          notice={held.waitingCount > 0 && <NewRowsStrip count={held.waitingCount} noun="orders" onShow={held.show} />}
        />
      )}
      <div className="card-f">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> move
        </span>
        <span>
          <Kbd>Enter</Kbd> open
        </span>
        <span>
          <Kbd>.</Kbd> claim
        </span>
        <span>
          <Kbd>r</Kbd> ask customer
        </span>
        <span>
          <Kbd>c</Kbd> capture
        </span>
        <Link className="card-f-link" href={view.allHref}>
          Open all {formatCount(view.total)}
        </Link>
      </div>
    </div>
  );
}

function NothingUnpaid({ view, clock }: { view: UnpaidOrdersView; clock: ClockView }) {
  const { nextHold } = view;
  return (
    <EmptyState kind="all_done" title="Nothing unpaid">
      {nextHold && (
        <>
          Next hold ends in {formatDuration(Date.parse(nextHold.expiresAt) - Date.parse(clock.now))} (
          <Link href={nextHold.href} className="underline">
            {nextHold.orderNumber}
          </Link>
          ).
        </>
      )}
    </EmptyState>
  );
}

function orderNumberOf(row: OrderRowView): string {
  return row.orderNumber;
}
