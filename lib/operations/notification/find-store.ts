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
    `SELECT s.id AS store_id FROM stores s WHERE
       EXISTS (SELECT 1 FROM authorizations z WHERE z.store_id = s.id AND z.gateway = $1 AND z.gateway_reference = $2)
       OR EXISTS (SELECT 1 FROM hosted_sessions h WHERE h.store_id = s.id AND h.gateway = $1 AND h.gateway_reference = $2)
       OR EXISTS (SELECT 1 FROM captures c WHERE c.store_id = s.id AND c.gateway_reference = $2)
       OR EXISTS (SELECT 1 FROM attempts a WHERE a.store_id = s.id AND a.operation_id = $3)
       OR EXISTS (SELECT 1 FROM refunds r WHERE r.store_id = s.id AND r.gateway_reference = $2)
       OR EXISTS (SELECT 1 FROM disputes d WHERE d.store_id = s.id AND d.gateway_reference = $2)
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
      return meaning.captureReference;
    case "disputed":
      return meaning.authorizationReference ?? meaning.captureReference;
    case "refund_changed":
      return meaning.refundReference;
    case "dispute_closed":
    case "dispute_changed":
      return meaning.disputeReference;
    default:
      return null;
  }
}
