import type { Pool } from "pg";
import { transaction } from "@/lib/db/transaction";
import { toInstant } from "@/lib/payments/instant";
import { type Delivery, restAfter, waitBeforeNextTry } from "./delivery-policy";
import type { WaitingMessage } from "./take-messages";
import { listUndelivered, type ToldOrder, unlistDelivered } from "./undelivered-items";

/** Delivered messages are kept for so long; the events that they told are kept for good. */
const KEPT = "30 days";

/** Forgets delivered messages that are old enough, the oldest first and some at a time, so that the table does not grow with every event there ever was. */
export async function forgetDelivered(pool: Pool, { storeId, id }: EndpointKey): Promise<void> {
  await pool.query(
    `DELETE FROM outbox_messages WHERE store_id = $1 AND id IN (
       SELECT id FROM outbox_messages WHERE store_id = $1 AND endpoint_id = $2 AND status = 'delivered' ORDER BY version_no LIMIT 1000
     ) AND delivered_at < paydesk_now() - interval '${KEPT}'`,
    [storeId, id],
  );
}

type EndpointKey = { readonly storeId: string; readonly id: string };

/** Notes what became of one message and of its endpoint. Answers whether the endpoint may be told more. */
export async function recordDelivery(
  pool: Pool,
  endpoint: EndpointKey,
  message: WaitingMessage,
  { kind, answer }: Delivery,
): Promise<"go_on" | "hold_subject" | "stop"> {
  if (kind === "delivered") {
    // One step: a worker that died between the two would leave the order in the list for good.
    await transaction(pool, async (tx) => {
      await tx.rows(
        `WITH told AS (
           UPDATE outbox_messages SET status = 'delivered', attempt_count = attempt_count + 1, delivered_at = paydesk_now(), next_try_at = NULL, last_error = NULL
           WHERE store_id = $1 AND endpoint_id = $2 AND id = $3
         )
         UPDATE webhook_endpoints SET failure_count = 0, rests_until = NULL, last_answer = $4, last_tried_at = paydesk_now(), last_delivered_at = paydesk_now()
         WHERE store_id = $1 AND id = $2`,
        [endpoint.storeId, endpoint.id, message.id, answer],
      );
      if (message.retriedAt !== null && message.orderNumber !== null)
        await unlistDelivered(tx, orderTold(endpoint, message));
    });
    return "go_on";
  }
  const { rows } = await pool.query<{ failure_count: number; now: Date }>(
    `UPDATE webhook_endpoints SET last_answer = $3, last_tried_at = paydesk_now(),
       failure_count = failure_count + CASE WHEN $4 THEN 1 ELSE 0 END, status = CASE WHEN $5 AND status = 'active' THEN 'paused' ELSE status END
     WHERE store_id = $1 AND id = $2 RETURNING failure_count, paydesk_now() AS now`,
    [endpoint.storeId, endpoint.id, answer, kind === "down", kind === "gone"],
  );
  const [after] = rows;
  if (!after || kind === "gone") return "stop";
  const now = toInstant(after.now.getTime());
  const tries = message.attemptCount + 1;
  const wait = waitBeforeNextTry(tries, now - (message.retriedAt ?? message.createdAt).getTime(), Math.random());
  await transaction(pool, async (tx) => {
    await tx.rows(
      `UPDATE outbox_messages SET attempt_count = $4, last_error = $5, status = CASE WHEN $6::int8 IS NULL THEN 'failed' ELSE status END,
         next_try_at = paydesk_now() + $6 * interval '1 millisecond'
       WHERE store_id = $1 AND endpoint_id = $2 AND id = $3`,
      [endpoint.storeId, endpoint.id, message.id, tries, answer, wait],
    );
    if (wait === null && message.orderNumber !== null) await listUndelivered(tx, orderTold(endpoint, message));
  });
  if (kind === "refused") return wait === null ? "go_on" : "hold_subject";
  const rest = restAfter(after.failure_count);
  if (rest === 0) return "hold_subject";
  await pool.query(
    "UPDATE webhook_endpoints SET rests_until = paydesk_now() + $3 * interval '1 millisecond' WHERE store_id = $1 AND id = $2",
    [endpoint.storeId, endpoint.id, rest],
  );
  return "stop";
}

function orderTold({ storeId, id }: EndpointKey, { subjectId }: WaitingMessage): ToldOrder {
  return { storeId, endpointId: id, orderId: subjectId };
}
