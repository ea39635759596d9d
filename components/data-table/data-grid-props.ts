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
  /** Escape on a row, when nothing is selected; true when there was something to close. */
  onDismiss?: () => boolean;
  /** `*`: everything, beyond the page too, where the list allows it. */
  onSelectAll?: () => void;
  /** A single key pressed on a row that the grid itself has no use for. */
  onRowKey?: (row: Row, key: string) => boolean;
  /** By a person, or by the list itself when it opens. */
  onFocusRow?: (row: Row, isByPerson: boolean) => void;
  takesFocus?: boolean;
  /** The row that gets the focus when the list opens: the one last left. The first where it is not there. */
  startRowId?: string | undefined;
  /** A record stands beside the grid: columns that can be spared leave. */
  isNarrow?: boolean;
  isFlush?: boolean;
  /** Between head and rows: the strip that announces new rows. */
  notice?: ReactNode;
};
