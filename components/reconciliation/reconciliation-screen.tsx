"use client";

import { Radio, Scale, ScrollText } from "lucide-react";
import { ActButton } from "@/components/acts/act-button";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import { StoppedJobs, type StoppedJobsView } from "@/components/queue/stopped-jobs";
import { DifferenceTable } from "@/components/reconciliation/difference-table";
import { MessageTable } from "@/components/reconciliation/message-table";
import type { ReconciliationView } from "@/components/reconciliation/reconciliation-view";
import { RunTable } from "@/components/reconciliation/run-table";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";

export type ReconciliationScreenProps = {
  view: ReconciliationView;
  clock: ClockView;
  actions: ActActions;
  stopped: StoppedJobsView | null;
};

/** Where our books and the gateways' own differ, what was compared, and how their messages come in. */
export function ReconciliationScreen({ view, clock, actions, stopped }: ReconciliationScreenProps) {
  return (
    <ActProvider actions={actions} clock={clock}>
      <h1 className="sr-only">Reconciliation</h1>
      <div className="grid gap-3">
        {stopped && <StoppedJobs view={stopped} clock={clock} />}
        <Card
          id="h-differences"
          size="sm"
          icon={Scale}
          hue={view.overdue > 0 ? "fail" : "rule"}
          title="Unexplained differences"
          aside={view.compareAct && <ActButton act={view.compareAct} size="sm" />}
        >
          <dl className="grid grid-cols-2 gap-4 px-4 pb-3 sm:max-w-md">
            <Figure label="Open" value={view.open} />
            <Figure label="Older than 24 hours" value={view.overdue} isBad={view.overdue > 0} />
          </dl>
          {view.differences.length === 0 ? (
            <EmptyState kind="all_done" title="Our books and the gateways' agree" />
          ) : (
            <DifferenceTable rows={view.differences} clock={clock} />
          )}
        </Card>
        <Card id="h-runs" size="sm" icon={ScrollText} hue="clock" title="Comparisons">
          {view.runs.length === 0 ? (
            <EmptyState kind="all_done" title="Nothing compared yet">
              The first comparison runs within two hours.
            </EmptyState>
          ) : (
            <RunTable rows={view.runs} clock={clock} />
          )}
        </Card>
        <Card id="h-messages" size="sm" icon={Radio} hue="link" title="Messages from gateways, last seven days">
          {view.messages.length === 0 ? (
            <EmptyState kind="all_done" title="No gateway has been asked yet" />
          ) : (
            <MessageTable rows={view.messages} clock={clock} />
          )}
        </Card>
      </div>
    </ActProvider>
  );
}

function Figure({ label, value, isBad = false }: { label: string; value: number; isBad?: boolean }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="lab">{label}</dt>
      <dd className={`num figure ${isBad ? "text-bad-ink" : ""}`}>{value}</dd>
    </div>
  );
}
