"use client";

import { Banknote, CircleQuestionMark, Hourglass, type LucideIcon, ReceiptText } from "lucide-react";
import { useMemo } from "react";
import { ActProvider } from "@/components/acts/act-provider";
import { ActTable } from "@/components/acts/act-table";
import type { ActActions } from "@/components/acts/act-view";
import { useOrderActs } from "@/components/acts/use-order-acts";
import type { GridColumn } from "@/components/data-table/grid-column";
import type { PackedListView } from "@/components/data-table/list-view";
import { unpackRows } from "@/components/data-table/packed-rows";
import { useDesk } from "@/components/layout/desk-context";
import { orderColumns, orderRowClass } from "@/components/orders/order-columns";
import type { OrderRowView } from "@/components/orders/order-row-view";
import type { ObjectHue } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { dateIn, formatDate } from "@/components/ui/format-moment";
import type { TileView } from "@/components/ui/tile";
import { ViewHeading } from "@/components/views/view-heading";
import type { ViewsView } from "@/components/views/views-view";

export type OrderListKind = "unpaid" | "expiring" | "unapplied" | "all";

export type OrderListProps = {
  kind: OrderListKind;
  title: string;
  /** Printed under the title: the rule of the order that nobody chose. */
  note?: string | undefined;
  /** Its rows are `OrderRowView`. */
  list: PackedListView;
  tiles: TileView[];
  views: ViewsView;
  clock: ClockView;
  actions: ActActions;
};

type ListLook = { icon: LucideIcon; hue: ObjectHue; emptyTitle: string };

const looks: Record<OrderListKind, ListLook> = {
  unpaid: { icon: Banknote, hue: "order", emptyTitle: "Nothing unpaid" },
  expiring: { icon: Hourglass, hue: "clock", emptyTitle: "No hold ends soon" },
  unapplied: { icon: CircleQuestionMark, hue: "order", emptyTitle: "All money has its place" },
  all: { icon: ReceiptText, hue: "order", emptyTitle: "No orders yet" },
};

export function OrderList({ kind, title, note, list, tiles, views, clock, actions }: OrderListProps) {
  const { hasOwnFields } = useDesk();
  const columns = useMemo(
    () => columnsOf(kind, clock).filter(({ id }) => id !== "own" || hasOwnFields),
    [kind, clock, hasOwnFields],
  );
  const { icon, hue, emptyTitle } = looks[kind];
  const isAsleep = list.filters.some(({ key, value }) => key === "snoozed" && value === "yes");
  const { packedRows, ...around } = list;
  const ownRows = useMemo(() => unpackRows<OrderRowView>(packedRows), [packedRows]);
  const rows = useOrderActs(ownRows, { isAsleep });
  return (
    <ActProvider actions={actions} clock={clock}>
      <ActTable
        label={title}
        heading={<ViewHeading icon={icon} hue={hue} kind="Orders" views={views} note={note} />}
        clock={clock}
        list={{ ...around, rows }}
        columns={columns}
        noun="orders"
        tiles={tiles}
        allOf={kind === "unpaid" || kind === "expiring" ? kind : undefined}
        {...(kind !== "unapplied" && { exportAs: kind === "all" ? ("orders" as const) : kind })}
        emptyTitle={emptyTitle}
        rowId={(row) => row.orderNumber}
        rowLabel={(row) => row.orderNumber}
        rowClass={(row) => orderRowClass(row, clock)}
        amountOf={({ due, isDisputed }) => (isDisputed ? { ...due, amountMinor: "0" } : due)}
      />
    </ActProvider>
  );
}

/**
 * All orders are too many to be sorted by anything but what an index keeps: number, and age, which is the order they come in. Money without a place is
 * with us already: no hold stands behind it, and nobody owes it.
 */
function columnsOf(kind: OrderListKind, clock: ClockView) {
  const columns = orderColumns(clock);
  if (kind === "unapplied")
    return columns
      .filter(({ id }) => id !== "secured" && id !== "ships")
      .map((column) => {
        if (column.id === "due") return { ...column, label: "Amount" };
        return column.id === "hold_left" ? settleByColumn(clock) : column;
      });
  return kind === "all" ? columns.map((column) => ({ ...column, isSortable: column.id === "order" })) : columns;
}

function settleByColumn({ now, timeZone }: ClockView): GridColumn<OrderRowView> {
  return {
    id: "settle_by",
    label: "Settle by",
    width: 150,
    cell: ({ settleBy }) => {
      if (settleBy === null) return null;
      const isLate = Date.parse(settleBy) <= Date.parse(now);
      const day = formatDate(dateIn(settleBy, timeZone));
      return isLate ? <b className="text-bad">{`${day}, overdue`}</b> : day;
    },
  };
}
