-- What lists walk, count and search by, so that a page costs the same among a million orders as among a thousand.

-- Where a reason stands among those that hold one order up: what must be solved before anything else can be comes first. lib/queries/worklists/reason-order.ts
-- says the same to the pages.
CREATE FUNCTION paydesk_reason_rank(reason text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(array_position(ARRAY['fraud_stop','half_linked','unconfirmed','capture_failed','approval_payment_failed','customer_declined','price_rise',
    'zero_price_quote','authorization_declined','authorization_expired','not_covered','mail_failed','link_expired','authorization_expiring'], reason), 99);

-- Three facts about a row that only its order knows otherwise: whether it speaks for the order in its list, whether it is the first of its reason there, and
-- when the order's hold that counts ends. They are kept by the triggers below and by nobody else, so they cannot disagree with the rows that they speak of.
ALTER TABLE worklist_items ADD COLUMN leads boolean NOT NULL DEFAULT false, ADD COLUMN leads_reason boolean NOT NULL DEFAULT false,
  ADD COLUMN hold_ends_at timestamptz(3);

-- In plpgsql, which plans a statement once per connection and not at every call; and always by index, whatever the tables' sizes were then.
CREATE FUNCTION paydesk_mark_worklist(of_store text, of_order text) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  item record;
  hold_end timestamptz(3);
BEGIN
  FOR item IN
    SELECT w.id, w.leads, w.leads_reason, w.hold_ends_at,
      row_number() OVER (PARTITION BY w.list ORDER BY paydesk_reason_rank(w.reason), coalesce(w.deadline_at, 'infinity'), w.id) = 1 AS does_lead,
      row_number() OVER (PARTITION BY w.list, w.reason ORDER BY coalesce(w.deadline_at, 'infinity'), w.id) = 1 AS does_lead_reason,
      -- The first end among the live holds, else the last among those that ended; null where nothing was held.
      (SELECT coalesce(min(z.expires_at) FILTER (WHERE z.status IN ('authorized','void_requested')), max(least(z.expires_at, z.ended_at)) FILTER (WHERE z.status = 'expired'))
       FROM authorizations z WHERE z.store_id = of_store AND z.order_id = of_order) AS hold_end
    FROM worklist_items w WHERE w.store_id = of_store AND w.order_id = of_order AND w.closed_at IS NULL
  LOOP
    hold_end := item.hold_end;
    IF (item.leads, item.leads_reason, item.hold_ends_at) IS DISTINCT FROM (item.does_lead, item.does_lead_reason, hold_end) THEN
      UPDATE worklist_items SET leads = item.does_lead, leads_reason = item.does_lead_reason, hold_ends_at = hold_end
      WHERE store_id = of_store AND id = item.id;
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION mark_worklist() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM paydesk_mark_worklist(NEW.store_id, NEW.order_id);
  RETURN NULL;
END $$;
CREATE TRIGGER worklist_items_mark AFTER INSERT OR UPDATE OF reason, deadline_at, closed_at ON worklist_items
  FOR EACH ROW EXECUTE FUNCTION mark_worklist();
-- Only where the end that counts may be another one: not for a hold that is still asked for, nor for the payments of an import.
CREATE TRIGGER authorizations_mark_worklist AFTER INSERT ON authorizations
  FOR EACH ROW WHEN (NEW.status IN ('authorized','void_requested','expired')) EXECUTE FUNCTION mark_worklist();
CREATE TRIGGER authorizations_remark_worklist AFTER UPDATE ON authorizations
  FOR EACH ROW WHEN ((OLD.status, OLD.expires_at, OLD.ended_at) IS DISTINCT FROM (NEW.status, NEW.expires_at, NEW.ended_at)) EXECUTE FUNCTION mark_worklist();

SELECT paydesk_mark_worklist(store_id, order_id) FROM (SELECT DISTINCT store_id, order_id FROM worklist_items WHERE closed_at IS NULL) AS waiting;

-- Rows without a deadline come last; said so in the key, a page can begin behind any row of the index.
DROP INDEX worklist_items_list;
CREATE INDEX worklist_items_by_deadline ON worklist_items (store_id, list, coalesce(deadline_at, 'infinity'::timestamptz), id) WHERE closed_at IS NULL;
CREATE INDEX worklist_items_by_reason ON worklist_items (store_id, list, reason, coalesce(deadline_at, 'infinity'::timestamptz), id) WHERE closed_at IS NULL;
CREATE INDEX worklist_items_by_hold ON worklist_items (store_id, list, coalesce(hold_ends_at, 'infinity'::timestamptz), id) WHERE closed_at IS NULL;
CREATE INDEX worklist_items_by_worth ON worklist_items (store_id, list, paydesk_rough_worth(amount_minor, currency), id) WHERE closed_at IS NULL;
-- Counts and sums are read from the index alone.
CREATE INDEX worklist_items_counted ON worklist_items (store_id, list)
  INCLUDE (id, order_id, reason, leads, leads_reason, currency, amount_minor, deadline_at, hold_ends_at, snoozed_until) WHERE closed_at IS NULL;

-- Few orders of a long history are in these states.
CREATE INDEX orders_by_open_capture ON orders (store_id, capture_status, placed_at DESC, id) WHERE capture_status IN ('pending','failed');
-- Live holds by their end, within one store.
CREATE INDEX authorizations_ending ON authorizations (store_id, expires_at, order_id) WHERE status IN ('authorized','void_requested');
-- Of a card that many orders share, the newest.
CREATE INDEX order_payment_methods_by_card ON order_payment_methods (store_id, last4, created_at DESC, order_id) WHERE last4 IS NOT NULL;

-- The beginning of an address is enough to find it; only this collation can walk to it in an index.
CREATE INDEX accounts_by_email ON accounts (store_id, lower(email) COLLATE "C", id);
DROP INDEX accounts_email_lower;

-- What colleagues did, apart from what the house did by itself.
CREATE INDEX events_of_staff ON events (store_id, created_at, order_id) WHERE actor LIKE 'staff:%';
