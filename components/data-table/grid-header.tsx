"use client";

import { ArrowDown, ArrowUp, EllipsisVertical } from "lucide-react";
import type { GridColumn } from "@/components/data-table/grid-column";
import { headerMenuItems } from "@/components/data-table/header-menu-items";
import { type Grid, shownColumns } from "@/components/data-table/use-grid";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";
import { Menu } from "@/components/ui/menu";

export type GridHeaderProps<Row extends object> = { grid: Grid<Row>; described: Map<string, GridColumn<Row>> };

export function GridHeader<Row extends object>({ grid, described }: GridHeaderProps<Row>) {
  const isAllSelected = grid.getIsAllRowsSelected();
  const sortCount = grid.state.sorting.length;
  return (
    <thead>
      <tr>
        <th>
          <label className="ck">
            <input
              type="checkbox"
              aria-label="Select all on this page"
              tabIndex={-1}
              checked={isAllSelected}
              ref={(input) => {
                if (input) input.indeterminate = !isAllSelected && grid.getIsSomeRowsSelected();
              }}
              onChange={() => grid.toggleAllRowsSelected(!isAllSelected)}
            />
          </label>
        </th>
        {shownColumns(grid).map((column) => {
          const { label, align, leaves } = described.get(column.id) ?? {};
          const direction = column.getIsSorted();
          const pin = column.getIsPinned();
          const Arrow = direction === "desc" ? ArrowDown : ArrowUp;
          return (
            <th
              key={column.id}
              scope="col"
              className={classNames(align, leaves, pin && "pin")}
              aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined}
              style={pin === "start" ? { insetInlineStart: column.getStart("start") } : undefined}
            >
              <span className={classNames("sort", align === "r" && "justify-end")}>
                {column.getCanSort() ? (
                  <button
                    type="button"
                    className="sort"
                    tabIndex={-1}
                    data-grid-head=""
                    title="Sort; with Shift, sort by this too"
                    onClick={column.getToggleSortingHandler()}
                  >
                    {label}
                    {direction && <Glyph icon={Arrow} className="ic ic-12" />}
                    {direction && sortCount > 1 && <span className="sortn">{column.getSortIndex() + 1}</span>}
                  </button>
                ) : (
                  <span>{label}</span>
                )}
                {described.get(column.id)?.isSortable !== undefined && (
                  <Menu
                    label={`Column ${label}`}
                    align="start"
                    items={headerMenuItems(grid, column)}
                    trigger={
                      <button
                        type="button"
                        className="th-menu"
                        aria-label={`Column ${label}`}
                        tabIndex={-1}
                        data-grid-head=""
                      >
                        <Glyph icon={EllipsisVertical} className="ic ic-14" />
                      </button>
                    }
                  />
                )}
              </span>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
