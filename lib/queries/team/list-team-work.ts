import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { initialsOf } from "@/lib/format/initials";
import type { Person } from "../orders/person";
import { type QueryScope, readRows } from "../query-scope";
import { type ConsolePeriod, daysOf, periodSql } from "./console-period";
import { recoveredSinceSql } from "./recovered-sql";

/**
 * One colleague's work. Owned: awake unpaid orders that are theirs. Claimed: what they work on at this moment. Done and recovered: orders of theirs that left
 * the unpaid list alive in the period, and what those stood there for. First touch: from an order's entry into the list in the period to its first
 * act by anybody, the median of those where this person was first.
 */
export type TeamWork = {
  readonly person: Person;
  readonly role: string;
  readonly isActive: boolean;
  readonly owned: number;
  readonly claimed: number;
  readonly done: number;
  readonly recovered: AmountView[];
  readonly firstTouchMs: number | null;
};

/** Every colleague, and whoever left and still owns orders. */
export async function listTeamWork(scope: QueryScope, period: ConsolePeriod): Promise<TeamWork[]> {
  const parameters = [scope.storeId, new Date(scope.now), scope.timeZone, daysOf[period]];
  const rows = await readRows<WorkRow>(scope, workSql, parameters);
  return rows.map(({ id, name, role, is_active, owned, claimed, done, recovered, first_touch_ms }) => ({
    person: { id, name, initials: initialsOf(name) },
    role,
    isActive: is_active,
    owned,
    claimed,
    done,
    recovered: (recovered ?? []).map(({ minor, currency }) => minorToAmountView(BigInt(minor), currency)),
    firstTouchMs: first_touch_ms === null ? null : Math.round(first_touch_ms),
  }));
}

type WorkRow = {
  id: string;
  name: string;
  role: string;
  is_active: boolean;
  owned: number;
  claimed: number;
  done: number;
  recovered: { minor: string; currency: string }[] | null;
  first_touch_ms: number | null;
};

const workSql = `
WITH period AS (${periodSql}), left_list AS (${recoveredSinceSql}),
sums AS (SELECT owner_id, currency, count(*)::int AS done, sum(amount_minor)::int8 AS minor FROM left_list WHERE owner_id IS NOT NULL GROUP BY 1, 2),
recovered AS (
  SELECT owner_id, sum(done)::int AS done, jsonb_agg(jsonb_build_object('minor', minor::text, 'currency', currency) ORDER BY minor DESC, currency) AS recovered
  FROM sums GROUP BY 1
), owned AS (
  SELECT o.owner_id, count(*)::int AS owned FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
  WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at IS NULL AND w.leads AND (w.snoozed_until IS NULL OR w.snoozed_until <= $2)
    AND o.owner_id IS NOT NULL GROUP BY 1
), claimed AS (SELECT user_id, count(*)::int AS claimed FROM order_claims WHERE store_id = $1 AND expires_at > $2 GROUP BY 1),
entered AS (
  SELECT w.order_id, min(w.opened_at) AS opened_at FROM period, worklist_items w
  WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.opened_at >= period.began GROUP BY 1
), touches AS (
  SELECT DISTINCT ON (e.order_id) e.order_id, substr(e.actor, 7) AS user_id, extract(epoch FROM e.created_at - entered.opened_at) * 1000 AS ms
  FROM period, entered JOIN events e ON e.store_id = $1 AND e.order_id = entered.order_id AND e.created_at >= entered.opened_at
  WHERE e.actor LIKE 'staff:%' AND e.created_at >= period.began ORDER BY e.order_id, e.created_at, e.seq
), medians AS (SELECT user_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms FROM touches GROUP BY 1)
SELECT s.id, s.name, s.role, s.is_active, coalesce(owned.owned, 0) AS owned, coalesce(claimed.claimed, 0) AS claimed, coalesce(recovered.done, 0) AS done,
  recovered.recovered, medians.ms::float8 AS first_touch_ms
FROM staff_users s LEFT JOIN owned ON owned.owner_id = s.id LEFT JOIN claimed ON claimed.user_id = s.id
  LEFT JOIN recovered ON recovered.owner_id = s.id LEFT JOIN medians ON medians.user_id = s.id
WHERE s.store_id = $1 AND (s.is_active OR owned.owned > 0) ORDER BY coalesce(owned.owned, 0) DESC, s.name, s.id`;
