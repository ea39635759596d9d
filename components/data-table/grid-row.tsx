"use client";

import type { MouseEvent } from "react";
import type { GridColumn } from "@/components/data-table/grid-column";
import type { Grid } from "@/components/data-table/use-grid";
import { classNames } from "@/components/ui/class-names";

type TableRow<Row extends object> = ReturnType<Grid<Row>["getRowModel"]>["rows"][number];

export type GridRowProps<Row extends object> = {
  row: TableRow<Row>;
  index: number;
  label: string;
  className: string | undefined;
  described: Map<string, GridColumn<Row>>;
  cells: ReturnType<TableRow<Row>["getVisibleCells"]>;
  isSelected: boolean;
  isTabStop: boolean;
  isFocused: boolean;
  onToggle: (rowId: string, event: MouseEvent) => void;
  onPress: (rowId: string, event: MouseEvent) => void;
};

export function GridRow<Row extends object>(props: GridRowProps<Row>) {
  const { row, index, label, className, described, cells, isSelected, isTabStop, isFocused, onToggle, onPress } = props;
  return (
    <tr
      data-row-id={row.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-selected={isSelected}
      aria-rowindex={index + 2}
      className={classNames(className, isSelected && "on", isFocused && "focus")}
      onClick={(event) => onPress(row.id, event)}
    >
      <td>
        <label className="ck">
          <input
            type="checkbox"
            aria-label={`Select ${label}`}
            tabIndex={-1}
            checked={isSelected}
            onChange={() => {}}
            onClick={(event) => onToggle(row.id, event)}
          />
        </label>
      </td>
      {cells.map((cell) => {
        const column = described.get(cell.column.id);
        const pin = cell.column.getIsPinned();
        return (
          <td
            key={cell.id}
            className={classNames(column?.align, column?.leaves, pin && "pin")}
            style={pin === "start" ? { insetInlineStart: cell.column.getStart("start") } : undefined}
          >
            {column?.cell(row.original, { isFocused })}
          </td>
        );
      })}
    </tr>
  );
}
