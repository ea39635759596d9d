import { parseSortText } from "@/components/data-table/list-params";
import { csvLine, csvStart } from "@/lib/format/csv";
import { dateIn } from "@/lib/format/format-instant";
import { listOrders } from "@/lib/queries/orders/list-orders";
import { csvCells, csvColumns, csvHead } from "@/lib/queries/orders/order-csv";
import { parseOrderFilter } from "@/lib/queries/orders/order-filter";
import type { OrderListRow } from "@/lib/queries/orders/order-list-row";
import type { QueryScope } from "@/lib/queries/query-scope";
import { listWorklistOrders } from "@/lib/queries/worklists/list-worklist-orders";
import { parseWorklistFilter } from "@/lib/queries/worklists/worklist-filter";
import { defineDeskRoute } from "@/lib/server/define-desk-route";

const PAGE_SIZE = 400;

/** A view as a file: its filters, columns and order, all of its rows, page by page as they are read. */
export const GET = defineDeskRoute({
  permission: "order.view",
  run: async ({ queries, params, url }) => {
    const { screen = "" } = params;
    if (screen !== "unpaid" && screen !== "expiring" && screen !== "orders") return null;
    const ids = csvColumns(url.searchParams.get("cols"));
    const pages = pagesOf(queries, screen, Object.fromEntries(url.searchParams));
    const first = await pages.next();
    const name = `${screen}-${dateIn(queries.now, queries.timeZone)}.csv`;
    return new Response(fileOf(ids, first, pages, queries.timeZone), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "no-store",
      },
    });
  },
});

type Pages = AsyncGenerator<OrderListRow[], void>;

async function* pagesOf(
  scope: QueryScope,
  screen: "unpaid" | "expiring" | "orders",
  text: Record<string, string>,
): Pages {
  const sort = parseSortText(text.sort ?? null);
  let after: string | null = null;
  do {
    const page = { sort, after, before: null, size: PAGE_SIZE };
    const read: { rows: OrderListRow[]; nextCursor: string | null } =
      screen === "orders"
        ? await listOrders(scope, { filter: parseOrderFilter(text), ...page })
        : await listWorklistOrders(scope, { list: screen, filter: parseWorklistFilter(text), ...page });
    yield read.rows;
    after = read.nextCursor;
  } while (after !== null);
}

/** Written as it is read: a reader who goes away stops the reading, and a page that fails breaks the file off instead of ending it well. */
function fileOf(
  ids: readonly string[],
  first: IteratorResult<OrderListRow[], void>,
  pages: Pages,
  timeZone: string,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  const lines = (rows: readonly OrderListRow[]) => rows.map((row) => csvLine(csvCells(ids, row, timeZone))).join("");
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.encode(csvStart + csvLine(csvHead(ids, timeZone)) + lines(first.value ?? [])));
    },
    async pull(controller) {
      const { done, value } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(bytes.encode(lines(value)));
    },
    async cancel() {
      await pages.return();
    },
  });
}
