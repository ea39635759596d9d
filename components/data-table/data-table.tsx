"use client";

import { type ReactNode, useState } from "react";
import { ColumnChooser } from "@/components/data-table/column-chooser";
import { DataGrid } from "@/components/data-table/data-grid";
import type { DataGridProps } from "@/components/data-table/data-grid-props";
import { DensitySwitch } from "@/components/data-table/density-switch";
import { FilterBar } from "@/components/data-table/filter-bar";
import type { GridColumn } from "@/components/data-table/grid-column";
import { ListFooter } from "@/components/data-table/list-footer";
import type { ListView } from "@/components/data-table/list-view";
import { NewRowsStrip } from "@/components/data-table/new-rows-strip";
import { SelectionBar } from "@/components/data-table/selection-bar";
import { SplitPane } from "@/components/data-table/split-pane";
import { useGrid } from "@/components/data-table/use-grid";
import { useHeldBackRows } from "@/components/data-table/use-held-back-rows";
import { useListState } from "@/components/data-table/use-list-state";
import { Button } from "@/components/ui/button";
import { type AmountView, sumByCurrency } from "@/components/ui/format-amount";
import { formatCount } from "@/components/ui/format-count";
import { Note } from "@/components/ui/note";

export type DataTableProps<Row extends object> = Pick<
  DataGridProps<Row>,
  "label" | "rowLabel" | "rowClass" | "onOpen" | "onPeek" | "onDismiss" | "onRowKey" | "onFocusRow" | "startRowId"
> & {
  list: ListView<Row>;
  columns: GridColumn<Row>[];
  rowId: (row: Row) => string;
  /** What a row adds to the sum in the selection bar. */
  amountOf: (row: Row) => AmountView;
  /** "orders": what the strip and the counts speak of. */
  noun: string;
  heading: ReactNode;
  /** Above the filters: tiles. */
  views?: ReactNode;
  /** More buttons beside columns and row height. */
  tools?: ReactNode;
  /** The record that stands beside the list; null shows the list alone. */
  side?: ReactNode | null;
  /** What a selection can be asked to do. `isAllMatching`: not these rows only, but all that the filters match, on every page. */
  selectionActs: (selection: GridSelection<Row>) => ReactNode;
  /** Whether everything that matches can be selected, or only what is on the page. */
  canSelectAll?: boolean;
  empty: ReactNode;
  /** A stale or broken list says so above its rows. */
  banner?: ReactNode;
};

export type GridSelection<Row> = {
  rows: Row[];
  isAllMatching: boolean;
  /** A single key that was pressed on the grid while something is selected. */
  pressed: { key: string; at: number } | null;
};

/** A list: head, filters, grid, selection, paging. Everything that changes its rows stands in the URL. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    list,
    columns,
    rowId,
    amountOf,
    noun,
    heading,
    views,
    tools,
    side,
    selectionActs,
    canSelectAll,
    empty,
    banner,
    ...gridProps
  } = props;
  const state = useListState(list.filters.map((filter) => filter.key));
  const viewKey = JSON.stringify([list.sort, list.firstRow, list.filters.map((filter) => filter.value)]);
  const held = useHeldBackRows(list.rows, rowId, viewKey);
  const ids = columns.map((column) => column.id);
  const unknown = (state.shownColumns ?? []).filter((id) => !ids.includes(id));
  const shown = state.shownColumns?.filter((id) => ids.includes(id)) ?? null;
  const grid = useGrid({
    columns,
    rows: held.rows,
    rowId,
    shown,
    onShownChange: state.setColumns,
    sort: list.sort,
    onSortChange: state.setSort,
  });
  const selected = grid.getSelectedRowModel().rows.map((row) => row.original);
  const [isAll, setIsAll] = useState(false);
  const [pressed, setPressed] = useState<GridSelection<Row>["pressed"]>(null);
  const hasMore = list.total > held.rows.length || !list.isTotalExact;
  const isAllMatching = isAll && selected.length === held.rows.length;

  return (
    <>
      <div className="card px-4 py-2.5">
        <div className="flex flex-wrap items-center gap-3">
          {heading}
          <div className="flex flex-wrap gap-2">
            <ColumnChooser grid={grid} columns={columns} />
            <DensitySwitch />
            {tools}
          </div>
        </div>
        {views && <div className="mt-2.5 flex flex-wrap gap-1.5">{views}</div>}
        <div className="mt-2.5 flex flex-wrap items-center gap-2">
          <FilterBar filters={list.filters} onChange={state.setFilter} />
          <SortText list={list} columns={columns} noun={noun} />
        </div>
      </div>
      <SplitPane side={side ?? null}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only notes that somebody is at work here */}
        <div className="card" aria-busy={state.isPending} onKeyDown={held.noteUse} onPointerDown={held.noteUse}>
          {banner}
          {unknown.length > 0 && (
            <Note
              tone="info"
              title={`A column that this address names is no longer here: ${unknown.join(", ")}.`}
              className="m-3"
              action={
                <Button size="sm" onClick={() => state.setColumns(shown ?? [])}>
                  Leave it out
                </Button>
              }
            >
              The rest is shown.
            </Note>
          )}
          {held.rows.length === 0 ? (
            empty
          ) : (
            <DataGrid
              {...gridProps}
              grid={grid}
              columns={columns}
              takesFocus
              isFlush
              isNarrow={Boolean(side)}
              onSelectAll={() => setIsAll(canSelectAll === true && hasMore)}
              onRowKey={(row, key) => {
                if (selected.length === 0) return gridProps.onRowKey?.(row, key) ?? false;
                setPressed({ key, at: Date.now() });
                return true;
              }}
              notice={
                held.waitingCount > 0 && <NewRowsStrip count={held.waitingCount} noun={noun} onShow={held.show} />
              }
            />
          )}
          <ListFooter list={list} onPrevious={state.goBefore} onNext={state.goAfter} />
          {selected.length > 0 && (
            <SelectionBar
              count={isAllMatching ? list.total : selected.length}
              sums={isAllMatching ? list.sums : sumByCurrency(selected.map(amountOf))}
              onClear={() => grid.resetRowSelection(true)}
              all={
                canSelectAll && hasMore && !isAllMatching
                  ? {
                      label: `Select all ${formatCount(list.total)} matching`,
                      onSelect: () => {
                        grid.toggleAllRowsSelected(true);
                        setIsAll(true);
                      },
                    }
                  : null
              }
            >
              {selectionActs({ rows: selected, isAllMatching, pressed })}
            </SelectionBar>
          )}
        </div>
      </SplitPane>
    </>
  );
}

type SortTextProps<Row extends object> = { list: ListView<Row>; columns: GridColumn<Row>[]; noun: string };

function SortText<Row extends object>({ list, columns, noun }: SortTextProps<Row>) {
  const names = list.sort
    .split(",")
    .map((part) => columns.find((column) => column.id === part.replace("-", ""))?.label.toLowerCase())
    .filter(Boolean);
  return (
    <span className="lab ml-auto">
      {formatCount(list.total)}
      {list.isTotalExact ? "" : "+"} {list.total === 1 ? noun.replace(/s$/, "") : noun}.
      {names.length > 0 && <> Sorted by {names.join(", then ")}.</>}
    </span>
  );
}
