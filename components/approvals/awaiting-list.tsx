"use client";

import { MailOpen } from "lucide-react";
import { useMemo } from "react";
import { ActProvider } from "@/components/acts/act-provider";
import { ActTable } from "@/components/acts/act-table";
import type { ActActions } from "@/components/acts/act-view";
import { useOrderActs } from "@/components/acts/use-order-acts";
import { awaitingColumns } from "@/components/approvals/awaiting-columns";
import type { AwaitingRowView } from "@/components/approvals/awaiting-row-view";
import type { ListView } from "@/components/data-table/list-view";
import type { ClockView } from "@/components/ui/clock-view";
import type { TileView } from "@/components/ui/tile";
import { ViewHeading } from "@/components/views/view-heading";
import type { ViewsView } from "@/components/views/views-view";

export type AwaitingListProps = {
  title: string;
  list: ListView<AwaitingRowView>;
  tiles: TileView[];
  views: ViewsView;
  clock: ClockView;
  actions: ActActions;
};

export function AwaitingList({ title, list, tiles, views, clock, actions }: AwaitingListProps) {
  const columns = useMemo(() => awaitingColumns(clock), [clock]);
  const rows = useOrderActs(list.rows);
  return (
    <ActProvider actions={actions} clock={clock}>
      <ActTable
        label={title}
        heading={<ViewHeading icon={MailOpen} hue="wait" kind="Approval requests" views={views} />}
        clock={clock}
        list={{ ...list, rows }}
        columns={columns}
        noun="requests"
        tiles={tiles}
        emptyTitle="Nobody is asked right now"
        rowId={(row) => row.id}
        rowLabel={(row) => row.orderNumber}
        amountOf={(row) => row.amount}
      />
    </ActProvider>
  );
}
