import { keyColumns, type Page, planPage, type SortKey, toPage } from "../keyset";
import { type QueryScope, readRows, readRowsByKeptPlan } from "../query-scope";
import { SqlValues } from "../sql-values";
import { ownStatusTexts } from "../status-fields/read-status-values";
import { reasonRankSql } from "../worklists/leading-items";
import { type SortRule, sortText } from "../worklists/worklist-sort";
import { findOrdersSql } from "./find-orders-sql";
import { contactColumns, contactJoins } from "./last-contact";
import { loadOrders } from "./load-orders";
import { type OrderFilter, orderFilterTerms } from "./order-filter";
import { type ListItemJson, type OrderListRow, peopleColumns, peopleJoins, toOrderListRow } from "./order-list-row";
import { coverageNow } from "./order-standing";

export type OrdersRequest = {
  readonly filter: OrderFilter;
  readonly sort: readonly SortRule[];
  readonly after: string | null;
  readonly before: string | null;
  readonly size: number;
  /** Whether rows say what the store's own fields say: one statement more. */
  readonly withOwnStatuses?: boolean;
};

export type OrdersPage = Page<OrderListRow> & {
  readonly sort: string;
  /** Counted up to 10,000; beyond that nobody reads the number. */
  readonly total: number;
  readonly isTotalExact: boolean;
};

const MOST_COUNTED = 10_000;

/** All orders, newest first, or those that a search names. Three statements: the rows, their number, and the orders with all parts. */
export async function listOrders(scope: QueryScope, request: OrdersRequest): Promise<OrdersPage> {
  const rules = request.sort.filter((rule) => rule.id in sortable).slice(0, 1);
  const sort = sortText(rules);
  const keys = keysFor(rules);
  const values = new SqlValues();
  const from = fromSql(scope, values, request.filter);
  const plan = planPage(values, keys, sort, request);
  const now = values.add(new Date(scope.now));
  const read = await readerOf(request.filter)<ListItemJson & { sort_values: string[] }>(
    scope,
    `WITH page AS (
       SELECT o.store_id, o.id AS order_id, o.owner_id AS order_owner_id, o.total_minor AS amount_minor, o.currency, ${keyColumns(keys)},
         row_number() OVER (ORDER BY ${plan.orderBy}) AS position
       FROM ${from} AND ${plan.where} ORDER BY ${plan.orderBy} LIMIT ${plan.limit}
     )
     SELECT page.order_id, page.amount_minor, page.currency, page.sort_values, item.reason, item.next_step, item.why, ${peopleColumns}, ${contactColumns}
     FROM page
     LEFT JOIN LATERAL (
       SELECT w.reason, w.next_step, w.why FROM worklist_items w
       WHERE w.store_id = page.store_id AND w.order_id = page.order_id AND w.closed_at IS NULL AND w.list <> 'connector-failures' ORDER BY ${reasonRankSql("w")}, w.id LIMIT 1
     ) item ON TRUE
     ${peopleJoins("page", "page.order_owner_id", now)} ${contactJoins("page")}
     ORDER BY page.position`,
    values.list,
  );
  const page = toPage(read, plan, sort);
  const orders = await loadOrders(
    scope,
    page.rows.map((row) => row.order_id),
  );
  const own = await ownStatusTexts(scope, request.withOwnStatuses ? [...orders.keys()] : []);
  const rows = page.rows.flatMap((row) => {
    const found = orders.get(row.order_id);
    if (!found) return [];
    const due = coverageNow(found.order, scope.now).due.amountMinor;
    return [
      {
        ...toOrderListRow(scope, { ...row, amount_minor: due }, found, own.get(row.order_id)),
        amountIs: "due" as const,
      },
    ];
  });
  const counted = await countOrders(scope, request.filter);
  return { ...page, rows, sort, total: Math.min(counted, MOST_COUNTED), isTotalExact: counted <= MOST_COUNTED };
}

async function countOrders(scope: QueryScope, filter: OrderFilter): Promise<number> {
  const values = new SqlValues();
  const from = fromSql(scope, values, filter);
  const [row] = await readerOf(filter)<{ count: number }>(
    scope,
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${from} LIMIT ${MOST_COUNTED + 1}) counted`,
    values.list,
  );
  return row?.count ?? 0;
}

function readerOf({ search }: OrderFilter): typeof readRows {
  return search === null ? readRows : readRowsByKeptPlan;
}

function fromSql(scope: QueryScope, values: SqlValues, filter: OrderFilter): string {
  const store = values.add(scope.storeId);
  const named = filter.search === null ? "" : `AND o.id IN (${findOrdersSql(values, store, filter.search)})`;
  const terms = orderFilterTerms(scope, values, filter);
  return `orders o WHERE o.store_id = ${store} ${named} ${terms.map((term) => `AND ${term}`).join(" ")}`;
}

/** Only what an index can walk: any other order of a million rows would be sorted anew for every page. */
const sortable: Readonly<Record<string, Omit<SortKey, "isDescending">>> = {
  order: { sql: "o.order_number", type: "text" },
  placed: { sql: "o.placed_at", type: "timestamptz" },
};

function keysFor(rules: readonly SortRule[]): SortKey[] {
  const first = rules[0] ?? { id: "placed", isDescending: true };
  const key = sortable[first.id];
  if (!key) throw new Error("only known columns come here");
  const last: SortKey = { sql: "o.id", type: "text" };
  return [{ ...key, isDescending: first.isDescending }, last];
}
