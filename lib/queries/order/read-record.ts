import { type QueryScope, readRows } from "../query-scope";

/** What an order's record shows beside the order that the rules see. */
export type RecordRow = {
  id: string;
  total_minor: bigint;
  currency: string;
  confirmed_at: Date | null;
  owner_id: string | null;
  owner_name: string | null;
  claim_user_id: string | null;
  claim_user_name: string | null;
  claim_expires_at: Date | null;
  external_id: string;
  city: string | null;
  customer_since: Date | null;
  orders_count: number;
  failed_before: number;
  price_rise_policy: string;
  pinned_text: string | null;
  pinned_author: string | null;
};

export async function readRecordRow(scope: QueryScope, orderNumber: string): Promise<RecordRow | undefined> {
  const [row] = await readRows<RecordRow>(
    scope,
    `SELECT o.id, o.total_minor, o.currency, o.confirmed_at, owner.id AS owner_id, owner.name AS owner_name, claimer.id AS claim_user_id,
       claimer.name AS claim_user_name, claim.expires_at AS claim_expires_at, a.external_id, a.city, a.customer_since, s.price_rise_policy,
       (SELECT count(*)::int FROM orders x WHERE x.store_id = o.store_id AND x.account_id = o.account_id) AS orders_count,
       (SELECT count(DISTINCT w.order_id)::int FROM worklist_items w JOIN orders x ON x.store_id = w.store_id AND x.id = w.order_id
          WHERE x.store_id = o.store_id AND x.account_id = o.account_id AND x.id <> o.id AND w.list = 'unpaid'
            AND w.reason IN ('capture_failed','authorization_declined','authorization_expired','approval_payment_failed')) AS failed_before,
       pinned.text AS pinned_text, pinned_by.name AS pinned_author
     FROM orders o
     JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
     JOIN stores s ON s.id = o.store_id
     LEFT JOIN staff_users owner ON owner.store_id = o.store_id AND owner.id = o.owner_id
     LEFT JOIN order_claims claim ON claim.store_id = o.store_id AND claim.order_id = o.id AND claim.expires_at > $3
     LEFT JOIN staff_users claimer ON claimer.store_id = claim.store_id AND claimer.id = claim.user_id
     LEFT JOIN LATERAL (
       SELECT n.text, n.author_id FROM notes n WHERE n.store_id = o.store_id AND n.order_id = o.id AND n.is_pinned ORDER BY n.created_at DESC LIMIT 1
     ) pinned ON TRUE
     LEFT JOIN staff_users pinned_by ON pinned_by.store_id = o.store_id AND pinned_by.id = pinned.author_id
     WHERE o.store_id = $1 AND o.order_number = $2`,
    [scope.storeId, orderNumber, new Date(scope.now)],
  );
  return row;
}

export type OpenItem = {
  list: string;
  reason: string;
  subject: string;
  amount_minor: bigint;
  currency: string;
  deadline_at: Date | null;
  next_step: string;
  why: string;
  opened_at: Date;
};

export function readOpenItems(scope: QueryScope, orderId: string): Promise<OpenItem[]> {
  return readRows(
    scope,
    `SELECT list, reason, subject, amount_minor, currency, deadline_at, next_step, why, opened_at FROM worklist_items
     WHERE store_id = $1 AND order_id = $2 AND closed_at IS NULL AND list <> 'connector-failures' ORDER BY opened_at, id`,
    [scope.storeId, orderId],
  );
}

export type AttemptLine = {
  id: string;
  operation: string;
  operation_id: string;
  status: string;
  attempt_no: number;
  amount_minor: bigint;
  currency: string;
  payment_method_id: string | null;
  gateway: string;
  gateway_reference: string | null;
  reason: string | null;
  raw_code: string | null;
  raw_message: string | null;
  network_code: string | null;
  gateway_request_id: string | null;
  http_status: number | null;
  idempotency_key: string;
  actor: string;
  correlation_id: string;
  requested_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  next_step: string | null;
  invoice_number: string | null;
  /** It had succeeded, and what it did was undone later: a refund that came back, a capture that was refused (X05). */
  is_undone: boolean;
};

