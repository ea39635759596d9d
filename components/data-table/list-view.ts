import type { AmountView } from "@/components/ui/amount";

export type FilterChoiceView = { value: string; label: string };

/** One filter of a screen: `key` is the URL parameter; the value in the URL is one choice, several joined by commas, or free text. */
export type FilterView = {
  key: string;
  label: string;
  kind: "one" | "many" | "text";
  choices: FilterChoiceView[];
  /** null when the filter is not set. */
  value: string | null;
  /** The chip's words for the value, when they are not the choices' labels. */
  valueText?: string;
};

/** A page of rows and everything around them. Cursors are opaque. */
export type ListView<Row> = {
  rows: Row[];
  /** Exact up to a limit; `isTotalExact` false prints "10,000+". */
  total: number;
  isTotalExact: boolean;
  firstRow: number;
  previousCursor: string | null;
  nextCursor: string | null;
  sums: AmountView[];
  filters: FilterView[];
  computedAt: string;
  /** Rows that came since and are not shown. */
  newCount: number;
};
