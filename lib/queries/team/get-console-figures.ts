import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { type QueryScope, readRows } from "../query-scope";
import { type ConsolePeriod, daysOf, periodSql } from "./console-period";
import { recoveredSinceSql } from "./recovered-sql";

/**
 * The supervisor's figures of a period; money is told per currency and never added up across.
 *
 * Recovered: what an order stood in the unpaid list for, on the day it left that list alive. Lapsed: what was left of a hold that expired before
 * anybody took it, on an order that was not given up. Unclaimed: awake unpaid orders that nobody owns, now. Oldest untouched: since when the order
 * waits that waits longest without any act of a colleague. Links: of those sent in the period, how many were answered or ended, and approved.
 */
export type ConsoleFigures = {
  readonly recovered: AmountView[];
  readonly lapsed: AmountView[];
  readonly unclaimed: number;
  readonly oldestUntouched: { readonly orderNumber: string; readonly since: string } | null;
  readonly linksDecided: number;
  readonly linksApproved: number;
};

export async function getConsoleFigures(scope: QueryScope, period: ConsolePeriod): Promise<ConsoleFigures> {
  const rows = await readRows<FigureRow>(scope, figuresSql, [
    scope.storeId,
    new Date(scope.now),
    scope.timeZone,
    daysOf[period],
  ]);
  const money = (kind: FigureRow["kind"]) =>
    rows.flatMap((row) =>
      row.kind === kind && row.currency !== null ? [minorToAmountView(row.minor, row.currency)] : [],
    );
  const count = (kind: FigureRow["kind"]) => Number(rows.find((row) => row.kind === kind)?.minor ?? 0n);
  const oldest = rows.find((row) => row.kind === "untouched");
  return {
    recovered: money("recovered"),
    lapsed: money("lapsed"),
    unclaimed: count("unclaimed"),
    oldestUntouched:
      oldest?.order_number && oldest.at ? { orderNumber: oldest.order_number, since: oldest.at.toISOString() } : null,
    linksDecided: count("decided"),
    linksApproved: count("approved"),
  };
}

type FigureRow = {
  kind: "recovered" | "lapsed" | "unclaimed" | "untouched" | "decided" | "approved";
  currency: string | null;
  minor: bigint;
  order_number: string | null;
  at: Date | null;
};

const awakeSql = "(w.snoozed_until IS NULL OR w.snoozed_until <= $2)";

const figuresSql = `
WITH period AS (${periodSql}), left_list AS (${recoveredSinceSql}),
lapsed AS (
  SELECT z.currency, sum(z.amount_minor - z.captured_minor)::int8 AS minor
  FROM period, authorizations z JOIN orders o ON o.store_id = z.store_id AND o.id = z.order_id
  WHERE z.store_id = $1 AND z.status = 'expired' AND z.ended_at >= period.began AND o.status NOT IN ('cancelled','replaced') GROUP BY 1
), links AS (
  SELECT (count(*) FILTER (WHERE status IN ('approved','declined','expired'))) AS decided, (count(*) FILTER (WHERE status = 'approved')) AS approved
  FROM approval_requests, period WHERE store_id = $1 AND requested_at >= period.began
), untouched AS (
  SELECT o.order_number, w.opened_at FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
  WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at IS NULL AND ${awakeSql} AND NOT EXISTS (
    SELECT 1 FROM events e WHERE e.store_id = w.store_id AND e.order_id = w.order_id AND e.actor LIKE 'staff:%' AND e.created_at >= w.opened_at)
  ORDER BY w.opened_at, w.id LIMIT 1
)
SELECT 'recovered' AS kind, currency, sum(amount_minor)::int8 AS minor, NULL::text AS order_number, NULL::timestamptz AS at FROM left_list GROUP BY currency
UNION ALL SELECT 'lapsed', currency, minor, NULL, NULL FROM lapsed
UNION ALL SELECT 'unclaimed', NULL, count(*)::int8, NULL, NULL FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
  WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at IS NULL AND w.leads AND ${awakeSql} AND o.owner_id IS NULL
UNION ALL SELECT 'untouched', NULL, 0, order_number, opened_at FROM untouched
UNION ALL SELECT 'decided', NULL, decided, NULL, NULL FROM links
UNION ALL SELECT 'approved', NULL, approved, NULL, NULL FROM links
ORDER BY kind, minor DESC, currency`;
