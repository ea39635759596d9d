"use client";

import { Banknote, Hourglass, type LucideIcon, ReceiptText } from "lucide-react";
import { useMemo } from "react";
import { ActProvider } from "@/components/acts/act-provider";
import { ActTable } from "@/components/acts/act-table";
import type { ActActions, ActView } from "@/components/acts/act-view";
import { ListHeading } from "@/components/data-table/list-heading";
import type { ListView } from "@/components/data-table/list-view";
import { orderColumns, orderRowClass } from "@/components/orders/order-columns";
import type { OrderRowView } from "@/components/orders/order-row-view";
import type { ObjectHue } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import type { TileView } from "@/components/ui/tile";

export type OrderListKind = "unpaid" | "expiring" | "all";

export type OrderListProps = {
  kind: OrderListKind;
  title: string;
  list: ListView<OrderRowView>;
  tiles: TileView[];
  clock: ClockView;
  actions: ActActions;
  /** Post `ids`: the order numbers of the selection. */
  bulkActs: ActView[];
};

type ListLook = { icon: LucideIcon; hue: ObjectHue; emptyTitle: string };

const looks: Record<OrderListKind, ListLook> = {
  unpaid: { icon: Banknote, hue: "order", emptyTitle: "Nothing unpaid" },
  expiring: { icon: Hourglass, hue: "clock", emptyTitle: "No hold ends soon" },
  all: { icon: ReceiptText, hue: "order", emptyTitle: "No orders yet" },
};

export function OrderList({ kind, title, list, tiles, clock, actions, bulkActs }: OrderListProps) {
  const columns = useMemo(() => orderColumns(clock), [clock]);
  const { icon, hue, emptyTitle } = looks[kind];
  return (
    <ActProvider actions={actions} clock={clock}>
      <ActTable
        label={title}
        heading={<ListHeading icon={icon} hue={hue} kind="Orders" title={title} />}
        list={list}
        columns={columns}
        noun="orders"
        tiles={tiles}
        bulkActs={bulkActs}
        emptyTitle={emptyTitle}
        rowId={(row) => row.orderNumber}
        rowLabel={(row) => row.orderNumber}
        rowClass={(row) => orderRowClass(row, clock)}
        amountOf={(row) => row.due}
      />
    </ActProvider>
  );
}
