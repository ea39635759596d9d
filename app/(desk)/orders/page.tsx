import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { isColumnShown, parseSortText } from "@/components/data-table/list-params";
import type { FilterView } from "@/components/data-table/list-view";
import { OrderList } from "@/components/orders/order-list";
import { orderSourceWords, orderStatusWords } from "@/lib/format/order-words";
import { orderSources, orderStatuses } from "@/lib/payments/order-state";
import { listOrders } from "@/lib/queries/orders/list-orders";
import { captureStatuses, type OrderFilter, parseOrderFilter } from "@/lib/queries/orders/order-filter";
import { listStatusFields, type StatusFieldRow } from "@/lib/queries/status-fields/list-status-fields";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { whileFresh } from "@/lib/server/while-fresh";
import { deskActions } from "../_acts/desk-actions";
import { orderHref, packOrderRows } from "../_lists/order-row";
import { ownStatusFilter } from "../_lists/own-status-filter";
import { readViews } from "../_views/read-views";
import { loadSearchParams, type OrdersParams } from "./search-params";

export const metadata: Metadata = { title: "Orders" };

const PAGE_SIZE = 50;

/** All orders, newest first. A search that names exactly one order goes straight to it. */
export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("order.view");
  const params = await loadSearchParams(searchParams);
  const scope = await queryContext(staff);
  const isBare = Object.values(params).every((value) => value === null);
  const views = await readViews({ scope, role: staff.role, screen: "orders", viewId: params.view, isBare });
  const filter = parseOrderFilter(params);
  const { sort, after, before, cols } = params;
  const withOwnStatuses = isColumnShown(cols, "own");
  const page = await whileFresh(scope, `orders ${JSON.stringify(params)}`, () =>
    listOrders(scope, { filter, sort: parseSortText(sort), after, before, size: PAGE_SIZE, withOwnStatuses }),
  );
  const only = page.rows.length === 1 && page.rows[0]?.orderNumber === filter.search ? page.rows[0] : undefined;
  if (only) redirect(orderHref(only.orderNumber));
  const [clock, ownFields] = await Promise.all([clockView(staff), listStatusFields(scope)]);
  return (
    <OrderList
      kind="all"
      title="All orders"
      note={page.sort === "" ? "Newest first." : undefined}
      list={{
        packedRows: packOrderRows(page.rows, staff),
        total: page.total,
        isTotalExact: page.isTotalExact,
        firstRow: page.firstRow,
        previousCursor: page.previousCursor,
        nextCursor: page.nextCursor,
        sums: [],
        filters: filtersOf(params, filter, ownFields),
        sort: page.sort,
        computedAt: clock.now,
      }}
      tiles={[]}
      views={views}
      clock={clock}
      actions={deskActions}
    />
  );
}

function filtersOf(params: OrdersParams, filter: OrderFilter, ownFields: readonly StatusFieldRow[]): FilterView[] {
  const account: FilterView[] =
    filter.accountId === null
      ? []
      : [
          {
            key: "account",
            label: "Customer",
            kind: "one",
            choices: [{ value: filter.accountId, label: "the one you came from" }],
            value: filter.accountId,
          },
        ];
  return [
    { key: "q", label: "Search", kind: "text", choices: [], value: filter.search },
    {
      key: "status",
      label: "Status",
      kind: "one",
      choices: orderStatuses.map((value) => ({ value, label: orderStatusWords[value] })),
      value: filter.status,
    },
    {
      key: "capture",
      label: "Capture",
      kind: "one",
      choices: captureStatuses.map((value) => ({ value, label: value })),
      value: filter.capture,
    },
    {
      key: "source",
      label: "Source",
      kind: "one",
      choices: orderSources.map((value) => ({ value, label: orderSourceWords[value] })),
      value: filter.source,
    },
    { key: "hold_ends", label: "Hold ends on", kind: "day", choices: [], value: filter.holdEnds },
    ...ownStatusFilter(params.own, ownFields),
    ...account,
  ];
}
