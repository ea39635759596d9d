/** How far a customer has come with a request, in SQL; aliases: `w` the worklist row, `r` the request. */
export const awaitingStateSql = `(CASE WHEN w.reason = 'customer_declined' THEN 'said_no' WHEN w.reason = 'link_expired' THEN 'link_ended'
  WHEN w.reason = 'mail_failed' THEN 'not_delivered' WHEN w.reason = 'customer_question' THEN 'asks'
  WHEN r.status = 'requested' AND EXISTS (SELECT 1 FROM mails m WHERE m.store_id = r.store_id AND m.approval_request_id = r.id
    AND m.status = 'requested' AND m.send_at IS NOT NULL) THEN 'not_sent'
  WHEN r.opened_at IS NOT NULL OR r.status IN ('approving','payment_failed') THEN 'opened' ELSE 'not_opened' END)`;

export const awaitingSinceSql = `(CASE WHEN w.reason = 'customer_declined' THEN coalesce(r.decided_at, r.requested_at)
  WHEN w.reason = 'link_expired' THEN coalesce(r.decided_at, r.expires_at)
  WHEN w.reason = 'mail_failed' THEN coalesce(r.decided_at, r.requested_at)
  WHEN w.reason = 'customer_question' THEN coalesce(r.question_at, r.requested_at)
  ELSE coalesce(r.opened_at, r.sent_at, r.requested_at) END)`;

export const awaitingStates = [
  "not_sent",
  "not_opened",
  "opened",
  "asks",
  "said_no",
  "link_ended",
  "not_delivered",
] as const;
export type AwaitingState = (typeof awaitingStates)[number];

/** `store` is a placeholder; `joins` adds what a sort asks of the order. */
export function awaitingFrom(store: string, joins = ""): string {
  return `worklist_items w
    JOIN approval_requests r ON r.store_id = w.store_id AND r.id = w.subject ${joins}
    WHERE w.store_id = ${store} AND w.list = 'awaiting-customer' AND w.closed_at IS NULL`;
}
