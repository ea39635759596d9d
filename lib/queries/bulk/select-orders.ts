import { mostInBulk } from "@/lib/payments/bulk-work";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { leadingItemsFrom, reasonRankSql } from "../worklists/leading-items";
import type { WorklistFilter } from "../worklists/worklist-filter";

/** Rows that were pointed at, or everything that a list's filter matches at this moment. */
export type Selection =
  | { readonly orderNumbers: readonly string[] }
  | { readonly list: "unpaid" | "expiring"; readonly filter: WorklistFilter };

export type SelectedOrder = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly amountMinor: bigint;
  readonly currency: string;
};

/** The orders of a selection, read anew from the database: what a page once showed decides nothing. One more than may be chosen at most. */
export async function selectOrders(scope: QueryScope, selection: Selection): Promise<SelectedOrder[]> {
  const values = new SqlValues();
  const text = "list" in selection ? matching(scope, values, selection) : pointedAt(scope, values, selection);
  const rows = await readRows<{ id: string; order_number: string; amount_minor: bigint; currency: string }>(
    scope,
    `${text} LIMIT ${mostInBulk + 1}`,
    values.list,
  );
  return rows.map(({ id, order_number, amount_minor, currency }) => ({
    orderId: id,
    orderNumber: order_number,
    amountMinor: BigInt(amount_minor),
    currency,
  }));
}

function matching(
  scope: QueryScope,
  values: SqlValues,
  { list, filter }: Extract<Selection, { list: string }>,
): string {
  const leading = leadingItemsFrom(scope, values, list, filter);
  return `SELECT o.id, o.order_number, x.amount_minor, x.currency
    FROM (SELECT w.store_id, w.order_id, w.amount_minor, w.currency, w.deadline_at, w.id FROM ${leading}) x
    JOIN orders o ON o.store_id = x.store_id AND o.id = x.order_id ORDER BY x.deadline_at NULLS LAST, x.id`;
}

function pointedAt(
  scope: QueryScope,
  values: SqlValues,
  { orderNumbers }: { orderNumbers: readonly string[] },
): string {
  const [store, numbers] = [values.add(scope.storeId), values.add([...new Set(orderNumbers)])];
  return `SELECT o.id, o.order_number, coalesce(w.amount_minor, o.total_minor - o.captured_minor) AS amount_minor, o.currency
    FROM orders o LEFT JOIN LATERAL (
      SELECT w.amount_minor FROM worklist_items w
      WHERE w.store_id = o.store_id AND w.order_id = o.id AND w.list = 'unpaid' AND w.closed_at IS NULL
      ORDER BY ${reasonRankSql("w")}, coalesce(w.deadline_at, 'infinity'::timestamptz), w.id LIMIT 1
    ) w ON TRUE
    WHERE o.store_id = ${store} AND o.order_number = ANY(${numbers}) ORDER BY array_position(${numbers}, o.order_number)`;
}