/** Every call that moved money or was to move it, newest first; at most the last hundred. */
export function readAttempts(scope: QueryScope, orderId: string): Promise<AttemptLine[]> {
  return readRows(
    scope,
    `SELECT t.id, t.operation, t.operation_id, t.status, t.attempt_no, t.amount_minor, t.currency, t.payment_method_id, t.gateway,
       coalesce(t.gateway_reference, c.gateway_reference, z.gateway_reference) AS gateway_reference, t.reason, t.raw_code, t.raw_message, t.network_code, t.gateway_request_id, t.http_status, t.idempotency_key, t.actor, t.correlation_id,
       t.requested_at, t.started_at, t.finished_at, t.next_step, i.invoice_number,
       t.status = 'succeeded' AND (CASE t.operation WHEN 'refund' THEN r.status = 'failed' WHEN 'void' THEN false ELSE coalesce(c.status = 'failed', false) END) AS is_undone
     FROM attempts t
     LEFT JOIN refunds r ON r.store_id = t.store_id AND r.id = t.refund_id
     LEFT JOIN invoices i ON i.store_id = t.store_id AND i.id = t.invoice_id
     LEFT JOIN captures c ON c.store_id = t.store_id AND c.id = t.capture_id
     LEFT JOIN authorizations z ON z.store_id = t.store_id AND z.id = t.authorization_id
     WHERE t.store_id = $1 AND t.order_id = $2 AND t.operation NOT IN ('open_hosted_page', 'close_hosted_page')
     ORDER BY t.requested_at DESC, t.id DESC LIMIT 100`,
    [scope.storeId, orderId],
  );
}

export type StoryLine = {
  id: string;
  type: string;
  actor: string;
  data: Record<string, unknown>;
  created_at: Date;
};

/** Events and notes in one stream, newest first; at most the last two hundred. */
export function readStory(scope: QueryScope, orderId: string): Promise<StoryLine[]> {
  return readRows(
    scope,
    `SELECT id, type, actor, data, created_at FROM (
       (SELECT 'event-' || seq AS id, type, actor, data, created_at, seq AS rank FROM events WHERE store_id = $1 AND order_id = $2 ORDER BY seq DESC LIMIT 200)
       UNION ALL
       (SELECT id, 'note' AS type, 'staff:' || author_id AS actor, jsonb_build_object('text', text, 'isPinned', is_pinned) AS data, created_at, 0 AS rank
        FROM notes WHERE store_id = $1 AND order_id = $2 ORDER BY created_at DESC LIMIT 100)
     ) story ORDER BY created_at DESC, rank DESC LIMIT 200`,
    [scope.storeId, orderId],
  );
}

export type InvoiceLine = {
  id: string;
  invoice_number: string;
  status: string;
  amount_minor: bigint;
  captured_minor: bigint;
  currency: string;
  attempt_count: number;
  last_reason: string | null;
  last_raw_code: string | null;
  last_raw_message: string | null;
  last_failed_at: Date | null;
  tries_allowed: number;
  next_step: string | null;
  next_attempt_at: Date | null;
  issued_at: Date;
  paid_at: Date | null;
  capture_reference: string | null;
};

export function readInvoices(scope: QueryScope, orderId: string): Promise<InvoiceLine[]> {
  return readRows(
    scope,
    `SELECT i.id, i.invoice_number, i.status, i.amount_minor, i.captured_minor, i.currency, i.attempt_count, i.last_reason, i.last_raw_code,
       i.last_raw_message, i.last_failed_at, i.tries_allowed, i.next_step, i.next_attempt_at, i.issued_at, i.paid_at, c.gateway_reference AS capture_reference
     FROM invoices i LEFT JOIN captures c ON c.store_id = i.store_id AND c.id = i.capture_id
     WHERE i.store_id = $1 AND i.order_id = $2 ORDER BY i.release_no`,
    [scope.storeId, orderId],
  );
}

export type ReleaseLine = {
  release_no: number;
  status: string;
  amount_minor: bigint;
  currency: string;
  carrier: string | null;
  tracking_number: string | null;
  shipped_at: Date | null;
  capture_date: Date | null;
};

export function readReleases(scope: QueryScope, orderId: string): Promise<ReleaseLine[]> {
  return readRows(
    scope,
    `SELECT release_no, status, amount_minor, currency, carrier, tracking_number, shipped_at, capture_date FROM releases
     WHERE store_id = $1 AND order_id = $2 ORDER BY release_no`,
    [scope.storeId, orderId],
  );
}

export type MailLine = {
  id: string;
  kind: string;
  subject: string;
  status: string;
  created_at: Date;
  sent_at: Date | null;
  request_status: string | null;
  opened_at: Date | null;
};

export function readMails(scope: QueryScope, orderId: string): Promise<MailLine[]> {
  return readRows(
    scope,
    `SELECT m.id, m.kind, m.subject, m.status, m.created_at, m.sent_at, r.status AS request_status, r.opened_at
     FROM mails m LEFT JOIN approval_requests r ON r.store_id = m.store_id AND r.id = m.approval_request_id
     WHERE m.store_id = $1 AND m.order_id = $2 ORDER BY m.created_at DESC LIMIT 20`,
    [scope.storeId, orderId],
  );
}

export async function readStaffNames(scope: QueryScope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await readRows<{ id: string; name: string }>(
    scope,
    "SELECT id, name FROM staff_users WHERE store_id = $1 AND id = ANY($2)",
    [scope.storeId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
