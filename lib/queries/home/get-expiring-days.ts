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

const isAwake = (alias: string) =>
  `${alias}.store_id = $1 AND ${alias}.list = 'expiring' AND ${alias}.closed_at IS NULL AND (${alias}.snoozed_until IS NULL OR ${alias}.snoozed_until <= $2)`;

export async function getExpiringDays(scope: QueryScope): Promise<ExpiringDays> {
  const rows = await readRows<{ date: string; count: number; total: number; before_shipping: number }>(
    scope,
    `WITH today AS (SELECT date_trunc('day', $2::timestamptz, $3) AS began),
     soon AS (
       SELECT count(*)::int AS total, (count(*) FILTER (WHERE w.lapse_rank = 0))::int AS before_shipping
       FROM worklist_items w WHERE ${isAwake("w")} AND (w.leads OR NOT EXISTS (
         SELECT 1 FROM worklist_items other WHERE ${isAwake("other")} AND other.order_id = w.order_id AND (other.leads OR other.id < w.id)))
     )
     SELECT day.began::date AS date, ending.count, soon.total, soon.before_shipping
     FROM today CROSS JOIN soon, generate_series((today.began AT TIME ZONE $3), (today.began AT TIME ZONE $3) + interval '6 days', interval '1 day') AS day(began)
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
