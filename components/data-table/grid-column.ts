import type { ReactNode } from "react";

export type CellState = { isFocused: boolean };

/** A column as a screen describes it. Its id is the contract: it stands in URLs and in saved views. */
export type GridColumn<Row> = {
  id: string;
  label: string;
  /** Pixels; the column without a width takes what is left. */
  width?: number;
  align?: "r" | "c";
  /** Leaves first when the window narrows: `lo` at 1400, `lo2` at 1150. */
  leaves?: "lo" | "lo2";
  isSortable?: boolean;
  /** Cannot be hidden. */
  isFixed?: boolean;
  cell: (row: Row, state: CellState) => ReactNode;
};
