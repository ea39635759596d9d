import { type QueryScope, readRows } from "../query-scope";

export type ExpiringDays = {
  /** Orders in the list of holds that end soon. */
  readonly total: number;
  /** Of these, holds that end before the goods are promised (X02). */
  readonly endBeforeShipping: number;
  /** Orders whose live hold ends on each of the seven days from today on, in the store's zone (H02, H18); each counted up to one more than `MOST_COUNTED`. */
  readonly days: { date: string; count: number }[];
};

/** Beyond this many holds a day is red whatever the number. */
const MOST_COUNTED = 1_000;

export async function getExpiringDays(scope: QueryScope): Promise<ExpiringDays> {
  const rows = await readRows<{ date: string; count: number; total: number; before_shipping: number }>(
    scope,
    `WITH today AS (SELECT date_trunc('day', $2::timestamptz, $3) AS began),
     soon AS (
       SELECT w.order_id, w.lapse_rank FROM worklist_items w
       WHERE w.store_id = $1 AND w.list = 'expiring' AND w.closed_at IS NULL AND (w.snoozed_until IS NULL OR w.snoozed_until <= $2)
     )
     SELECT day.began::date AS date, ending.count, (SELECT count(DISTINCT order_id)::int FROM soon) AS total, (SELECT count(DISTINCT order_id)::int FROM soon WHERE lapse_rank = 0) AS before_shipping
     FROM today, generate_series((today.began AT TIME ZONE $3), (today.began AT TIME ZONE $3) + interval '6 days', interval '1 day') AS day(began)
     CROSS JOIN LATERAL (
       SELECT count(DISTINCT order_id)::int AS count FROM (
         SELECT z.order_id FROM authorizations z JOIN orders o ON o.store_id = z.store_id AND o.id = z.order_id
         WHERE z.store_id = $1 AND z.status IN ('authorized','void_requested') AND z.expires_at >= greatest($2, day.began AT TIME ZONE $3)
           AND z.expires_at < (day.began + interval '1 day') AT TIME ZONE $3 AND o.status IN ('confirmed','shipped') LIMIT ${MOST_COUNTED + 1}
       ) counted
     ) ending ORDER BY day.began`,
    [scope.storeId, new Date(scope.now), scope.timeZone],
  );
  return {
    total: rows[0]?.total ?? 0,
    endBeforeShipping: rows[0]?.before_shipping ?? 0,
    days: rows.map(({ date, count }) => ({ date, count })),
  };
}

/** The live hold that ends next, for the day on which nothing else is to be said. */
export async function getNextHold(scope: QueryScope): Promise<{ orderNumber: string; expiresAt: string } | null> {
  const [row] = await readRows<{ order_number: string; expires_at: Date }>(
    scope,
    `SELECT o.order_number, z.expires_at FROM authorizations z JOIN orders o ON o.store_id = z.store_id AND o.id = z.order_id
     WHERE z.store_id = $1 AND z.status IN ('authorized','void_requested') AND z.expires_at > $2 AND o.status IN ('confirmed','shipped')
     ORDER BY z.expires_at LIMIT 1`,
    [scope.storeId, new Date(scope.now)],
  );
  return row ? { orderNumber: row.order_number, expiresAt: row.expires_at.toISOString() } : null;
}
