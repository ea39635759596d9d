"use client";

import { useMemo, useState } from "react";
import { ActButton } from "@/components/acts/act-button";
import { useActRunner } from "@/components/acts/act-context";
import { useRowActs } from "@/components/acts/use-row-acts";
import { DataGrid } from "@/components/data-table/data-grid";
import { SelectionBar } from "@/components/data-table/selection-bar";
import { useGrid } from "@/components/data-table/use-grid";
import { causeLooks } from "@/components/payments/cause-look";
import { failedCaptureColumns } from "@/components/payments/failed-capture-columns";
import type { FailedCaptureGroupView, FailedCaptureRowView } from "@/components/payments/failed-captures-view";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAmount, sumByCurrency } from "@/components/ui/format-amount";
import { formatCount } from "@/components/ui/format-count";
import { Link } from "@/components/ui/link";

export type FailedCaptureGroupProps = {
  group: FailedCaptureGroupView;
  clock: ClockView;
  isFirst: boolean;
  onFocusRow: (row: FailedCaptureRowView) => void;
};

export function FailedCaptureGroup({ group, clock, isFirst, onFocusRow }: FailedCaptureGroupProps) {
  const runner = useActRunner();
  const rowActs = useRowActs<FailedCaptureRowView>();
  const { icon: Icon, label, color } = causeLooks[group.cause];
  const columns = useMemo(() => failedCaptureColumns(clock, color), [clock, color]);
  const [shown, setShown] = useState<string[] | null>(null);
  const grid = useGrid({
    columns,
    rows: group.rows,
    rowId: (row) => row.id,
    shown,
    onShownChange: setShown,
    sort: "",
    onSortChange: () => {},
  });
  const selected = grid.getSelectedRowModel().rows.map((row) => row.original);
  const headingId = `h-${group.cause}`;
  const ids = (rows: FailedCaptureRowView[]): [string, string][] => rows.map((row) => ["ids", row.id]);

  return (
    <section className="card" aria-labelledby={headingId}>
      <div
        className="flex flex-wrap items-center gap-3 rounded-tl border-l-4 px-4 py-2.5"
        style={{ borderColor: color }}
      >
        <Icon className="ic ic-20" style={{ color }} aria-hidden />
        <div className="min-w-60 flex-1">
          <h2 id={headingId} className="text-lead font-bold">
            {label} <span className="count ml-1">{formatCount(group.total)}</span>{" "}
            <span className="text-muted ml-2 font-normal tabular-nums">
              {group.sums.map((sum) => `${sum.currency} ${formatAmount(sum)}`).join(", ")}
            </span>
          </h2>
          <p className="text-muted">{group.advice}</p>
        </div>
        {group.groupAct && <ActButton act={group.groupAct} fields={ids(group.rows)} />}
      </div>
      <DataGrid
        grid={grid}
        columns={columns}
        label={label}
        rowLabel={(row) => row.orderNumber}
        takesFocus={isFirst}
        onFocusRow={(row) => {
          rowActs.onFocusRow(row);
          onFocusRow(row);
        }}
        onOpen={(row) => row.next && runner.run(row.next)}
        onRowKey={rowActs.onRowKey}
      />
      {group.total > group.rows.length && (
        <p className="card-f">
          The first {group.rows.length} of {formatCount(group.total)}, most money with least time left.
          <Link className="card-f-link" href={group.allHref} aria-label={`More of these: ${label}`}>
            More of these
          </Link>
        </p>
      )}
      {selected.length > 0 && (
        <SelectionBar
          count={selected.length}
          sums={sumByCurrency(selected.map((row) => row.amount))}
          onClear={() => grid.resetRowSelection(true)}
        >
          {group.groupAct && <ActButton act={group.groupAct} variant="brand" fields={ids(selected)} />}
        </SelectionBar>
      )}
    </section>
  );
}
