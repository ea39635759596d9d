import { keyColumns, type Page, planPage, toPage } from "../keyset";
import { contactColumns, contactJoins } from "../orders/last-contact";
import { loadOrders } from "../orders/load-orders";
import {
  type ListItemJson,
  type OrderListRow,
  peopleColumns,
  peopleJoins,
  toOrderListRow,
} from "../orders/order-list-row";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { ownStatusTexts } from "../status-fields/read-status-values";
import { leadingItemsFrom } from "./leading-items";
import type { WorklistFilter } from "./worklist-filter";
import { knownSorts, type SortRule, sortJoins, sortKeys, sortText } from "./worklist-sort";

/** The lists of orders that a screen shows row by row. */
export type OrderListName = "unpaid" | "expiring" | "unapplied-money";

export type WorklistRequest = {
  readonly list: OrderListName;
  readonly filter: WorklistFilter;
  readonly sort: readonly SortRule[];
  readonly after: string | null;
  readonly before: string | null;
  readonly size: number;
  /** Whether rows say what the store's own fields say: one statement more. */
  readonly withOwnStatuses?: boolean;
};

export type WorklistPage = Page<OrderListRow> & { readonly sort: string };

/** One page of orders that need a person (H01 to H04, P04). Two statements, whatever its size: the rows, and their orders with all parts. */
export async function listWorklistOrders(scope: QueryScope, request: WorklistRequest): Promise<WorklistPage> {
  const rules = knownSorts(request.sort);
  const sort = sortText(rules);
  const keys = sortKeys(rules);
  const values = new SqlValues();
  const leading = leadingItemsFrom(scope, values, request.list, request.filter, sortJoins(rules));
  const plan = planPage(values, keys, sort, request);
  const now = values.add(new Date(scope.now));
  const read = await readRows<ListItemJson & { deadline_at: Date | null; sort_values: string[] }>(
    scope,
    `WITH page AS (
       SELECT w.*, ${keyColumns(keys)} FROM ${leading} AND ${plan.where} ORDER BY ${plan.orderBy} LIMIT ${plan.limit}
     )
     SELECT page.order_id, page.reason, page.next_step, page.why, page.amount_minor, page.currency, page.deadline_at, page.sort_values, ${peopleColumns}, ${contactColumns}
     FROM page JOIN orders o ON o.store_id = page.store_id AND o.id = page.order_id
     ${peopleJoins("page", "o.owner_id", now)} ${contactJoins("page")}
     ORDER BY ${plan.orderOf("page")}`,
    values.list,
  );
  const page = toPage(read, plan, sort);
  const orders = await loadOrders(
    scope,
    page.rows.map((row) => row.order_id),
  );
  const own = await ownStatusTexts(scope, request.withOwnStatuses ? [...orders.keys()] : []);
  const rows = page.rows.flatMap((row) => {
    const order = orders.get(row.order_id);
    if (!order) return [];
    const settleBy = request.list === "unapplied-money" ? (row.deadline_at?.toISOString() ?? null) : null;
    return [{ ...toOrderListRow(scope, row, order, own.get(row.order_id)), settleBy }];
  });
  return { ...page, rows, sort };
}
