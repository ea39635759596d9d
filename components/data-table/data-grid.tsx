"use client";

import { useRef, useSyncExternalStore } from "react";
import type { DataGridProps } from "@/components/data-table/data-grid-props";
import type { GridColumn } from "@/components/data-table/grid-column";
import { GridHeader } from "@/components/data-table/grid-header";
import { GridRow } from "@/components/data-table/grid-row";
import { shownColumns } from "@/components/data-table/use-grid";
import { useGridKeys } from "@/components/data-table/use-grid-keys";
import { classNames } from "@/components/ui/class-names";

/** Rows that the server draws: more than a window shows. The browser draws the rest as soon as it is awake, so that a page need not carry each row twice. */
const DRAWN_BY_SERVER = 16;

/** A real table with the grid pattern: one tab stop, rows move by keys, F2 goes into a row's own controls. */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { grid, columns, label, rowLabel, rowClass, isFlush, isNarrow, notice } = props;
  const box = useRef<HTMLTableElement>(null);
  const rows = grid.getRowModel().rows;
  const isAwake = useSyncExternalStore(neverChanges, isTrue, isFalse);
  const drawn = isAwake ? rows : rows.slice(0, DRAWN_BY_SERVER);
  const shown = shownColumns(grid);
  const described = new Map(columns.map((column) => [column.id, column]));
  const keys = useGridKeys({ ...props, box, rows });
  const isFull = shown.some((column) => described.get(column.id)?.isOptional);
  const minWidth = shown.reduce((sum, column) => sum + leastWidth(described.get(column.id), { isNarrow, isFull }), 44);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble here from the focused row
    <div className="tbl-box" onKeyDown={keys.onKeyDown} onFocus={keys.onFocus} onBlur={keys.onBlur}>
      <table
        ref={box}
        className={classNames("tbl", isFlush && "tbl-flush", isNarrow && "tbl-narrow")}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table becomes a grid, as the ARIA pattern asks
        role="grid"
        aria-label={label}
        aria-multiselectable="true"
        aria-rowcount={rows.length + 1}
        style={{ minWidth }}
      >
        <colgroup>
          <col style={{ width: 44 }} />
          {shown.map((column) => {
            const { width, leaves } = described.get(column.id) ?? {};
            const isSized = column.id in (grid.state.columnSizing ?? {});
            return <col key={column.id} className={leaves} style={{ width: isSized ? column.getSize() : width }} />;
          })}
        </colgroup>
        <GridHeader grid={grid} described={described} />
        <tbody>
          {notice && (
            <tr>
              <td colSpan={shown.length + 1} style={{ height: 28, padding: 0 }}>
                {notice}
              </td>
            </tr>
          )}
          {drawn.map((row, index) => (
            <GridRow
              key={row.id}
              row={row}
              index={index}
              label={rowLabel(row.original)}
              className={rowClass?.(row.original)}
              described={described}
              cells={row.getVisibleCells()}
              isSelected={row.getIsSelected()}
              isTabStop={keys.isTabStop(row.id)}
              isFocused={keys.isFocused(row.id)}
              onToggle={keys.onToggle}
              onPress={keys.onPress}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const neverChanges = () => () => undefined;
const isTrue = () => true;
const isFalse = () => false;

/** Columns that leave when the window narrows do not keep the table wide, unless one was added by choice: then all of them have their room, and it scrolls. */
function leastWidth<Row>(
  column: GridColumn<Row> | undefined,
  { isNarrow = false, isFull }: { isNarrow: boolean | undefined; isFull: boolean },
): number {
  const canLeave = column?.leaves && (isNarrow || (!isFull && column.leaves !== "beside"));
  return canLeave ? 0 : (column?.width ?? 140);
}
