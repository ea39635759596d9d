-- What no code path may break stands here, where no code path can go around it.

-- One source of time: real time plus the offset of the one clock row.
CREATE FUNCTION paydesk_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT date_trunc('milliseconds', clock_timestamp() + make_interval(secs => coalesce((SELECT offset_ms FROM clock WHERE id = 1), 0) / 1000.0))
$$;
INSERT INTO clock (id, offset_ms) VALUES (1, 0);
ALTER TABLE clock ADD CONSTRAINT clock_is_one_row CHECK (id = 1);

-- Time never goes backwards, once something has happened.
CREATE FUNCTION clock_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.offset_ms < OLD.offset_ms AND EXISTS (SELECT 1 FROM events) THEN
    RAISE EXCEPTION 'time never goes backwards' USING ERRCODE = 'check_violation', CONSTRAINT = 'clock_moves_forward';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clock_moves_forward BEFORE UPDATE ON clock FOR EACH ROW EXECUTE FUNCTION clock_moves_forward();

-- Statuses: the same words as the tables in lib/payments; a test compares them.
ALTER TABLE orders ADD CONSTRAINT orders_status CHECK (status IN ('draft','proposed','confirmed','shipped','completed','cancelled','replaced'));
ALTER TABLE orders ADD CONSTRAINT orders_source CHECK (source IN ('commerce','quote','repair'));
ALTER TABLE orders ADD CONSTRAINT orders_capture_status CHECK (capture_status IN ('none','pending','failed','success'));
ALTER TABLE order_payment_methods ADD CONSTRAINT order_payment_methods_status CHECK (status IN ('active','suspended','removed'));
ALTER TABLE authorizations ADD CONSTRAINT authorizations_status CHECK (status IN ('requested','authorize_pending','authorize_unconfirmed','authorized','declined','void_requested','void_unconfirmed','voided','expired','captured'));
ALTER TABLE captures ADD CONSTRAINT captures_status CHECK (status IN ('requested','accepted','unconfirmed','captured','failed'));
ALTER TABLE invoices ADD CONSTRAINT invoices_status CHECK (status IN ('open','capturing','unconfirmed','failed','finally_failed','captured','cancelled'));
ALTER TABLE releases ADD CONSTRAINT releases_status CHECK (status IN ('open','shipped','cancelled'));
ALTER TABLE refunds ADD CONSTRAINT refunds_status CHECK (status IN ('requested','pending','unconfirmed','refunded','failed'));
ALTER TABLE attempts ADD CONSTRAINT attempts_status CHECK (status IN ('requested','started','pending','unconfirmed','succeeded','declined','rejected','not_sent'));
ALTER TABLE attempts ADD CONSTRAINT attempts_operation CHECK (operation IN ('authorize','authorize_and_capture','capture','void','refund','increase','open_hosted_page','close_hosted_page'));
ALTER TABLE hosted_sessions ADD CONSTRAINT hosted_sessions_status CHECK (status IN ('requested','open','completed','expired','closed','failed'));
ALTER TABLE approval_requests ADD CONSTRAINT approval_requests_status CHECK (status IN ('requested','sent','opened','approving','approved','payment_failed','declined','expired','replaced','withdrawn'));
ALTER TABLE order_links ADD CONSTRAINT order_links_status CHECK (status IN ('proposed','complete'));
ALTER TABLE order_links ADD CONSTRAINT order_links_not_itself CHECK (predecessor_id <> successor_id);
ALTER TABLE worklist_items ADD CONSTRAINT worklist_items_list CHECK (list IN ('unpaid','expiring','failed-captures','awaiting-customer','unconfirmed','unapplied-money','connector-failures'));
ALTER TABLE staff_users ADD CONSTRAINT staff_users_role CHECK (role IN ('csr','supervisor','payment_administrator','administrator'));
ALTER TABLE mails ADD CONSTRAINT mails_status CHECK (status IN ('requested','sent','failed'));

-- Amounts are whole minor units and never negative; ceilings are sums that the row itself keeps (I1, I2).
ALTER TABLE orders ADD CONSTRAINT orders_amounts CHECK (total_minor >= 0 AND captured_minor >= 0 AND refunded_minor BETWEEN 0 AND captured_minor AND (approved_total_minor IS NULL OR approved_total_minor >= 0));
ALTER TABLE order_lines ADD CONSTRAINT order_lines_amounts CHECK (quantity > 0 AND unit_price_minor >= 0 AND tax_minor >= 0 AND shipping_minor >= 0 AND shipping_tax_minor >= 0 AND adjustment_minor >= 0);
ALTER TABLE order_payment_methods ADD CONSTRAINT order_payment_methods_amounts CHECK ((limit_minor IS NULL OR limit_minor >= 0) AND (fixed_minor IS NULL OR fixed_minor >= 0));
ALTER TABLE releases ADD CONSTRAINT releases_amounts CHECK (amount_minor >= 0);
ALTER TABLE authorizations ADD CONSTRAINT authorizations_ceiling CHECK (amount_minor > 0 AND captured_minor >= 0 AND reserved_minor >= 0 AND allowance_minor >= 0 AND captured_minor + reserved_minor <= amount_minor + allowance_minor);
ALTER TABLE invoices ADD CONSTRAINT invoices_ceiling CHECK (amount_minor >= 0 AND captured_minor >= 0 AND reserved_minor >= 0 AND captured_minor + reserved_minor <= amount_minor);
ALTER TABLE captures ADD CONSTRAINT captures_ceiling CHECK (amount_minor > 0 AND refunded_minor >= 0 AND refund_reserved_minor >= 0 AND disputed_minor >= 0 AND refunded_minor + refund_reserved_minor + disputed_minor <= amount_minor);
ALTER TABLE refunds ADD CONSTRAINT refunds_amounts CHECK (amount_minor > 0);
ALTER TABLE attempts ADD CONSTRAINT attempts_amounts CHECK (amount_minor >= 0);
ALTER TABLE approval_requests ADD CONSTRAINT approval_requests_amounts CHECK (amount_minor >= 0 AND previous_minor >= 0);
ALTER TABLE house_balances ADD CONSTRAINT house_balances_bounds CHECK (limit_minor >= 0 AND held_minor >= 0 AND balance_minor + limit_minor >= held_minor);

