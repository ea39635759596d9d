import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import { toRow } from "@/lib/db/transaction";
import type { OperationContext } from "../operation-context";

export type HoldSubject = { readonly orderId: string; readonly authorizationId: string };

/** The hold that a gateway's reference names, whichever order it belongs to. */
export async function findHold(
  context: OperationContext,
  gateway: string,
  reference: string,
): Promise<HoldSubject | undefined> {
  const found = await context.pool.query<{ order_id: string; id: string }>(
    "SELECT order_id, id FROM authorizations WHERE store_id = $1 AND gateway = $2 AND gateway_reference = $3",
    [context.storeId, gateway, reference],
  );
  const row = found.rows[0];
  return row && { orderId: row.order_id, authorizationId: row.id };
}

/** Open attempts that a notification may settle: of our own operation, or about the same hold. They are asked about, never taken at the notification's word. */
export async function findOpenAttempts(
  context: OperationContext,
  subject: { operationId: string | null; authorizationId: string | null },
): Promise<string[]> {
  const found = await context.pool.query<{ id: string }>(
    `SELECT id FROM attempts WHERE store_id = $1 AND status IN ('unconfirmed','pending')
       AND (operation_id = $2 OR authorization_id = $3)`,
    [context.storeId, subject.operationId, subject.authorizationId],
  );
  return found.rows.map((row) => row.id);
}

export async function findHostedSession(
  context: OperationContext,
  gateway: string,
  reference: string,
): Promise<string | undefined> {
  const found = await context.pool.query<{ id: string }>(
    "SELECT id FROM hosted_sessions WHERE store_id = $1 AND gateway = $2 AND gateway_reference = $3",
    [context.storeId, gateway, reference],
  );
  return found.rows[0]?.id;
}

/** The call behind a refund that counts as done; undefined for one that is still open, has failed, or is none of ours. */
export async function findGivenRefund(
  context: OperationContext,
  subject: { operationId: string | null; refundReference: string },
): Promise<AttemptRow | undefined> {
  const found = await context.pool.query(
    `SELECT t.* FROM attempts t JOIN refunds r ON r.store_id = t.store_id AND r.id = t.refund_id
     WHERE t.store_id = $1 AND (t.operation_id = $2 OR r.gateway_reference = $3) AND t.status = 'succeeded' AND r.status = 'refunded' LIMIT 1`,
    [context.storeId, subject.operationId, subject.refundReference],
  );
  return found.rows[0] && toRow<AttemptRow>(found.rows[0]);
}

/** The captured capture that a gateway's reference names. */
export async function findCapture(
  context: OperationContext,
  gateway: string,
  reference: string,
): Promise<string | undefined> {
  const found = await context.pool.query<{ id: string }>(
    `SELECT c.id FROM captures c JOIN authorizations z ON z.store_id = c.store_id AND z.id = c.authorization_id
     WHERE c.store_id = $1 AND z.gateway = $2 AND c.gateway_reference = $3 ORDER BY (c.status = 'captured') DESC LIMIT 1`,
    [context.storeId, gateway, reference],
  );
  return found.rows[0]?.id;
}
