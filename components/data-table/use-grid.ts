"use client";

import {
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, useState } from "react";
import type { GridColumn } from "@/components/data-table/grid-column";
import { parseSortText, toSortText } from "@/components/data-table/list-params";

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
});

export type GridOptions<Row> = {
  columns: GridColumn<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** Column ids shown, in order; null shows all as described. */
  shown: string[] | null;
  onShownChange: (ids: string[]) => void;
  sort: string;
  onSortChange: (sort: string | null) => void;
};

/** The table model behind a grid: the server sorts and pages, the model keeps order, widths, pins and selection. */
export function useGrid<Row extends object>(options: GridOptions<Row>) {
  const { columns, rows, rowId, shown, onShownChange, sort, onSortChange } = options;
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const definitions = useMemo(() => columns.map(toDefinition), [columns]);
  const columnOrder = useMemo(() => completeOrder(columns, shown), [columns, shown]);
  const columnVisibility = useMemo(() => visibilityOf(columns, shown), [columns, shown]);
  const sorting = useMemo(() => parseSortText(sort).map((rule) => ({ id: rule.id, desc: rule.isDescending })), [sort]);

  return useTable({
    features,
    data: rows,
    columns: definitions,
    getRowId: rowId,
    manualSorting: true,
    maxMultiSortColCount: 5,
    state: { columnOrder, columnVisibility, sorting, rowSelection },
    onRowSelectionChange: setRowSelection,
    onSortingChange: (change) => {
      const next = typeof change === "function" ? change(sorting) : change;
      onSortChange(toSortText(next.map((rule) => ({ id: rule.id, isDescending: rule.desc }))));
    },
    onColumnVisibilityChange: (change) => {
      const next = typeof change === "function" ? change(columnVisibility) : change;
      onShownChange(columnOrder.filter((id) => next[id] !== false));
    },
    onColumnOrderChange: (change) => {
      const next = typeof change === "function" ? change(columnOrder) : change;
      onShownChange(next.filter((id) => columnVisibility[id] !== false));
    },
  });
}

/** The columns in sight, in the order they stand: pinned first. */
export function shownColumns<Row extends object>(grid: Grid<Row>) {
  return [...grid.getStartVisibleLeafColumns(), ...grid.getCenterVisibleLeafColumns()];
}

export type Grid<Row extends object> = ReturnType<typeof useGrid<Row>>;

function toDefinition<Row extends object>(column: GridColumn<Row>) {
  return {
    id: column.id,
    accessorFn: (row: Row) => row,
    enableSorting: column.isSortable ?? false,
    enableHiding: !column.isFixed,
    sortDescFirst: false,
    size: column.width ?? 200,
    minSize: 56,
    maxSize: 640,
  };
}

function completeOrder<Row>(columns: GridColumn<Row>[], shown: string[] | null): string[] {
  const ids = columns.map((column) => column.id);
  if (!shown) return ids;
  const known = shown.filter((id) => ids.includes(id));
  return [...known, ...ids.filter((id) => !known.includes(id))];
}

function visibilityOf<Row>(columns: GridColumn<Row>[], shown: string[] | null): Record<string, boolean> {
  return Object.fromEntries(
    columns.map(({ id, isFixed, isOptional }) => [id, isFixed === true || (shown ? shown.includes(id) : !isOptional)]),
  );
}
