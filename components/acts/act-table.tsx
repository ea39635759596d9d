"use client";

import { Download, PanelRight } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useRef } from "react";
import type { ActView } from "@/components/acts/act-view";
import { useRowActs } from "@/components/acts/use-row-acts";
import { BulkBarActs } from "@/components/bulk/bulk-bar-acts";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { useSideRecord } from "@/components/data-table/use-side-record";
import { useKeepNeighbours } from "@/components/orders/use-neighbours";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { Glyph } from "@/components/ui/glyph";
import { Tiles, type TileView } from "@/components/ui/tile";
import { toViewQuery } from "@/lib/format/view-query";

type ActRow = { orderNumber: string; href: string; next: ActView | null; otherActs: ActView[] };

export type ActTableProps<Row extends ActRow> = Pick<
  DataTableProps<Row>,
  "label" | "heading" | "list" | "columns" | "noun" | "rowId" | "rowLabel" | "amountOf"
> & {
  rowClass?: (row: Row) => string | undefined;
  clock: ClockView;
  tiles: TileView[];
  /** The list whose filters can stand for a selection of everything; without it only rows of the page are selected. */
  allOf?: "unpaid" | "expiring" | undefined;
  /** The list as it can be taken away in a file. */
  exportAs?: "unpaid" | "expiring" | "orders";
  /** What an unfiltered list without rows says. */
  emptyTitle: string;
};

// Not everybody looks beside the list: what draws the record comes when somebody does.
const PeekPane = dynamic(() => import("@/components/orders/peek-pane").then((module) => module.PeekPane), {
  // A boundary of its own: without one, what lies around would vanish while this comes, and the focus with it.
  loading: () => null,
});

/** A list whose rows can be acted upon, by button, by key, and many at once; a record can stand beside it. */
export function ActTable<Row extends ActRow>({
  tiles,
  allOf,
  exportAs,
  emptyTitle,
  clock,
  ...table
}: ActTableProps<Row>) {
  const router = useRouter();
  const rowActs = useRowActs<Row>();
  const { rows, computedAt } = table.list;
  const side = useSideRecord(rows[0]?.orderNumber);
  const lastRow = useLastRow(table.rowId);
  const current = useRef<Row | null>(null);
  const toggleSide = () => side.toggle((current.current ?? rows[0])?.orderNumber);
  const open = rows.find((row) => row.orderNumber === side.openId);
  const at = open ? rows.indexOf(open) : -1;
  useKeepNeighbours(rows.map((row) => row.href));
  const filters = table.list.filters.filter((filter) => filter.value !== null);
  return (
    <DataTable
      {...table}
      views={<Tiles tiles={tiles} />}
      startRowId={open ? table.rowId(open) : lastRow.read()}
      onOpen={(row) => router.push(row.href)}
      onPeek={(row) => side.peek(row.orderNumber)}
      onDismiss={() => {
        if (side.openId === null) return false;
        side.close();
        return true;
      }}
      onFocusRow={(row, isByPerson) => {
        current.current = row;
        lastRow.keep(row);
        rowActs.onFocusRow(row);
        if (isByPerson) side.follow(row.orderNumber);
      }}
      onRowKey={(row, key) => {
        if (key !== "b") return rowActs.onRowKey(row, key);
        side.toggle(row.orderNumber);
        return true;
      }}
      tools={
        <>
          <Button icon={PanelRight} keys="b" aria-pressed={side.openId !== null} onClick={toggleSide}>
            Split
          </Button>
          {exportAs && <ExportLink list={exportAs} />}
        </>
      }
      side={
        side.openId !== null && (
          <PeekPane
            orderNumber={side.openId}
            href={open?.href ?? `/orders/${encodeURIComponent(side.openId)}`}
            stamp={computedAt}
            soon={rows.slice(at + 1, at + 4).map((row) => row.orderNumber)}
            clock={clock}
            onClose={side.close}
          />
        )
      }
      canSelectAll={allOf !== undefined}
      selectionActs={({ rows: chosen, isAllMatching, pressed }) => (
        <BulkBarActs
          count={isAllMatching ? table.list.total : chosen.length}
          selection={
            isAllMatching && allOf !== undefined
              ? { list: allOf, query: toViewQuery(window.location.search) }
              : { ids: [...new Set(chosen.map((row) => row.orderNumber))] }
          }
          clock={clock}
          pressed={pressed}
        />
      )}
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

/** This very view as a file: the same filters, columns and order, every page of it. */
function ExportLink({ list }: { list: string }) {
  const query = toViewQuery(useSearchParams().toString());
  return (
    <a className={buttonClass({})} href={`/export/${list}?${query}`} download>
      <Glyph icon={Download} className="ic ic-14" />
      <span>Export</span>
    </a>
  );
}

/** Where the focus stood when this list was left: the way back leads there. */
function useLastRow<Row>(rowId: (row: Row) => string) {
  const key = `paydesk.row:${usePathname()}`;
  return {
    read: () => (typeof sessionStorage === "undefined" ? undefined : (sessionStorage.getItem(key) ?? undefined)),
    keep: (row: Row) => sessionStorage.setItem(key, rowId(row)),
  };
}
