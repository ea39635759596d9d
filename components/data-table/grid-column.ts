import type { ReactNode } from "react";

export type CellState = { isFocused: boolean };

/** A column as a screen describes it. Its id is the contract: it stands in URLs and in saved views. */
export type GridColumn<Row> = {
  id: string;
  label: string;
  /** Pixels; the column without a width takes what is left. */
  width?: number;
  align?: "r" | "c";
  /** Leaves first when room is short: `lo` at 1400, `lo2` at 1150, `beside` only while a record stands beside the list. */
  leaves?: "lo" | "lo2" | "beside";
  isSortable?: boolean;
  /** Cannot be hidden. */
  isFixed?: boolean;
  /** Out of sight until a person chooses it. */
  isOptional?: boolean;
  cell: (row: Row, state: CellState) => ReactNode;
};
