-- What Home counts is read from narrow indexes alone: none of its counts looks at an order, an invoice or a capture row by row.
DROP INDEX worklist_items_counted;
CREATE INDEX worklist_items_counted ON worklist_items (store_id, list, leads)
  INCLUDE (id, order_id, reason, subject, leads_reason, lapse_rank, currency, amount_minor, deadline_at, hold_ends_at, snoozed_until) WHERE closed_at IS NULL;
-- An invoice that is captured at the first try is never in it.
CREATE INDEX invoices_failing ON invoices (store_id, id) INCLUDE (last_reason, next_attempt_at) WHERE status IN ('failed','finally_failed');
CREATE INDEX orders_fraud_stopped ON orders (store_id, id) WHERE is_fraud_stopped;
DROP INDEX captures_by_day;
CREATE INDEX captures_by_day ON captures (store_id, captured_at) INCLUDE (status) WHERE captured_at IS NOT NULL;
CREATE INDEX approval_requests_decided ON approval_requests (store_id, decided_at) WHERE status = 'approved';
