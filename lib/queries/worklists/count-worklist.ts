import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { HOUR_MS } from "@/lib/payments/instant";
import type { WorklistReason } from "@/lib/payments/order-state";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { hoursOf, leadingItemsFrom } from "./leading-items";
import type { OrderListName } from "./list-worklist-orders";
import { noFilter, type WorklistFilter } from "./worklist-filter";

export type RiskSum = { readonly amount: AmountView; readonly orders: number };

export type WorklistCounts = {
  /** Orders that match the filter. */
  readonly matching: number;
  /** Their amounts, one sum per currency and never across; most orders first. */
  readonly sums: RiskSum[];
  /** Orders in the whole list, snoozed ones left out. */
  readonly all: number;
  /** An order that stands there for two reasons counts once under each. */
  readonly byReason: ReadonlyMap<WorklistReason, number>;
  readonly under24h: number;
  readonly under72h: number;
  /** Who an order may belong to, for the filter. */
  readonly colleagues: { id: string; name: string }[];
};

/** Counts and sums of one list, in one statement: what the tiles say and what stands above the rows (P04, H04). */
export async function countWorklist(
  scope: QueryScope,
  list: OrderListName,
  filter: WorklistFilter = noFilter,
): Promise<WorklistCounts> {
  const values = new SqlValues();
  const matching = leadingItemsFrom(scope, values, list, filter);
  const [store, name, now] = [values.add(scope.storeId), values.add(list), values.add(new Date(scope.now))];
  const until = (hours: number) => values.add(new Date(scope.now + hours * HOUR_MS));
  const [row] = await readRows<CountRow>(
    scope,
    `WITH sums AS (SELECT w.currency, sum(w.amount_minor)::int8 AS minor, count(*)::int AS orders FROM ${matching} GROUP BY w.currency),
     every AS (
       SELECT w.store_id, w.order_id, w.reason FROM worklist_items w WHERE w.store_id = ${store} AND w.list = ${name} AND w.closed_at IS NULL
         AND (w.snoozed_until IS NULL OR w.snoozed_until <= ${now}) GROUP BY w.store_id, w.order_id, w.reason
     ), orders_in AS (SELECT DISTINCT store_id, order_id FROM every),
     ending AS (
       SELECT w.order_id, min(z.expires_at) AS ends_at FROM orders_in w JOIN authorizations z ON z.store_id = w.store_id AND z.order_id = w.order_id
       WHERE z.status IN ('authorized','void_requested') AND z.expires_at > ${now} AND z.expires_at <= ${until(hoursOf.under_72h)} GROUP BY w.order_id
     )
     SELECT (SELECT coalesce(jsonb_agg(jsonb_build_array(currency, minor::text, orders) ORDER BY orders DESC, currency), '[]') FROM sums) AS sums,
       (SELECT count(*)::int FROM orders_in) AS all_count,
       (SELECT count(*)::int FROM ending WHERE ends_at <= ${until(hoursOf.under_24h)}) AS under_24h,
       (SELECT count(*)::int FROM ending) AS under_72h,
       (SELECT coalesce(jsonb_object_agg(reason, orders), '{}') FROM (SELECT reason, count(*)::int AS orders FROM every GROUP BY reason) reasons) AS by_reason,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY name), '[]') FROM staff_users WHERE store_id = ${store} AND is_active) AS colleagues`,
    values.list,
  );
  if (!row) throw new Error("a count has one row");
  const sums = row.sums.map(([currency, minor, orders]) => ({
    amount: minorToAmountView(BigInt(minor), currency),
    orders,
  }));
  return {
    matching: sums.reduce((total, each) => total + each.orders, 0),
    sums,
    all: row.all_count,
    byReason: new Map(Object.entries(row.by_reason) as [WorklistReason, number][]),
    under24h: row.under_24h,
    under72h: row.under_72h,
    colleagues: row.colleagues,
  };
}

type CountRow = {
  sums: [string, string, number][];
  all_count: number;
  under_24h: number;
  under_72h: number;
  by_reason: Record<string, number>;
  colleagues: { id: string; name: string }[];
};
