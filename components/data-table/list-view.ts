import type { AmountView } from "@/components/ui/amount";

export type FilterChoiceView = { value: string; label: string };

/** One filter of a screen: `key` is the URL parameter; its value is one choice, several joined by commas, or free text. */
export type FilterView = {
  key: string;
  label: string;
  kind: "one" | "many" | "text" | "day";
  choices: FilterChoiceView[];
  /** null when the filter is not set. */
  value: string | null;
};

/** A page of rows and what stands around them. Cursors are opaque. */
export type ListView<Row> = {
  rows: Row[];
  /** `isTotalExact` false prints "10,000+". */
  total: number;
  isTotalExact: boolean;
  /** Number of the first row of this page, from 1. */
  firstRow: number;
  previousCursor: string | null;
  nextCursor: string | null;
  /** Of all matching rows, one per currency. */
  sums: AmountView[];
  filters: FilterView[];
  /** As the server read it from the URL, or its own default: `hold_left,-due`. */
  sort: string;
  computedAt: string;
};

/**
 * The same with its rows as one text of JSON. A page that hands rows to the browser goes through every value of them twice, when it writes them and when
 * it draws them; a text it only copies.
 */
export type PackedListView = Omit<ListView<never>, "rows"> & { packedRows: string };
