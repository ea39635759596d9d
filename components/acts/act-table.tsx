"use client";

import { useRouter } from "next/navigation";
import { ActButton } from "@/components/acts/act-button";
import type { ActView } from "@/components/acts/act-view";
import { useRowActs } from "@/components/acts/use-row-acts";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Tiles, type TileView } from "@/components/ui/tile";

type ActRow = { orderNumber: string; href: string; next: ActView | null; otherActs: ActView[] };

export type ActTableProps<Row extends ActRow> = Pick<
  DataTableProps<Row>,
  "label" | "heading" | "list" | "columns" | "noun" | "rowId" | "rowLabel" | "amountOf"
> & {
  rowClass?: (row: Row) => string | undefined;
  tiles: TileView[];
  /** What a selection can be asked to do; posts `ids`, once per row. */
  bulkActs: ActView[];
  /** What an unfiltered list without rows says. */
  emptyTitle: string;
};

/** A list whose rows can be acted upon, by button, by key, and many at once. */
export function ActTable<Row extends ActRow>({ tiles, bulkActs, emptyTitle, ...table }: ActTableProps<Row>) {
  const router = useRouter();
  const rowActs = useRowActs<Row>();
  const filters = table.list.filters.filter((filter) => filter.value !== null);
  return (
    <DataTable
      {...table}
      views={<Tiles tiles={tiles} />}
      onOpen={(row) => router.push(row.href)}
      {...rowActs}
      selectionActs={(rows) =>
        bulkActs.map((act, index) => (
          <ActButton
            key={act.kind}
            act={act}
            variant={index === 0 ? "brand" : "on-dark"}
            fields={rows.map((row) => ["ids", table.rowId(row)])}
          />
        ))
      }
      empty={
        filters.length > 0 ? (
          <EmptyState kind="no_match" title={`No match for ${filters.length === 1 ? "this filter" : "these filters"}`}>
            Take one away to see more: {filters.map((filter) => filter.label.toLowerCase()).join(", ")}.
          </EmptyState>
        ) : (
          <EmptyState kind="all_done" title={emptyTitle} />
        )
      }
    />
  );
}
