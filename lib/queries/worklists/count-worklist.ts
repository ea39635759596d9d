import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { HOUR_MS } from "@/lib/payments/instant";
import type { WorklistReason } from "@/lib/payments/order-state";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { hoursOf, leadingItemsFrom, placeSql } from "./leading-items";
import type { OrderListName } from "./list-worklist-orders";
import { isFiltered, noFilter, type WorklistFilter } from "./worklist-filter";

export type RiskSum = { readonly amount: AmountView; readonly orders: number };

export type WorklistCounts = {
  /** Orders that match the filter. */
  readonly matching: number;
  /** Their amounts, one sum per currency and never across; most orders first. What is disputed is not due and adds nothing. */
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

/** Counts and sums of one list, in one statement: what the tiles say and what stands above the rows (P04, H04). Without filters the list is walked once. */
export async function countWorklist(
  scope: QueryScope,
  list: OrderListName,
  filter: WorklistFilter = noFilter,
): Promise<WorklistCounts> {
  const values = new SqlValues();
  const [store, name, now] = [values.add(scope.storeId), values.add(list), values.add(new Date(scope.now))];
  const until = (hours: number) => values.add(new Date(scope.now + hours * HOUR_MS));
  const isIn = (alias: string) =>
    `${alias}.store_id = ${store} AND ${alias}.list = ${name} AND ${alias}.closed_at IS NULL AND (${alias}.snoozed_until IS NULL OR ${alias}.snoozed_until <= ${now})`;
  const endsSoon = `CASE WHEN w.hold_ends_at > ${now} AND w.hold_ends_at <= ${until(hoursOf.under_72h)} THEN w.hold_ends_at END`;
  const matching = isFiltered(filter)
    ? `SELECT w.currency, ${owedSql("w")} AS minor, count(*) AS orders FROM ${leadingItemsFrom(scope, values, list, filter)} GROUP BY w.currency`
    : "SELECT currency, sum(minor) AS minor, sum(orders) AS orders FROM grouped WHERE orders > 0 GROUP BY currency";
  const [row] = await readRows<CountRow>(
    scope,
    `WITH grouped AS (
       SELECT w.currency, w.reason, ${owedSql("w", "speaks")} AS minor, count(*) FILTER (WHERE speaks) AS orders, count(*) FILTER (WHERE speaks_for_reason) AS of_reason,
         count(*) FILTER (WHERE speaks AND ends_at <= ${until(hoursOf.under_24h)}) AS under_24h, count(*) FILTER (WHERE speaks AND ends_at IS NOT NULL) AS under_72h
       FROM (
         SELECT w.currency, w.reason, w.amount_minor, TRUE AS speaks, TRUE AS speaks_for_reason, ${endsSoon} AS ends_at FROM worklist_items w WHERE ${isIn("w")} AND w.leads
         UNION ALL
         SELECT w.currency, w.reason, w.amount_minor, ${speaksSql(isIn, "")}, (w.leads_reason OR ${speaksSql(isIn, "ahead.reason = w.reason AND ")}), ${endsSoon} FROM worklist_items w WHERE ${isIn("w")} AND NOT w.leads
       ) w GROUP BY w.currency, w.reason
     ), matching AS (${matching})
     SELECT (SELECT coalesce(jsonb_agg(jsonb_build_array(currency, minor::int8::text, orders::int) ORDER BY orders DESC, currency), '[]') FROM matching) AS sums,
       coalesce(sum(orders), 0)::int AS all_count, coalesce(sum(under_24h), 0)::int AS under_24h, coalesce(sum(under_72h), 0)::int AS under_72h,
       (SELECT coalesce(jsonb_object_agg(reason, orders), '{}') FROM (SELECT reason, sum(of_reason)::int AS orders FROM grouped WHERE of_reason > 0 GROUP BY reason) reasons) AS by_reason,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY name), '[]') FROM staff_users WHERE store_id = ${store} AND is_active) AS colleagues
     FROM grouped`,
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

/** What is due of the rows; what is disputed is not. */
function owedSql(alias: string, condition = "TRUE"): string {
  return `coalesce(sum(${alias}.amount_minor) FILTER (WHERE ${condition} AND ${alias}.reason <> 'payment_disputed'), 0)`;
}

/** Whether a row that does not lead is counted for its order all the same: whatever stands ahead of it is snoozed. */
function speaksSql(isIn: (alias: string) => string, sameReason: string): string {
  return `NOT EXISTS (SELECT 1 FROM worklist_items ahead WHERE ahead.order_id = w.order_id AND ${sameReason}${isIn("ahead")}
    AND (${placeSql("ahead")}) < (${placeSql("w")}))`;
}

type CountRow = {
  sums: [string, string, number][];
  all_count: number;
  under_24h: number;
  under_72h: number;
  by_reason: Record<string, number>;
  colleagues: { id: string; name: string }[];
};
