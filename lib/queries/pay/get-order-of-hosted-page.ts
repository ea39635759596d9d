import { database } from "@/lib/db/client";

/** The number of the order whose customer was asked, for a page at the gateway; undefined for a page of another store. */
export async function getOrderOfHostedPage(
  storeId: string,
  hostedSessionId: string,
  pool = database().pool,
): Promise<string | undefined> {
  const found = await pool.query<{ order_number: string }>(
    `SELECT o.order_number FROM hosted_sessions h
     JOIN approval_requests r ON r.store_id = h.store_id AND r.id = h.approval_request_id
     JOIN orders o ON o.store_id = r.store_id AND o.id = r.order_id
     WHERE h.store_id = $1 AND h.id = $2`,
    [storeId, hostedSessionId],
  );
  return found.rows[0]?.order_number;
}
