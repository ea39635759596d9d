import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { AwaitingList } from "@/components/approvals/awaiting-list";
import type { AwaitingRowView } from "@/components/approvals/awaiting-row-view";
import { parseSortText } from "@/components/data-table/list-params";
import type { TileView } from "@/components/ui/tile";
import type { Staff } from "@/lib/auth/staff";
import { approvalDeskReason } from "@/lib/format/desk-reason";
import { type AwaitingState, awaitingStates } from "@/lib/queries/approvals/awaiting-state";
import {
  type AwaitingCounts,
  type AwaitingRow,
  countAwaiting,
  listAwaiting,
} from "@/lib/queries/approvals/list-awaiting";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { whileFresh } from "@/lib/server/while-fresh";
import { deskActions } from "../_acts/desk-actions";
import { offeredActs } from "../_acts/next-act";
import { orderHref } from "../_lists/order-row";
import { readViews } from "../_views/read-views";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "Awaiting customer" };

const PAGE_SIZE = 50;

export default async function ApprovalsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("order.view");
  const params = await loadSearchParams(searchParams);
  const { state, sort, after, before } = params;
  const queries = await queryContext(staff);
  const isBare = Object.values(params).every((value) => value === null);
  const views = await readViews({
    scope: queries,
    role: staff.role,
    screen: "approvals",
    viewId: params.view,
    isBare,
  });
  const [page, counts, clock] = await Promise.all([
    whileFresh(queries, `awaiting ${JSON.stringify(params)}`, () =>
      listAwaiting(queries, { state, sort: parseSortText(sort), after, before, size: PAGE_SIZE }),
    ),
    whileFresh(queries, "count awaiting", () => countAwaiting(queries)),
    clockView(staff),
  ]);
  return (
    <AwaitingList
      title="Awaiting customer"
      list={{
        rows: page.rows.map((row) => toRow(row, staff)),
        total: state === null ? counts.total : (counts.byState.get(state) ?? 0),
        isTotalExact: true,
        firstRow: page.firstRow,
        previousCursor: page.previousCursor,
        nextCursor: page.nextCursor,
        sums: [],
        filters: [
          {
            key: "state",
            label: "State",
            kind: "one",
            choices: awaitingStates.map((value) => ({ value, label: stateWords[value].toLowerCase() })),
            value: state,
          },
        ],
        sort: page.sort,
        computedAt: clock.now,
      }}
      tiles={tilesOf(counts, state)}
      views={views}
      clock={clock}
      actions={deskActions}
    />
  );
}

function toRow(row: AwaitingRow, staff: Staff): AwaitingRowView {
  const { next, otherActs } = offeredActs({ ...row, phone: row.customerPhone }, { ...staff, claimedBy: null });
  return {
    id: row.id,
    orderNumber: row.orderNumber,
    href: orderHref(row.orderNumber),
    customerName: row.customerName,
    reason: approvalDeskReason(row.requestReason),
    amount: row.amount,
    difference: row.difference.amountMinor === "0" ? null : row.difference,
    state: row.state,
    sentAt: row.sentAt,
    stateSince: row.stateSince,
    endsAt: row.endsAt,
    remindAt: row.remindAt,
    isAddressRefused: row.isAddressRefused,
    code: row.code,
    owner: row.owner,
    next,
    otherActs,
  };
}

const stateWords: Record<AwaitingState, string> = {
  not_sent: "Not sent yet",
  not_opened: "Not opened",
  opened: "Opened",
  asks: "Asked something",
  said_no: "Said no",
  link_ended: "Link ended",
  not_delivered: "Not delivered",
};

function tilesOf({ total, byState }: AwaitingCounts, current: AwaitingState | null): TileView[] {
  return [
    { key: "all", label: "All", count: total, href: "/approvals?view=all", isCurrent: current === null },
    ...awaitingStates.map((state) => ({
      key: state,
      label: stateWords[state],
      count: byState.get(state) ?? 0,
      href: `/approvals?state=${state}`,
      isCurrent: current === state,
    })),
  ];
}
