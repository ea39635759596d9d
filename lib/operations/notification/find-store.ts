import type { Pool } from "pg";
import type { GatewayName, InterpretedNotification } from "@/lib/payments/gateway";

/**
 * Whose order a notification speaks of: the store that knows the reference, else the first store, so that an authentic message is stored
 * even before our own commit (I11). Null in an empty house.
 */
export async function findStore(
  pool: Pool,
  gateway: GatewayName,
  meaning: InterpretedNotification,
): Promise<string | null> {
  const found = await pool.query<{ store_id: string }>(
    `SELECT store_id FROM authorizations WHERE gateway = $1 AND gateway_reference = $2
     UNION ALL SELECT store_id FROM hosted_sessions WHERE gateway = $1 AND gateway_reference = $2
     UNION ALL SELECT store_id FROM captures WHERE gateway_reference = $2
     UNION ALL SELECT store_id FROM refunds WHERE gateway_reference = $2
     UNION ALL SELECT store_id FROM disputes WHERE gateway_reference = $2
     UNION ALL SELECT store_id FROM attempts WHERE operation_id = $3
     LIMIT 1`,
    [gateway, referenceOf(meaning), "operationId" in meaning ? meaning.operationId : null],
  );
  if (found.rows[0]) return found.rows[0].store_id;
  const first = await pool.query<{ id: string }>("SELECT id FROM stores ORDER BY created_at LIMIT 1");
  return first.rows[0]?.id ?? null;
}

function referenceOf(meaning: InterpretedNotification): string | null {
  switch (meaning.kind) {
    case "authorization_changed":
      return meaning.authorizationReference;
    case "hosted_page_changed":
      return meaning.sessionReference;
    case "capture_refused":
    case "disputed":
      return meaning.captureReference;
    case "refund_changed":
      return meaning.refundReference;
    case "dispute_closed":
      return meaning.disputeReference;
    default:
      return null;
  }
}
