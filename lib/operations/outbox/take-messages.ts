import type { Pool } from "pg";
import type { RowOf } from "@/lib/db/tables";
import { readNow, toRow } from "@/lib/db/transaction";
import type { Instant } from "@/lib/payments/instant";
import { DOWN_AFTER } from "./delivery-policy";

export type WaitingMessage = Pick<
  RowOf<"outbox_messages">,
  "storeId" | "id" | "topic" | "subjectId" | "versionNo" | "payload" | "attemptCount" | "createdAt" | "retriedAt"
> & { orderNumber: string | null; actor: string | null; correlationId: string | null };

export type Delivering = {
  readonly endpoint: RowOf<"webhook_endpoints">;
  readonly now: Instant;
  /** Each subject's messages, oldest first. */
  readonly bySubject: readonly (readonly WaitingMessage[])[];
};

const BATCH = 200;

/**
 * What an endpoint is to be told next. Of a subject whose oldest message waits for its next try, nothing: its later ones must not overtake it. An
 * endpoint that was down is tried with one message. Undefined when it is not to be told anything now.
 */
export async function takeMessages(pool: Pool, storeId: string, endpointId: string): Promise<Delivering | undefined> {
  const [endpoint] = await rows<RowOf<"webhook_endpoints">>(
    pool,
    "SELECT * FROM webhook_endpoints WHERE store_id = $1 AND id = $2 AND status = 'active' AND (rests_until IS NULL OR rests_until <= paydesk_now())",
    [storeId, endpointId],
  );
  if (!endpoint) return undefined;
  const messages = await rows<WaitingMessage>(
    pool,
    `SELECT m.store_id, m.id, m.topic, m.subject_id, m.version_no, m.payload, m.attempt_count, m.created_at, m.retried_at, o.order_number, e.actor, e.correlation_id
     FROM outbox_messages m
       LEFT JOIN orders o ON m.subject_kind = 'order' AND o.store_id = m.store_id AND o.id = m.subject_id
       LEFT JOIN events e ON m.subject_kind = 'order' AND e.store_id = m.store_id AND e.seq = m.version_no
     WHERE m.store_id = $1 AND m.endpoint_id = $2 AND m.status = 'waiting' AND NOT EXISTS (
       SELECT 1 FROM outbox_messages b WHERE b.store_id = m.store_id AND b.endpoint_id = m.endpoint_id AND b.subject_id = m.subject_id
         AND b.status = 'waiting' AND b.next_try_at > paydesk_now())
     ORDER BY m.version_no LIMIT $3`,
    [storeId, endpointId, endpoint.failureCount >= DOWN_AFTER ? 1 : BATCH],
  );
  const bySubject = new Map<string, WaitingMessage[]>();
  for (const message of messages)
    bySubject.set(message.subjectId, [...(bySubject.get(message.subjectId) ?? []), message]);
  return { endpoint, now: await readNow(pool), bySubject: [...bySubject.values()] };
}

async function rows<T>(pool: Pool, text: string, values: unknown[]): Promise<T[]> {
  return (await pool.query(text, values)).rows.map((row) => toRow<T>(row));
}
