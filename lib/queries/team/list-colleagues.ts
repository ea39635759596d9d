import { initialsOf } from "@/lib/format/initials";
import type { Person } from "../orders/person";
import { type QueryScope, readRows } from "../query-scope";

export type Colleague = {
  person: Person;
  role: string;
  isActive: boolean;
  owned: number;
  claimed: number;
  links: number;
  acts: number;
};

/** Every colleague, and whoever left and still owns orders, with what they own, work on, and did in the last seven days. */
export async function listColleagues(scope: QueryScope): Promise<Colleague[]> {
  const rows = await readRows<{
    id: string;
    name: string;
    role: string;
    isActive: boolean;
    owned: number;
    claimed: number;
    links: number;
    acts: number;
  }>(
    scope,
    `WITH recent AS (
       SELECT substr(actor, 7) AS user_id, count(*)::int AS acts, (count(*) FILTER (WHERE type = 'approval_requested'))::int AS links
       FROM events WHERE store_id = $1 AND actor LIKE 'staff:%' AND created_at >= $2::timestamptz - interval '7 days'
         AND seq > (SELECT coalesce(max(seq), 0) - 200000 FROM events WHERE store_id = $1) GROUP BY 1
     ), owned AS (
       SELECT o.owner_id, count(DISTINCT o.id)::int AS owned FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
       WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at IS NULL AND o.owner_id IS NOT NULL GROUP BY 1
     ), claimed AS (SELECT user_id, count(*)::int AS claimed FROM order_claims WHERE store_id = $1 AND expires_at > $2 GROUP BY 1)
     SELECT s.id, s.name, s.role, s.is_active AS "isActive", coalesce(owned.owned, 0) AS owned, coalesce(claimed.claimed, 0) AS claimed, coalesce(recent.links, 0) AS links,
       coalesce(recent.acts, 0) AS acts
     FROM staff_users s LEFT JOIN recent ON recent.user_id = s.id LEFT JOIN owned ON owned.owner_id = s.id LEFT JOIN claimed ON claimed.user_id = s.id
     WHERE s.store_id = $1 AND (s.is_active OR owned.owned > 0) ORDER BY s.name, s.id`,
    [scope.storeId, new Date(scope.now)],
  );
  return rows.map(({ id, name, ...rest }) => ({ person: { id, name, initials: initialsOf(name) }, ...rest }));
}
