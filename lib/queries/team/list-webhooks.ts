import { type QueryScope, readRows } from "../query-scope";

export type WebhookRow = {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly status: "active" | "paused";
  readonly failureCount: number;
  readonly restsUntil: Date | null;
  readonly lastAnswer: string | null;
  readonly lastTriedAt: Date | null;
  readonly lastDeliveredAt: Date | null;
  readonly previousSecretUntil: Date | null;
  readonly waiting: number;
  readonly oldestWaiting: Date | null;
  readonly failed: number;
  readonly newest: readonly WebhookMessageRow[];
};

export type WebhookMessageRow = {
  readonly id: string;
  readonly topic: string;
  readonly orderNumber: string | null;
  readonly status: "waiting" | "delivered" | "failed";
  readonly attemptCount: number;
  readonly lastError: string | null;
  readonly nextTryAt: string | null;
  readonly at: string;
};

/** Beyond so many, "more than" is said: a count over a long outage costs more than it tells. */
export const MOST_COUNTED = 10_000;
const NEWEST = 10;

/** The store's webhook endpoints: how each stands, what waits for it, what was given up, and its newest messages, the troubled ones first. */
export function listWebhooks(scope: QueryScope): Promise<WebhookRow[]> {
  const counted = (status: string) =>
    `(SELECT count(*)::int FROM (SELECT FROM outbox_messages m WHERE m.store_id = w.store_id AND m.endpoint_id = w.id AND m.status = '${status}' LIMIT ${MOST_COUNTED}) c)`;
  const newest = (status: string) =>
    `(SELECT m.* FROM outbox_messages m WHERE m.store_id = w.store_id AND m.endpoint_id = w.id AND m.status = '${status}' ORDER BY m.version_no DESC LIMIT ${NEWEST})`;
  return readRows<WebhookRow>(
    scope,
    `SELECT w.id, w.url, w.description, w.status, w.failure_count AS "failureCount", w.rests_until AS "restsUntil", w.last_answer AS "lastAnswer",
       w.last_tried_at AS "lastTriedAt", w.last_delivered_at AS "lastDeliveredAt", w.previous_secret_until AS "previousSecretUntil",
       ${counted("waiting")} AS waiting, ${counted("failed")} AS failed,
       (SELECT m.created_at FROM outbox_messages m WHERE m.store_id = w.store_id AND m.endpoint_id = w.id AND m.status = 'waiting' ORDER BY m.version_no LIMIT 1) AS "oldestWaiting",
       (SELECT coalesce(jsonb_agg(to_jsonb(n) ORDER BY n.rank, n.at DESC), '[]') FROM (
         SELECT m.id, m.topic, o.order_number AS "orderNumber", m.status, m.attempt_count AS "attemptCount", m.last_error AS "lastError",
           m.next_try_at AS "nextTryAt", coalesce(m.delivered_at, m.created_at) AS at, CASE m.status WHEN 'failed' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END AS rank
         FROM (${newest("failed")} UNION ALL ${newest("waiting")} UNION ALL ${newest("delivered")}) m
           LEFT JOIN orders o ON m.subject_kind = 'order' AND o.store_id = m.store_id AND o.id = m.subject_id
         ORDER BY rank, at DESC LIMIT ${NEWEST}
       ) n) AS newest
     FROM webhook_endpoints w WHERE w.store_id = $1 AND w.status <> 'removed' ORDER BY w.created_at, w.id`,
    [scope.storeId],
  );
}
