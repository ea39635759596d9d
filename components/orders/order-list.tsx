"use client";

import { Banknote, Hourglass, type LucideIcon, ReceiptText } from "lucide-react";
import { useMemo } from "react";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions, ActView } from "@/components/acts/act-view";
import type { ListView } from "@/components/data-table/list-view";
import { OrderListTable } from "@/components/orders/order-list-table";
import type { OrderRowView } from "@/components/orders/order-row-view";
import { type ObjectHue, ObjectMark } from "@/components/ui/card";
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
  /** What a selection can be asked to do; posts `ids` (order numbers), once per row. */
  bulkActs: ActView[];
};

const looks: Record<OrderListKind, { icon: LucideIcon; hue: ObjectHue }> = {
  unpaid: { icon: Banknote, hue: "order" },
  expiring: { icon: Hourglass, hue: "clock" },
  all: { icon: ReceiptText, hue: "order" },
};

export function OrderList({ kind, title, actions, clock, ...table }: OrderListProps) {
  const heading = useMemo(
    () => (
      <>
        <ObjectMark {...looks[kind]} />
        <div className="flex-1">
          <p className="lab">Orders</p>
          <h1 className="page-title leading-[22px]">{title}</h1>
        </div>
      </>
    ),
    [kind, title],
  );
  return (
    <ActProvider actions={actions} clock={clock}>
      <OrderListTable {...table} clock={clock} heading={heading} label={title} />
    </ActProvider>
  );
}
