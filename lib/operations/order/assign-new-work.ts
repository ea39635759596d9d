import type { Pool } from "pg";
import { type DealtWork, dealNewWork, type Hand, type NewWork } from "@/lib/payments/handing-out";
import type { OperationContext } from "../operation-context";
import { assignOrder } from "./assign-order";

/** So many at once; the next sweep goes on. */
const BATCH = 200;

/** Stores that deal new work by themselves (F19). */
export async function storesThatDeal(pool: Pool): Promise<string[]> {
  const found = await pool.query<{ id: string }>("SELECT id FROM stores WHERE settings->>'dealsNewWork' = 'true'");
  return found.rows.map(({ id }) => id);
}

/**
 * Gives what came into the unpaid list within three days and belongs to nobody to the CSRs who are signed in, by the rule `dealNewWork`; the audit says that
 * the rule did it, and each is told as by a colleague. What sleeps, only waits, or is being worked on is left alone, and so is everything where nobody is there.
 * Answers how many changed hands.
 */
export async function assignNewWork(context: OperationContext): Promise<number> {
  const { pool, storeId } = context;
  const work = await pool.query<NewWork>(newWorkSql, [storeId, BATCH]);
  if (work.rows.length === 0) return 0;
  const hands = await pool.query<Hand>(handsSql, [storeId]);
  let dealt = 0;
  for (const { orderId, to, because } of dealNewWork(work.rows, hands.rows)) {
    const given = await assignOrder(
      context,
      { orderId },
      { ownerId: to, expectedOwnerId: null, reason: reasons[because] },
    );
    if (given.ok) dealt += 1;
  }
  return dealt;
}

const reasons: Readonly<Record<DealtWork["because"], string>> = {
  knows_customer: "The rule for new work: has this customer's other orders",
  has_least: "The rule for new work: has least on their desk",
};

const isAwake =
  "w.list = 'unpaid' AND w.closed_at IS NULL AND (w.snoozed_until IS NULL OR w.snoozed_until <= paydesk_now())";

const newWorkSql = `
SELECT o.id AS "orderId", o.account_id AS "accountId", (
  SELECT other.owner_id FROM orders other JOIN worklist_items w ON w.store_id = other.store_id AND w.order_id = other.id
  WHERE other.store_id = o.store_id AND other.account_id = o.account_id AND other.owner_id IS NOT NULL AND w.list = 'unpaid' AND w.closed_at IS NULL
  ORDER BY w.opened_at DESC, w.id LIMIT 1) AS "colleagueId"
FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
WHERE w.store_id = $1 AND ${isAwake} AND w.leads AND w.next_step <> 'wait' AND w.opened_at > paydesk_now() - interval '3 days' AND o.owner_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM order_claims c WHERE c.store_id = o.store_id AND c.order_id = o.id AND c.expires_at > paydesk_now())
ORDER BY w.lapse_rank, paydesk_risk_band(w.amount_minor, w.currency), coalesce(w.deadline_at, 'infinity'::timestamptz), w.id LIMIT $2`;

/** CSRs with a live session, those with the least first. Sessions run on real time. */
const handsSql = `
SELECT s.id AS "userId", (
  SELECT count(*)::int FROM orders o WHERE o.store_id = s.store_id AND o.owner_id = s.id
    AND EXISTS (SELECT 1 FROM worklist_items w WHERE w.store_id = o.store_id AND w.order_id = o.id AND w.leads AND ${isAwake})) AS held
FROM staff_users s
WHERE s.store_id = $1 AND s.is_active AND s.role = 'csr' AND EXISTS (
  SELECT 1 FROM staff_sessions x WHERE x.store_id = s.store_id AND x.user_id = s.id AND x.revoked_at IS NULL AND x.expires_at > clock_timestamp()
    AND x.last_seen_at > clock_timestamp() - interval '60 minutes')
ORDER BY held, s.name, s.id`;
