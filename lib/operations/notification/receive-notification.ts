import { type Tx, transaction } from "@/lib/db/transaction";
import type { Notification } from "@/lib/payments/gateway";
import type { OperationContext } from "../operation-context";

/** Those of these events that are not stored yet, for whoever reads a list of which most came by themselves. */
export async function notYetStored(
  { pool, storeId }: Pick<OperationContext, "pool" | "storeId">,
  gateway: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ event_id: string }>(
    "SELECT event_id FROM gateway_notifications WHERE store_id = $1 AND gateway = $2 AND event_id = ANY($3)",
    [storeId, gateway, eventIds],
  );
  const stored = new Set(rows.map((row) => row.event_id));
  return new Set(eventIds.filter((id) => !stored.has(id)));
}

/**
 * Stores an authentic notification before it is acknowledged, once per event id, with the job that will act on it (I11, WH-1): sent to us, or found
 * in the gateway's list (WH-5). Answers false for one that was here before.
 */
export async function receiveNotification(
  context: OperationContext,
  gateway: string,
  notification: Notification,
  payload: object,
  source: "webhook" | "list" = "webhook",
): Promise<boolean> {
  return transaction(context.pool, async (tx) => {
    const isNew = await store(tx, context.storeId, gateway, notification, payload, source);
    if (isNew)
      await tx.addJob("process_notification", { storeId: context.storeId, gateway, eventId: notification.eventId });
    return isNew;
  });
}

async function store(
  tx: Tx,
  storeId: string,
  gateway: string,
  notification: Notification,
  payload: object,
  source: string,
): Promise<boolean> {
  const inserted = await tx.rows(
    `INSERT INTO gateway_notifications (store_id, gateway, event_id, type, payload, status, occurred_at, received_at, source)
     VALUES ($1, $2, $3, $4, $5, 'received', $6, $7, $8) ON CONFLICT DO NOTHING RETURNING event_id`,
    [
      storeId,
      gateway,
      notification.eventId,
      notification.type,
      { meaning: notification.meaning, summary: payload },
      new Date(notification.occurredAt),
      new Date(tx.now),
      source,
    ],
  );
  return inserted.length === 1;
}
