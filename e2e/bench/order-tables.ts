import type { PoolClient } from "pg";

/** Fills every table of an order from the plan, set by set: what operations would have written one by one over a year. */
export async function fillFromPlan(client: PoolClient, storeId: string): Promise<void> {
  for (const statement of statements) await client.query(statement, [storeId]);
}

const SHIPPED_AT = "p.placed_at + interval '20 hours'";
const CAPTURED_AT = "p.placed_at + interval '21 hours'";
const isCaptured = "p.invoice = 'captured'";

const parties = [
  `INSERT INTO accounts (store_id, id, external_id, name, email, city, customer_since, created_at, updated_at)
   SELECT DISTINCT ON (account_no) $1, 'acc_b' || account_no, 'BENCH-' || account_no,
     (ARRAY['Ana','Bilal','Chloe','Dario','Elif','Farah','Goran','Hana','Ines','Jonas','Kofi','Lena','Mateo','Nora','Omar','Priya'])[1 + pg_temp.dice(account_no, 7, 16)] || ' ' ||
     (ARRAY['Abbott','Bauer','Costa','Duarte','Eriksen','Fontaine','Garcia','Haddad','Ito','Jansen','Keller','Lopez','Moreau','Novak','Okafor','Petrov'])[1 + pg_temp.dice(account_no, 8, 16)],
     'customer' || account_no || '@example.com', 'Lisbon', placed_at - interval '2 years', placed_at, placed_at
   FROM plan ON CONFLICT DO NOTHING`,
  `INSERT INTO orders (store_id, id, order_number, account_id, source, status, currency, total_minor, approved_total_minor, captured_minor, capture_status,
     approved_revision, placed_at, promised_ship_at, confirmed_at, shipped_at, cancelled_at, due_at, created_at, updated_at)
   SELECT $1, 'ord_b' || p.key, 'B' || p.key, 'acc_b' || p.account_no, CASE WHEN p.n % 9 = 0 THEN 'repair' ELSE 'commerce' END, p.status, 'USD', p.total, p.agreed,
     CASE WHEN ${isCaptured} THEN p.total ELSE 0 END, p.capture_status, 1, p.placed_at, p.promised_at, p.placed_at, CASE WHEN p.invoice IS NOT NULL THEN ${SHIPPED_AT} END,
     CASE WHEN p.status = 'cancelled' THEN ${SHIPPED_AT} END, p.due_at, p.placed_at, p.placed_at
   FROM plan p`,
  `INSERT INTO order_revisions (store_id, order_id, revision, total_minor, currency, reason, actor, created_at)
   SELECT $1, 'ord_b' || key, 1, total, 'USD', NULL, 'api:bench', placed_at FROM plan`,
  `INSERT INTO order_lines (store_id, order_id, revision, line_no, sku, name, quantity, unit_price_minor, tax_minor, shipping_minor, shipping_tax_minor, adjustment_minor)
   SELECT $1, 'ord_b' || key, 1, line_no, 'SKU-' || line_no, (ARRAY['Lens repair, labour', 'Shipping box'])[line_no], 1,
     CASE line_no WHEN 1 THEN total - total / 5 - total / 10 ELSE total / 5 END, CASE line_no WHEN 1 THEN total / 10 ELSE 0 END, 0, 0, 0
   FROM plan, generate_series(1, 2) AS line_no`,
  `INSERT INTO order_payment_methods (store_id, id, order_id, sequence, kind, gateway, token, customer_token, brand, last4, expiry_month, expiry_year, currency, status, created_at)
   SELECT $1, 'opm_b' || key, 'ord_b' || key, 1, 'card', 'stripe', 'pm_bench', 'cus_bench', 'visa', lpad((n % 10000)::text, 4, '0'), 12, 2030, 'USD', 'active', placed_at FROM plan`,
];

