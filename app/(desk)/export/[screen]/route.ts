import { isColumnShown, parseSortText } from "@/components/data-table/list-params";
import { listOrders } from "@/lib/queries/orders/list-orders";
import { csvCells, csvColumns, csvHead } from "@/lib/queries/orders/order-csv";
import { parseOrderFilter } from "@/lib/queries/orders/order-filter";
import type { OrderListRow } from "@/lib/queries/orders/order-list-row";
import type { QueryScope } from "@/lib/queries/query-scope";
import { listWorklistOrders } from "@/lib/queries/worklists/list-worklist-orders";
import { parseWorklistFilter } from "@/lib/queries/worklists/worklist-filter";
import { csvFile, pagesOf } from "@/lib/server/csv-file";
import { defineDeskRoute } from "@/lib/server/define-desk-route";

const PAGE_SIZE = 400;

/** A view as a file: its filters, columns and order, all of its rows, page by page as they are read. */
export const GET = defineDeskRoute({
  permission: "order.view",
  run: async ({ queries, params, url }) => {
    const { screen = "" } = params;
    if (screen !== "unpaid" && screen !== "expiring" && screen !== "orders") return null;
    const ids = csvColumns(url.searchParams.get("cols"));
    const text = Object.fromEntries(url.searchParams);
    return csvFile(queries, {
      name: screen,
      head: csvHead(ids, queries.timeZone),
      pages: pagesOf((after) => readPage(queries, screen, text, after)),
      cells: (row) => csvCells(ids, row, queries.timeZone),
    });
  },
});

function readPage(
  scope: QueryScope,
  screen: "unpaid" | "expiring" | "orders",
  text: Record<string, string>,
  after: string | null,
): Promise<{ rows: OrderListRow[]; nextCursor: string | null }> {
  const page = {
    sort: parseSortText(text.sort ?? null),
    after,
    before: null,
    size: PAGE_SIZE,
    withOwnStatuses: isColumnShown(text.cols, "own"),
  };
  return screen === "orders"
    ? listOrders(scope, { filter: parseOrderFilter(text), ...page })
    : listWorklistOrders(scope, { list: screen, filter: parseWorklistFilter(text), ...page });
}
