"use client";

import { OctagonAlert } from "lucide-react";
import { useState } from "react";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import { FailedCaptureDetail } from "@/components/payments/failed-capture-detail";
import { FailedCaptureGroup } from "@/components/payments/failed-capture-group";
import type { FailedCapturesPageView } from "@/components/payments/failed-captures-view";
import { ObjectMark } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatAmount } from "@/components/ui/format-amount";
import { Tiles } from "@/components/ui/tile";

export type FailedCapturesProps = { page: FailedCapturesPageView; clock: ClockView; actions: ActActions };

/** The workbench: one group per cause, because the cause decides what helps. */
export function FailedCaptures({ page, clock, actions }: FailedCapturesProps) {
  const groups = page.groups.filter((group) => group.rows.length > 0);
  const rows = groups.flatMap((group) => group.rows);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const focused = rows.find((row) => row.id === focusedId) ?? rows[0];
  return (
    <ActProvider actions={actions} clock={clock}>
      <section className="card px-4 py-3" aria-labelledby="h-failed-page">
        <div className="flex flex-wrap items-center gap-3">
          <ObjectMark icon={OctagonAlert} hue="fail" />
          <div className="flex-1">
            <p className="lab">Captures the gateway refused</p>
            <h1 id="h-failed-page" className="page-title">
              Failed captures
            </h1>
          </div>
          <dl className="flex flex-wrap gap-x-6 gap-y-2 sm:text-right">
            {page.savable.map((amount) => (
              <Total
                key={amount.currency}
                value={formatAmount(amount)}
                label={`${amount.currency}, can still be saved`}
              />
            ))}
            <Total value={page.capturedToday.toString()} label="captured today" />
          </dl>
        </div>
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <Tiles tiles={page.tiles} />
          <span className="text-muted ml-auto">{page.policyText}</span>
        </div>
      </section>
      {groups.length === 0 && (
        <div className="card">
          <EmptyState kind="all_done" title="No failed captures">
            {page.capturedToday} captured today.
          </EmptyState>
        </div>
      )}
      {groups.map((group, index) => (
        <FailedCaptureGroup
          key={group.cause}
          group={group}
          clock={clock}
          isFirst={index === 0}
          onFocusRow={(row) => setFocusedId(row.id)}
        />
      ))}
      {focused && <FailedCaptureDetail row={focused} clock={clock} />}
    </ActProvider>
  );
}

function Total({ value, label }: { value: string; label: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="lab">{label}</dt>
      <dd className="num figure">{value}</dd>
    </div>
  );
}
