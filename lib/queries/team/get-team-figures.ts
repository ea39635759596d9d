import { type QueryScope, readRows } from "../query-scope";
import { leftAliveSql } from "./recovered-sql";

/**
 * Numbers of a team over two weeks, in the store's own currency; other currencies are counted by nobody here, since they are never converted.
 *
 * Recovered: what an order stood in the unpaid list for, on the day it left that list alive (paid, covered or approved; not cancelled).
 * Lapsed: what was left of a hold that expired that day before anybody took it, on an order that was not given up.
 * Links sent: requests to customers. Approved: the share of the answered and ended ones among them that were approved.
 * First touch: from an order's entry into the list to the first act of a colleague on it; the median.
 */
export type TeamFigures = {
  readonly currency: string;
  readonly days: { date: string; recoveredMinor: bigint; lapsedMinor: bigint }[];
  readonly thisWeek: TeamWeek;
  readonly weekBefore: TeamWeek;
};

export type TeamWeek = {
  readonly recoveredMinor: bigint;
  readonly lapsedMinor: bigint;
  readonly linksSent: number;
  readonly linksDecided: number;
  readonly linksApproved: number;
  readonly firstTouchMs: number | null;
};

export async function getTeamFigures(scope: QueryScope): Promise<TeamFigures> {
  const parameters = [scope.storeId, new Date(scope.now), scope.timeZone];
  const days = await readRows<DayRow>(scope, daysSql, parameters);
  const weeks = await readRows<WeekRow>(scope, weeksSql, parameters);
  const week = (isThis: boolean): TeamWeek => {
    const row = weeks.find((each) => each.is_this === isThis);
    const own = isThis ? days.slice(-7) : days.slice(0, -7);
    return {
      recoveredMinor: own.reduce((total, day) => total + day.recovered, 0n),
      lapsedMinor: own.reduce((total, day) => total + day.lapsed, 0n),
      linksSent: row?.sent ?? 0,
      linksDecided: row?.decided ?? 0,
      linksApproved: row?.approved ?? 0,
      firstTouchMs: row?.first_touch_ms == null ? null : Math.round(row.first_touch_ms),
    };
  };
  return {
    currency: days[0]?.currency ?? "USD",
    days: days.map((day) => ({ date: day.date, recoveredMinor: day.recovered, lapsedMinor: day.lapsed })),
    thisWeek: week(true),
    weekBefore: week(false),
  };
}

type DayRow = { currency: string; date: string; recovered: bigint; lapsed: bigint };
type WeekRow = { is_this: boolean; sent: number; decided: number; approved: number; first_touch_ms: number | null };

const period = `today AS (SELECT currency, date_trunc('day', $2::timestamptz, $3) AS began FROM stores WHERE id = $1)`;

const daysSql = `
WITH ${period},
left_list AS (
  SELECT DISTINCT ON (w.order_id, (w.closed_at AT TIME ZONE $3)::date) (w.closed_at AT TIME ZONE $3)::date AS date, w.amount_minor
  FROM today, worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
  WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at >= today.began - interval '13 days' AND w.currency = today.currency
    AND ${leftAliveSql}
  ORDER BY w.order_id, (w.closed_at AT TIME ZONE $3)::date, w.amount_minor DESC
), recovered AS (SELECT date, sum(amount_minor)::int8 AS minor FROM left_list GROUP BY date),
lapsed AS (
  SELECT (z.ended_at AT TIME ZONE $3)::date AS date, sum(z.amount_minor - z.captured_minor)::int8 AS minor
  FROM today, authorizations z JOIN orders o ON o.store_id = z.store_id AND o.id = z.order_id
  WHERE z.store_id = $1 AND z.status = 'expired' AND z.ended_at >= today.began - interval '13 days' AND z.currency = today.currency
    AND o.status NOT IN ('cancelled','replaced') GROUP BY 1
)
SELECT today.currency, day::date AS date, coalesce(recovered.minor, 0)::int8 AS recovered, coalesce(lapsed.minor, 0)::int8 AS lapsed
FROM today, generate_series((today.began AT TIME ZONE $3) - interval '13 days', today.began AT TIME ZONE $3, interval '1 day') AS day
LEFT JOIN recovered ON recovered.date = day::date LEFT JOIN lapsed ON lapsed.date = day::date ORDER BY day`;

const weeksSql = `
WITH ${period},
links AS (
  SELECT requested_at >= today.began - interval '6 days' AS is_this, count(*)::int AS sent,
    (count(*) FILTER (WHERE status IN ('approved','declined','expired')))::int AS decided, (count(*) FILTER (WHERE status = 'approved'))::int AS approved
  FROM approval_requests, today WHERE store_id = $1 AND requested_at >= today.began - interval '13 days' GROUP BY 1
), acts AS (
  SELECT e.order_id, e.created_at AS at FROM events e, today
  WHERE e.store_id = $1 AND e.actor LIKE 'staff:%' AND e.created_at >= today.began - interval '13 days' AND e.order_id IS NOT NULL
), entered AS (
  SELECT w.order_id, min(w.opened_at) AS opened_at FROM today, (SELECT DISTINCT order_id FROM acts) acted
  JOIN worklist_items w ON w.store_id = $1 AND w.order_id = acted.order_id
  WHERE w.list = 'unpaid' AND w.opened_at >= today.began - interval '13 days' GROUP BY w.order_id
), touches AS (
  SELECT entered.opened_at >= today.began - interval '6 days' AS is_this, extract(epoch FROM min(acts.at) - entered.opened_at) * 1000 AS ms
  FROM today, entered JOIN acts ON acts.order_id = entered.order_id AND acts.at >= entered.opened_at
  GROUP BY entered.order_id, entered.opened_at, today.began
), medians AS (SELECT is_this, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms FROM touches GROUP BY 1)
SELECT week.is_this, coalesce(links.sent, 0) AS sent, coalesce(links.decided, 0) AS decided, coalesce(links.approved, 0) AS approved, medians.ms::float8 AS first_touch_ms
FROM (VALUES (true), (false)) AS week(is_this) LEFT JOIN links USING (is_this) LEFT JOIN medians USING (is_this)`;
