-- A dispute speaks for its order before whatever else holds it up, as lib/queries/worklists/reason-order.ts has it: the database had no place for it and put it last.
CREATE OR REPLACE FUNCTION paydesk_reason_rank(reason text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(array_position(ARRAY['fraud_stop','payment_disputed','half_linked','unconfirmed','capture_failed','approval_payment_failed','customer_declined',
    'price_rise','zero_price_quote','authorization_declined','authorization_expired','not_covered','mail_failed','link_expired','authorization_expiring'], reason), 99);

SELECT paydesk_mark_worklist(store_id, order_id)
FROM (SELECT DISTINCT store_id, order_id FROM worklist_items WHERE reason = 'payment_disputed' AND closed_at IS NULL) AS disputed;