-- A total never mixes two currencies: whatever belongs to an order carries the order's own (CU-3).
ALTER TABLE order_payment_methods ADD CONSTRAINT order_payment_methods_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE order_revisions ADD CONSTRAINT order_revisions_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE releases ADD CONSTRAINT releases_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE authorizations ADD CONSTRAINT authorizations_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE invoices ADD CONSTRAINT invoices_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE captures ADD CONSTRAINT captures_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE refunds ADD CONSTRAINT refunds_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE attempts ADD CONSTRAINT attempts_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE approval_requests ADD CONSTRAINT approval_requests_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE hosted_sessions ADD CONSTRAINT hosted_sessions_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE releases ADD CONSTRAINT releases_invoice_order UNIQUE (store_id, order_id, release_no, currency);
ALTER TABLE invoices ADD CONSTRAINT invoices_release FOREIGN KEY (store_id, order_id, release_no, currency) REFERENCES releases (store_id, order_id, release_no, currency);

-- One obligation, one open call (I5, I6): the second is refused whichever door it came through.
CREATE UNIQUE INDEX attempts_one_open_per_obligation ON attempts (store_id, obligation) WHERE status IN ('requested','started','pending','unconfirmed');
-- One live link per order (H30).
CREATE UNIQUE INDEX approval_requests_one_live ON approval_requests (store_id, order_id) WHERE status IN ('requested','sent','opened','approving','payment_failed');
-- A gateway's object is known once.
CREATE UNIQUE INDEX authorizations_reference ON authorizations (store_id, gateway, gateway_reference) WHERE gateway_reference IS NOT NULL;
CREATE UNIQUE INDEX worklist_items_open ON worklist_items (store_id, order_id, list, reason, subject) WHERE closed_at IS NULL;

-- Work that falls due, and the lists: partial, so that they stay small however many orders there are.
CREATE INDEX worklist_items_list ON worklist_items (store_id, list, deadline_at, id) WHERE closed_at IS NULL;
CREATE INDEX authorizations_due ON authorizations (expires_at) WHERE status IN ('authorized','void_requested');
CREATE INDEX invoices_due ON invoices (next_attempt_at) WHERE status IN ('open','failed');
CREATE INDEX attempts_enquiries ON attempts (next_enquiry_at) WHERE status IN ('unconfirmed','pending');
CREATE INDEX attempts_leases ON attempts (lease_until) WHERE status = 'started';
CREATE INDEX attempts_waiting ON attempts (requested_at) WHERE status = 'requested';
CREATE INDEX attempts_by_fingerprint ON attempts (store_id, fingerprint, finished_at) WHERE fingerprint IS NOT NULL;
CREATE INDEX approval_requests_due ON approval_requests (expires_at) WHERE status IN ('requested','sent','opened','approving','payment_failed');
CREATE INDEX orders_due ON orders (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX hosted_sessions_live ON hosted_sessions (store_id, order_id) WHERE status IN ('requested','open');
CREATE INDEX mails_waiting ON mails (created_at) WHERE status = 'requested';
CREATE INDEX gateway_notifications_waiting ON gateway_notifications (received_at) WHERE status = 'received';
CREATE INDEX accounts_email_lower ON accounts (store_id, lower(email));
CREATE INDEX events_by_seq ON events (seq);

-- History is append-only (I10).
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_revisions_append_only BEFORE UPDATE OR DELETE ON order_revisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entries_no_truncate BEFORE TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER authorizations_keep BEFORE DELETE ON authorizations FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER captures_keep BEFORE DELETE ON captures FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refunds_keep BEFORE DELETE ON refunds FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attempts_keep BEFORE DELETE ON attempts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_links_keep BEFORE DELETE ON order_links FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A definite outcome stays: later truth is a new row or a named correction, never a quiet overwrite.
CREATE FUNCTION attempt_outcome_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status IN ('succeeded','declined','rejected') AND NEW.status <> OLD.status THEN
    RAISE EXCEPTION 'attempt % already ended as %', OLD.id, OLD.status USING ERRCODE = 'check_violation', CONSTRAINT = 'attempts_outcome_stays';
  END IF;
  IF NEW.amount_minor <> OLD.amount_minor OR NEW.idempotency_key <> OLD.idempotency_key OR NEW.obligation <> OLD.obligation THEN
    RAISE EXCEPTION 'attempt % cannot change what it asks for', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'attempts_request_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER attempts_outcome_stays BEFORE UPDATE ON attempts FOR EACH ROW EXECUTE FUNCTION attempt_outcome_stays();

-- The books balance at commit, whichever road wrote them.
CREATE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ledger_entries
    WHERE store_id = NEW.store_id AND transaction_id = NEW.transaction_id
    GROUP BY currency HAVING sum(amount_minor) <> 0
  ) THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', NEW.transaction_id USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balances';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_balances AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balances();
