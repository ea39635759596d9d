-- Read-only views for BI tools and auditors. Columns are a promise: add, never rename or drop. Documented in docs/reporting.md.
CREATE SCHEMA reporting;

CREATE VIEW reporting.orders AS
SELECT o.store_id, o.id AS order_id, o.order_number, a.external_id AS account_external_id, o.source, o.status, o.capture_status, o.currency,
  o.total_minor, o.approved_total_minor, o.captured_minor, o.refunded_minor, o.revision, o.is_fraud_stopped, o.placed_at, o.promised_ship_at,
  o.confirmed_at, o.shipped_at, o.cancelled_at, o.owner_id, o.updated_at
FROM orders o JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id;

CREATE VIEW reporting.payment_methods AS
SELECT store_id, id AS payment_method_id, order_id, sequence, kind, gateway, brand, last4, expiry_month, expiry_year, limit_minor, fixed_minor, currency, status, created_at
FROM order_payment_methods;

CREATE VIEW reporting.authorizations AS
SELECT store_id, id AS authorization_id, order_id, payment_method_id, gateway, gateway_reference, initiator, status, amount_minor, captured_minor,
  reserved_minor, currency, requested_at, authorized_at, expires_at, expiry_source, guaranteed_until, ended_at, replaces_id
FROM authorizations;

CREATE VIEW reporting.captures AS
SELECT store_id, id AS capture_id, order_id, invoice_id, authorization_id, payment_method_id, gateway_reference, status, amount_minor, refunded_minor,
  refund_reserved_minor, disputed_minor, currency, requested_at, captured_at
FROM captures;

CREATE VIEW reporting.refunds AS
SELECT store_id, id AS refund_id, order_id, capture_id, gateway_reference, status, amount_minor, currency, reason, requested_at, refunded_at
FROM refunds;

CREATE VIEW reporting.attempts AS
SELECT store_id, id AS attempt_id, order_id, operation_id, operation, obligation, attempt_no, idempotency_key, gateway, status AS outcome, reason, raw_code,
  raw_message, amount_minor, currency, authorization_id, capture_id, invoice_id, refund_id, gateway_reference, actor, correlation_id, requested_at,
  started_at, finished_at, enquiry_count
FROM attempts;

CREATE VIEW reporting.invoices AS
SELECT store_id, id AS invoice_id, invoice_number, order_id, release_no, status,
  CASE status WHEN 'captured' THEN 'success' WHEN 'failed' THEN 'failed' WHEN 'finally_failed' THEN 'failed' WHEN 'cancelled' THEN 'none' ELSE 'pending' END AS capture_status,
  amount_minor, captured_minor, amount_minor - captured_minor AS balance_minor, currency, attempt_count, last_reason, last_raw_code, issued_at, paid_at, capture_id
FROM invoices;

CREATE VIEW reporting.approval_requests AS
SELECT store_id, id AS approval_request_id, order_id, revision, reason, amount_minor, previous_minor, currency, status, requested_by, requested_at, sent_at,
  opened_at, decided_at, expires_at, replaced_by_id, successor_id
FROM approval_requests;

CREATE VIEW reporting.order_links AS
SELECT store_id, predecessor_id, successor_id, reason, status, difference_minor, currency, approval_request_id, created_at, completed_at
FROM order_links;

CREATE VIEW reporting.worklist AS
SELECT store_id, id AS worklist_item_id, order_id, list, reason, subject, amount_minor, currency, deadline_at, next_step, why, owner_id, snoozed_until, opened_at, closed_at
FROM worklist_items;

CREATE VIEW reporting.ledger_entries AS
SELECT store_id, id AS entry_id, transaction_id, order_id, account, amount_minor, currency, subject, created_at
FROM ledger_entries;

CREATE VIEW reporting.audit_log AS
SELECT store_id, id AS entry_id, actor, action, subject_kind, subject_id, order_id, reason, before, after, correlation_id, created_at
FROM audit_log;

CREATE VIEW reporting.outbox AS
SELECT store_id, id AS message_id, topic, subject_kind, subject_id, version_no, status, attempt_count, next_try_at, created_at, delivered_at
FROM outbox_messages;

-- The role can read these views and nothing else. Where the migrating user may not make roles, the operator makes it (docs/operating.md).
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'paydesk_readonly') THEN
    CREATE ROLE paydesk_readonly NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN RAISE NOTICE 'role paydesk_readonly was not made: no right to make roles';
END $$;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'paydesk_readonly') THEN
    GRANT USAGE ON SCHEMA reporting TO paydesk_readonly;
    GRANT SELECT ON ALL TABLES IN SCHEMA reporting TO paydesk_readonly;
    REVOKE ALL ON SCHEMA public FROM paydesk_readonly;
  END IF;
END $$;