const money = [
  `INSERT INTO releases (store_id, order_id, release_no, status, amount_minor, currency, created_at, shipped_at, capture_date)
   SELECT $1, 'ord_b' || p.key, 1, 'shipped', p.total, 'USD', p.placed_at, ${SHIPPED_AT}, CASE WHEN ${isCaptured} THEN ${CAPTURED_AT} END FROM plan p WHERE p.invoice IS NOT NULL`,
  `INSERT INTO release_lines (store_id, order_id, release_no, line_no, quantity) SELECT $1, 'ord_b' || key, 1, line_no, 1 FROM plan, generate_series(1, 2) AS line_no WHERE invoice IS NOT NULL`,
  `INSERT INTO authorizations (store_id, id, order_id, payment_method_id, gateway, gateway_reference, initiator, status, amount_minor, captured_minor, currency, requested_at, authorized_at,
     expires_at, expiry_source, ended_at)
   SELECT $1, 'aut_b' || p.key, 'ord_b' || p.key, 'opm_b' || p.key, 'stripe', p.hold_reference, 'customer', p.hold, p.agreed, CASE WHEN ${isCaptured} THEN p.agreed ELSE 0 END, 'USD',
     p.placed_at, CASE WHEN p.hold <> 'declined' THEN p.placed_at END, CASE WHEN p.hold <> 'declined' THEN p.hold_ends_at END, 'gateway',
     CASE p.hold WHEN 'captured' THEN ${CAPTURED_AT} WHEN 'voided' THEN ${SHIPPED_AT} WHEN 'expired' THEN p.hold_ends_at WHEN 'declined' THEN p.placed_at END
   FROM plan p`,
  `INSERT INTO invoices (store_id, id, invoice_number, order_id, release_no, status, amount_minor, captured_minor, currency, attempt_count, last_reason, last_raw_code, last_failed_at,
     next_step, next_attempt_at, issued_at, paid_at, capture_id)
   SELECT $1, 'inv_b' || p.key, 'BENCH-' || p.key, 'ord_b' || p.key, 1, p.invoice, p.total, CASE WHEN ${isCaptured} THEN p.total ELSE 0 END, 'USD',
     CASE p.invoice WHEN 'open' THEN 0 ELSE 1 END, CASE p.invoice WHEN 'finally_failed' THEN 'insufficient_funds' END, CASE p.invoice WHEN 'finally_failed' THEN 'insufficient_funds' END,
     CASE p.invoice WHEN 'finally_failed' THEN ${CAPTURED_AT} END, CASE p.invoice WHEN 'finally_failed' THEN 'call_customer' END, CASE p.invoice WHEN 'open' THEN p.due_at END, ${SHIPPED_AT},
     CASE WHEN ${isCaptured} THEN ${CAPTURED_AT} END, CASE WHEN ${isCaptured} THEN 'cap_b' || p.key END
   FROM plan p WHERE p.invoice IS NOT NULL`,
  `INSERT INTO captures (store_id, id, order_id, invoice_id, authorization_id, payment_method_id, gateway_reference, status, amount_minor, currency, requested_at, captured_at)
   SELECT $1, 'cap_b' || p.key, 'ord_b' || p.key, 'inv_b' || p.key, 'aut_b' || p.key, 'opm_b' || p.key, 'ch_bench_' || p.key, CASE WHEN ${isCaptured} THEN 'captured' ELSE 'failed' END,
     p.total, 'USD', ${SHIPPED_AT}, CASE WHEN ${isCaptured} THEN ${CAPTURED_AT} END
   FROM plan p WHERE p.invoice IN ('captured', 'finally_failed')`,
  `INSERT INTO attempts (store_id, id, order_id, operation_id, operation, obligation, attempt_no, idempotency_key, gateway, status, amount_minor, currency, payment_method_id, authorization_id,
     capture_id, invoice_id, request, actor, correlation_id, requested_at, started_at, lease_no, finished_at, reason, raw_code, http_status)
   SELECT $1, 'att_b' || p.key || t.no, 'ord_b' || p.key, 'op_b' || p.key || t.no, t.operation, t.operation || ':b' || p.key, 1, 'att_b' || p.key || t.no, 'stripe', t.status, p.agreed, 'USD',
     'opm_b' || p.key, 'aut_b' || p.key, CASE t.no WHEN 2 THEN 'cap_b' || p.key END, CASE t.no WHEN 2 THEN 'inv_b' || p.key END, '{}', 'system:run_attempt', 'bench', t.at, t.at, 1, t.at,
     CASE t.status WHEN 'declined' THEN 'insufficient_funds' END, CASE t.status WHEN 'declined' THEN 'insufficient_funds' END, CASE t.status WHEN 'declined' THEN 402 ELSE 200 END
   FROM plan p, LATERAL (VALUES
     (1, 'authorize', CASE p.hold WHEN 'declined' THEN 'declined' ELSE 'succeeded' END, p.placed_at, true),
     (2, 'capture', CASE WHEN ${isCaptured} THEN 'succeeded' ELSE 'declined' END, ${CAPTURED_AT}, p.invoice IN ('captured', 'finally_failed'))
   ) AS t(no, operation, status, at, is_so) WHERE t.is_so`,
  `INSERT INTO ledger_entries (store_id, transaction_id, order_id, account, amount_minor, currency, subject, created_at)
   SELECT $1, 'ltx_b' || p.key || t.no, 'ord_b' || p.key, t.account, t.sign * t.amount, 'USD', 'b' || p.key, t.at
   FROM plan p, LATERAL (VALUES
     (1, 'holds:stripe', 1, p.agreed, p.placed_at, p.hold <> 'declined'), (1, 'hold_commitments', -1, p.agreed, p.placed_at, p.hold <> 'declined'),
     (2, 'receivable', 1, p.total, ${SHIPPED_AT}, p.invoice IS NOT NULL), (2, 'revenue', -1, p.total, ${SHIPPED_AT}, p.invoice IS NOT NULL),
     (3, 'clearing:stripe', 1, p.total, ${CAPTURED_AT}, ${isCaptured}), (3, 'receivable', -1, p.total, ${CAPTURED_AT}, ${isCaptured}),
     (4, 'hold_commitments', 1, p.agreed, ${CAPTURED_AT}, p.hold IN ('captured', 'voided', 'expired')), (4, 'holds:stripe', -1, p.agreed, ${CAPTURED_AT}, p.hold IN ('captured', 'voided', 'expired'))
   ) AS t(no, account, sign, amount, at, is_so) WHERE t.is_so`,
];

