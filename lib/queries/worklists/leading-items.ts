import type { QueryScope } from "../query-scope";
import type { SqlValues } from "../sql-values";
import { thousandthsSql } from "../thousandths";
import { reasonOrder } from "./reason-order";
import type { WorklistFilter } from "./worklist-filter";

/**
 * The rows of one list, one per order: where several reasons hold an order up, the one that must be solved first speaks for it. With filters, the
 * first among the reasons that match. Columns: the worklist row's own.
 */
export function leadingItemsSql(
  scope: Pick<QueryScope, "storeId" | "now" | "viewer">,
  values: SqlValues,
  list: string,
  filter: WorklistFilter,
): string {
  const terms = [
    `w.store_id = ${values.add(scope.storeId)}`,
    `w.list = ${values.add(list)}`,
    "w.closed_at IS NULL",
    ...filterTerms(scope, values, filter),
  ];
  return `SELECT DISTINCT ON (w.order_id) w.*
    FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
    WHERE ${terms.join(" AND ")}
    ORDER BY w.order_id, ${reasonRankSql("w")}, w.deadline_at NULLS LAST, w.id`;
}

/** Position of a row's reason: what must be solved first comes first. */
export function reasonRankSql(alias: string): string {
  const cases = reasonOrder.map((reason, rank) => `WHEN '${reason}' THEN ${rank}`);
  return `(CASE ${alias}.reason ${cases.join(" ")} ELSE ${reasonOrder.length} END)::int8`;
}

/** When the hold that counts ends: the first of the live ones, else the last of the ended ones; infinity where nothing was held. */
export function holdEndSql(alias: string): string {
  const ofOrder = `z.store_id = ${alias}.store_id AND z.order_id = ${alias}.order_id`;
  return `coalesce(
    (SELECT min(z.expires_at) FROM authorizations z WHERE ${ofOrder} AND z.status IN ('authorized','void_requested')),
    (SELECT max(least(z.expires_at, z.ended_at)) FROM authorizations z WHERE ${ofOrder} AND z.status = 'expired'),
    'infinity')`;
}

function filterTerms(
  { now, viewer }: Pick<QueryScope, "now" | "viewer">,
  values: SqlValues,
  filter: WorklistFilter,
): string[] {
  const moment = new Date(now);
  const terms = [
    filter.isSnoozed
      ? `w.snoozed_until > ${values.add(moment)}`
      : `(w.snoozed_until IS NULL OR w.snoozed_until <= ${values.add(moment)})`,
  ];
  if (filter.reasons.length > 0) terms.push(`w.reason = ANY(${values.add(filter.reasons)})`);
  if (filter.aboveThousandths !== null) {
    terms.push(`${thousandthsSql("w")} >= ${values.add(filter.aboveThousandths)}::int8`);
  }
  if (filter.holdLeft !== null) terms.push(holdLeftTerm(values, filter.holdLeft, moment));
  if (filter.owner === "nobody") terms.push("o.owner_id IS NULL");
  else if (filter.owner !== null) {
    terms.push(`o.owner_id = ${values.add(filter.owner === "me" ? viewer.userId : filter.owner)}`);
  }
  if (filter.gateway !== null) terms.push(methodTerm("gateway", values.add(filter.gateway)));
  if (filter.method !== null) terms.push(methodTerm("kind", values.add(filter.method)));
  return terms;
}

function methodTerm(column: "gateway" | "kind", value: string): string {
  return `EXISTS (SELECT 1 FROM order_payment_methods m
    WHERE m.store_id = w.store_id AND m.order_id = w.order_id AND m.status <> 'removed' AND m.${column} = ${value})`;
}

const hoursOf = { under_24h: 24, under_72h: 72, under_7d: 168 } as const;

function holdLeftTerm(values: SqlValues, holdLeft: NonNullable<WorklistFilter["holdLeft"]>, now: Date): string {
  const end = holdEndSql("w");
  if (holdLeft === "none") return `${end} = 'infinity'`;
  if (holdLeft === "ended") return `${end} <= ${values.add(now)}`;
  const until = new Date(now.getTime() + hoursOf[holdLeft] * 3_600_000);
  return `(${end} > ${values.add(now)} AND ${end} <= ${values.add(until)})`;
}
