"use client";

import { Hourglass } from "lucide-react";
import { useMemo } from "react";
import { ActProvider } from "@/components/acts/act-provider";
import { ActTable } from "@/components/acts/act-table";
import type { ActActions } from "@/components/acts/act-view";
import { ListHeading } from "@/components/data-table/list-heading";
import type { ListView } from "@/components/data-table/list-view";
import { StoppedJobs, type StoppedJobsView } from "@/components/queue/stopped-jobs";
import type { ClockView } from "@/components/ui/clock-view";
import { LadderForm, type LadderView } from "@/components/unconfirmed/ladder-form";
import { unansweredColumns } from "@/components/unconfirmed/unanswered-columns";
import type { UnansweredRowView } from "@/components/unconfirmed/unanswered-row-view";

export type UnansweredListProps = {
  list: ListView<UnansweredRowView>;
  clock: ClockView;
  actions: ActActions;
  ladder: LadderView;
  stopped: StoppedJobsView | null;
};

/** Calls whose outcome nobody knows: what to say, since when, how often the gateway was asked, and when it is asked next (X06). */
export function UnansweredList({ list, clock, actions, ladder, stopped }: UnansweredListProps) {
  const columns = useMemo(() => unansweredColumns(clock), [clock]);
  return (
    <ActProvider actions={actions} clock={clock}>
      {stopped && stopped.total > 0 && (
        <div className="mb-3">
          <StoppedJobs view={stopped} clock={clock} />
        </div>
      )}
      <ActTable
        label="No answer yet"
        heading={<ListHeading icon={Hourglass} hue="wait" kind="Calls to gateways" title="No answer yet" />}
        list={list}
        columns={columns}
        noun="calls"
        tiles={[]}
        clock={clock}
        emptyTitle="Every gateway has answered"
        rowId={(row) => row.id}
        rowLabel={(row) => row.orderNumber}
        amountOf={(row) => row.amount}
      />
      <LadderForm key={ladder.text} ladder={ladder} />
    </ActProvider>
  );
}