const desk = [
  `INSERT INTO approval_requests (store_id, id, order_id, revision, reason, amount_minor, previous_minor, currency, email, token_hash, token_salt, short_code, status, requested_by, requested_at,
     sent_at, expires_at, correlation_id)
   SELECT $1, 'apr_b' || key, 'ord_b' || key, 1, 'price_rise', total, agreed, 'USD', 'customer' || account_no || '@example.com', md5(key), md5(key || 's'), 'BENCH', approval, 'staff:bench',
     placed_at + interval '1 hour', placed_at + interval '1 hour', paydesk_now() + interval '5 days', 'bench'
   FROM plan WHERE approval IS NOT NULL`,
  `INSERT INTO worklist_items (store_id, id, order_id, list, reason, subject, amount_minor, currency, deadline_at, next_step, why, leads, leads_reason, hold_ends_at, opened_at, updated_at)
   SELECT $1, 'wli_b' || p.key || w.no, 'ord_b' || p.key, w.list, w.reason, w.subject || p.key, CASE w.reason WHEN 'price_rise' THEN p.total - p.agreed ELSE p.total END, 'USD',
     CASE w.reason WHEN 'authorization_expired' THEN p.promised_at ELSE p.hold_ends_at END, w.step, w.why, true, true,
     CASE WHEN p.hold <> 'declined' THEN p.hold_ends_at END, p.placed_at + interval '1 day', p.placed_at + interval '1 day'
   FROM plan p JOIN (VALUES
     ('expiring', 1, 'unpaid', 'authorization_expiring', 'aut_b', 'renew_authorization', 'lapses_before_shipment'), ('expiring', 2, 'expiring', 'authorization_expiring', 'aut_b', 'renew_authorization', 'lapses_before_shipment'),
     ('expired', 1, 'unpaid', 'authorization_expired', 'aut_b', 'authorize_again', 'saved_instrument'),
     ('failed', 1, 'unpaid', 'capture_failed', 'inv_b', 'call_customer', 'tries_used_up'), ('failed', 2, 'failed-captures', 'capture_failed', 'inv_b', 'call_customer', 'tries_used_up'),
     ('awaiting', 1, 'unpaid', 'awaiting_customer', 'apr_b', 'wait', 'asked'), ('awaiting', 2, 'awaiting-customer', 'awaiting_customer', 'apr_b', 'wait', 'asked'),
     ('price_rise', 1, 'unpaid', 'price_rise', 'prc_b', 'ask_customer', 'approval_needed'),
     ('declined', 1, 'unpaid', 'authorization_declined', 'aut_b', 'new_payment_method', 'declined')
   ) AS w(kind, no, list, reason, subject, step, why) ON w.kind = p.kind`,
  `INSERT INTO events (store_id, order_id, type, actor, data, correlation_id, created_at)
   SELECT $1, 'ord_b' || p.key, t.type, 'system:run_attempt', jsonb_build_object('totalMinor', p.total::text, 'approvedTotalMinor', p.agreed::text, 'amountMinor', p.agreed::text, 'currency', 'USD',
     'attemptNo', 1, 'paymentMethodId', 'opm_b' || p.key, 'releaseNo', 1, 'invoiceNumber', 'BENCH-' || p.key), 'bench', t.at
   FROM plan p, LATERAL (VALUES ('order_received', p.placed_at, true), ('authorize_succeeded', p.placed_at, p.hold <> 'declined'), ('order_confirmed', p.placed_at, true),
     ('release_created', ${SHIPPED_AT}, p.invoice IS NOT NULL), ('release_shipped', ${SHIPPED_AT}, p.invoice IS NOT NULL), ('capture_succeeded', ${CAPTURED_AT}, ${isCaptured}),
     ('order_completed', ${CAPTURED_AT}, p.status = 'completed')) AS t(type, at, is_so)
   WHERE t.is_so ORDER BY t.at`,
  `INSERT INTO audit_log (store_id, actor, action, subject_kind, subject_id, order_id, correlation_id, created_at)
   SELECT $1, 'api:bench', t.action, 'order', 'ord_b' || p.key, 'ord_b' || p.key, 'bench', t.at
   FROM plan p, LATERAL (VALUES ('order.received', p.placed_at, true), ('release.shipped', ${SHIPPED_AT}, p.invoice IS NOT NULL), ('payment.captured', ${CAPTURED_AT}, ${isCaptured})) AS t(action, at, is_so)
   WHERE t.is_so`,
];

const statements: readonly string[] = [...parties, ...money, ...desk];
