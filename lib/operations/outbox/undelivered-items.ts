import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/transaction";

/** One order's messages to one endpoint. */
export type ToldOrder = { readonly storeId: string; readonly endpointId: string; readonly orderId: string };

/** What another system did not take stands in front of a person with its order, once however many messages it is. */
export async function listUndelivered(tx: Tx, { storeId, endpointId, orderId }: ToldOrder): Promise<void> {
  await tx.rows(
    `INSERT INTO worklist_items (store_id, id, order_id, list, reason, subject, amount_minor, currency, next_step, why, opened_at, updated_at)
     SELECT store_id, $3, id, 'connector-failures', 'message_not_delivered', $4, total_minor, currency, 'send_again', 'message_not_taken', $5, $5
     FROM orders WHERE store_id = $1 AND id = $2
     ON CONFLICT (store_id, order_id, list, reason, subject) WHERE closed_at IS NULL DO NOTHING`,
    [storeId, orderId, newId("wli"), endpointId, new Date(tx.now)],
  );
}

/** Sent again and taken: unless another message about the order is still given up, or has yet to be taken. */
export async function unlistDelivered(tx: Tx, { storeId, endpointId, orderId }: ToldOrder): Promise<void> {
  await tx.rows(
    `UPDATE worklist_items SET closed_at = $4, updated_at = $4
     WHERE store_id = $1 AND order_id = $2 AND subject = $3 AND reason = 'message_not_delivered' AND closed_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM outbox_messages m WHERE m.store_id = $1 AND m.subject_id = $2 AND m.endpoint_id = $3
         AND (m.status = 'failed' OR (m.status = 'waiting' AND m.retried_at IS NOT NULL)))`,
    [storeId, orderId, endpointId, new Date(tx.now)],
  );
}

/** Nobody is to be told there any more. */
export async function unlistEndpoint(tx: Tx, storeId: string, endpointId: string): Promise<void> {
  await tx.rows(
    `UPDATE worklist_items SET closed_at = $3, updated_at = $3
     WHERE store_id = $1 AND subject = $2 AND reason = 'message_not_delivered' AND closed_at IS NULL`,
    [storeId, endpointId, new Date(tx.now)],
  );
}
