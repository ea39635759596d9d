import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import type { WorklistReason } from "@/lib/payments/order-state";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { holdEndSql, leadingItemsSql } from "./leading-items";
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
  list: "unpaid" | "expiring",
  filter: WorklistFilter = noFilter,
): Promise<WorklistCounts> {
  const values = new SqlValues();
  const matching = leadingItemsSql(scope, values, list, filter);
  const every = leadingItemsSql(scope, values, list, noFilter);
  const [store, name, now] = [values.add(scope.storeId), values.add(list), values.add(new Date(scope.now))];
  const [row] = await readRows<CountRow>(
    scope,
    `WITH matching AS (${matching}), every AS (SELECT w.*, ${holdEndSql("w")} AS hold_end FROM (${every}) w),
     sums AS (SELECT currency, sum(amount_minor)::int8 AS minor, count(*)::int AS orders FROM matching GROUP BY currency)
     SELECT (SELECT coalesce(jsonb_agg(jsonb_build_array(currency, minor::text, orders) ORDER BY orders DESC, currency), '[]') FROM sums) AS sums,
       (SELECT count(*)::int FROM every) AS all_count,
       (SELECT count(*)::int FROM every WHERE hold_end > ${now} AND hold_end <= ${now}::timestamptz + interval '24 hours') AS under_24h,
       (SELECT count(*)::int FROM every WHERE hold_end > ${now} AND hold_end <= ${now}::timestamptz + interval '72 hours') AS under_72h,
       (SELECT coalesce(jsonb_object_agg(reason, orders), '{}') FROM (
          SELECT reason, count(DISTINCT order_id)::int AS orders FROM worklist_items
          WHERE store_id = ${store} AND list = ${name} AND closed_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= ${now}) GROUP BY reason
        ) reasons) AS by_reason,
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
