import type { Pool } from "pg";
import type { MessageRate } from "@/lib/payments/gateway-schedule";
import { DAY_MS, toInstant } from "@/lib/payments/instant";

const spanMs = 7 * DAY_MS;

/** How messages that the gateway itself sent came in over the last week; what we had to ask for does not count. */
export async function readMessageRate(
  { pool, storeId }: { readonly pool: Pool; readonly storeId: string },
  gateway: string,
): Promise<MessageRate> {
  const found = await pool.query<{ count: number; last_at: Date | null }>(
    `SELECT count(*)::int AS count, max(received_at) AS last_at FROM gateway_notifications
     WHERE store_id = $1 AND gateway = $2 AND source = 'webhook' AND received_at > paydesk_now() - make_interval(secs => $3)`,
    [storeId, gateway, spanMs / 1000],
  );
  const row = found.rows[0];
  return { count: row?.count ?? 0, spanMs, lastAt: row?.last_at ? toInstant(row.last_at.getTime()) : null };
}
