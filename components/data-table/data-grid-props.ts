import type { ReactNode } from "react";
import type { GridColumn } from "@/components/data-table/grid-column";
import type { Grid } from "@/components/data-table/use-grid";

export type DataGridProps<Row extends object> = {
  grid: Grid<Row>;
  columns: GridColumn<Row>[];
  label: string;
  /** Said of one row: "order 00012345". */
  rowLabel: (row: Row) => string;
  rowClass?: (row: Row) => string | undefined;
  onOpen?: (row: Row) => void;
  onPeek?: (row: Row) => void;
  /** A single key pressed on a row that the grid itself has no use for. */
  onRowKey?: (row: Row, key: string) => boolean;
  onFocusRow?: (row: Row) => void;
  takesFocus?: boolean;
  isFlush?: boolean;
  /** Between head and rows: the strip that announces new rows. */
  notice?: ReactNode;
};
