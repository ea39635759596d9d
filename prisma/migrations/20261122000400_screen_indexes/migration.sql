-- What screens search and count by. Partial where only few rows matter, so that a million orders cost no more than a thousand.
CREATE INDEX orders_by_total ON orders (store_id, total_minor);
CREATE INDEX accounts_by_name ON accounts (store_id, lower(name) COLLATE "C", id);
CREATE INDEX captures_by_day ON captures (store_id, captured_at) WHERE captured_at IS NOT NULL;
CREATE INDEX authorizations_lapsed ON authorizations (store_id, ended_at) WHERE status = 'expired';
CREATE INDEX approval_requests_by_time ON approval_requests (store_id, requested_at);
CREATE INDEX worklist_items_opened ON worklist_items (store_id, opened_at) WHERE list = 'unpaid';
CREATE INDEX worklist_items_left ON worklist_items (store_id, closed_at) WHERE list = 'unpaid' AND closed_at IS NOT NULL;
