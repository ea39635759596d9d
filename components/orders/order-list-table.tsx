"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import { ActButton } from "@/components/acts/act-button";
import { useActRunner } from "@/components/acts/act-context";
import { actForKey } from "@/components/acts/act-look";
import type { ActView } from "@/components/acts/act-view";
import { DataTable } from "@/components/data-table/data-table";
import type { ListView } from "@/components/data-table/list-view";
import { orderColumns, orderRowClass } from "@/components/orders/order-columns";
import type { OrderRowView } from "@/components/orders/order-row-view";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { Tiles, type TileView } from "@/components/ui/tile";

export type OrderListTableProps = {
  label: string;
  heading: ReactNode;
  list: ListView<OrderRowView>;
  tiles: TileView[];
  clock: ClockView;
  bulkActs: ActView[];
};

export function OrderListTable({ label, heading, list, tiles, clock, bulkActs }: OrderListTableProps) {
  const router = useRouter();
  const runner = useActRunner();
  const columns = useMemo(() => orderColumns(clock), [clock]);
  const isFiltered = list.filters.some((filter) => filter.value !== null);
  return (
    <DataTable
      label={label}
      heading={heading}
      views={<Tiles tiles={tiles} />}
      list={list}
      columns={columns}
      noun="orders"
      rowId={(row) => row.orderNumber}
      rowLabel={(row) => row.orderNumber}
      rowClass={(row) => orderRowClass(row, clock)}
      amountOf={(row) => row.due}
      onOpen={(row) => router.push(row.href)}
      onRowKey={(row, key) => {
        const act = actForKey(key, [row.next, ...row.otherActs]);
        if (act) runner.run(act);
        return act !== undefined;
      }}
      selectionActs={(rows) =>
        bulkActs.map((act, index) => (
          <ActButton
            key={act.kind}
            act={act}
            variant={index === 0 ? "brand" : "on-dark"}
            fields={rows.map((row) => ["ids", row.orderNumber])}
          />
        ))
      }
      empty={
        isFiltered ? (
          <EmptyState kind="no_match" title="No order matches">
            Take a filter away to see more.
          </EmptyState>
        ) : (
          <EmptyState kind="all_done" title="Nothing here">
            Every order is looked after.
          </EmptyState>
        )
      }
    />
  );
}
