import { HOUR_MS } from "@/lib/payments/instant";
import type { QueryScope } from "../query-scope";
import type { SqlValues } from "../sql-values";
import { ownStatusTerm } from "../status-fields/own-status";
import { thousandthsSql } from "../thousandths";
import { reasonOrder } from "./reason-order";
import type { WorklistFilter } from "./worklist-filter";

/**
 * FROM and WHERE of one list with one row per order, `w`: where several reasons hold an order up, the one that must be solved first speaks for it;
 * with filters, the first among the reasons that match. A row that leads its order leads it under every filter that it passes; only for the few others is
 * the order asked who stands ahead. `joins` adds what an order of the rows needs. Written so that the rows can be read in an index's order and no further than a page.
 */
export function leadingItemsFrom(
  scope: Pick<QueryScope, "storeId" | "now" | "viewer">,
  values: SqlValues,
  list: string,
  filter: WorklistFilter,
  joins = "",
): string {
  const store = values.add(scope.storeId);
  const name = values.add(list);
  const own = itemTerms(scope, values, filter);
  const isOf = (alias: string) =>
    [`${alias}.store_id = ${store}`, `${alias}.list = ${name}`, `${alias}.closed_at IS NULL`, ...own(alias)].join(
      " AND ",
    );
  return `worklist_items w ${joins} WHERE ${isOf("w")}${orderTerms(scope, values, filter)} AND (w.leads OR NOT EXISTS (
    SELECT 1 FROM worklist_items ahead WHERE ahead.order_id = w.order_id AND ${isOf("ahead")}
      AND (${placeSql("ahead")}) < (${placeSql("w")})))`;
}

/** Position of a row's reason: what must be solved first comes first. */
export function reasonRankSql(alias: string): string {
  const cases = reasonOrder.map((reason, rank) => `WHEN '${reason}' THEN ${rank}`);
  return `(CASE ${alias}.reason ${cases.join(" ")} ELSE ${reasonOrder.length} END)::int8`;
}

/** When the hold that counts ends: the first of the live ones, else the last of the ended ones; infinity where nothing was held. The database keeps it on the row. */
export function holdEndSql(alias: string): string {
  return `coalesce(${alias}.hold_ends_at, 'infinity'::timestamptz)`;
}

export const hoursOf = { under_24h: 24, under_72h: 72, under_7d: 168 } as const;

/** What decides among an order's rows who speaks for it; the database marks the first with `leads` by the very same. */
export function placeSql(alias: string): string {
  return `paydesk_reason_rank(${alias}.reason), coalesce(${alias}.deadline_at, 'infinity'::timestamptz), ${alias}.id`;
}

/** Conditions on the worklist row itself: they decide which of an order's reasons may speak. */
function itemTerms(
  { now }: Pick<QueryScope, "now">,
  values: SqlValues,
  filter: WorklistFilter,
): (alias: string) => string[] {
  const moment = values.add(new Date(now));
  const reasons = filter.reasons.length > 0 ? values.add(filter.reasons) : null;
  const above = filter.aboveThousandths === null ? null : values.add(filter.aboveThousandths);
  return (alias) => [
    filter.isSnoozed
      ? `${alias}.snoozed_until > ${moment}`
      : `(${alias}.snoozed_until IS NULL OR ${alias}.snoozed_until <= ${moment})`,
    ...(reasons === null ? [] : [`${alias}.reason = ANY(${reasons})`]),
    ...(above === null ? [] : [`${thousandthsSql(alias)} >= ${above}::int8`]),
  ];
}

/** Conditions on the order behind the row, which all of its reasons share. */
function orderTerms(scope: Pick<QueryScope, "now" | "viewer">, values: SqlValues, filter: WorklistFilter): string {
  const terms: string[] = [];
  if (filter.holdLeft !== null) terms.push(holdLeftTerm(values, filter.holdLeft, scope.now));
  if (filter.owner !== null) {
    const owner =
      filter.owner === "nobody"
        ? "o.owner_id IS NULL"
        : `o.owner_id = ${values.add(filter.owner === "me" ? scope.viewer.userId : filter.owner)}`;
    terms.push(`EXISTS (SELECT 1 FROM orders o WHERE o.store_id = w.store_id AND o.id = w.order_id AND ${owner})`);
  }
  if (filter.ownStatus !== null) {
    const own = ownStatusTerm(values, filter.ownStatus);
    terms.push(`EXISTS (SELECT 1 FROM orders o WHERE o.store_id = w.store_id AND o.id = w.order_id AND ${own})`);
  }
  if (filter.gateway !== null) terms.push(methodTerm("gateway", values.add(filter.gateway)));
  if (filter.method !== null) terms.push(methodTerm("kind", values.add(filter.method)));
  return terms.map((term) => ` AND ${term}`).join("");
}

function methodTerm(column: "gateway" | "kind", value: string): string {
  return `EXISTS (SELECT 1 FROM order_payment_methods m
    WHERE m.store_id = w.store_id AND m.order_id = w.order_id AND m.status <> 'removed' AND m.${column} = ${value})`;
}

function holdLeftTerm(values: SqlValues, holdLeft: NonNullable<WorklistFilter["holdLeft"]>, now: number): string {
  if (holdLeft === "none") return "w.hold_ends_at IS NULL";
  if (holdLeft === "ended") return `w.hold_ends_at <= ${values.add(new Date(now))}`;
  const until = new Date(now + hoursOf[holdLeft] * HOUR_MS);
  return `w.hold_ends_at > ${values.add(new Date(now))} AND w.hold_ends_at <= ${values.add(until)}`;
}
