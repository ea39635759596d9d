-- AlterTable
ALTER TABLE "worklist_items" ADD COLUMN     "lapse_rank" BIGINT NOT NULL DEFAULT 1;

-- Money whose hold ends before the goods are promised to leave comes before all other: 0 where the order has such money, else 1 (lib/payments/lapsing.ts).
ALTER TABLE worklist_items ADD CONSTRAINT worklist_items_lapse_rank CHECK (lapse_rank IN (0, 1));

-- What stands in the lists now; from here on every change of an order and every due moment of its clock keeps it.
UPDATE worklist_items w SET lapse_rank = 0 FROM orders o
WHERE w.closed_at IS NULL AND o.store_id = w.store_id AND o.id = w.order_id AND o.status = 'confirmed' AND NOT o.is_fraud_stopped AND EXISTS (
  SELECT 1 FROM authorizations z WHERE z.store_id = o.store_id AND z.order_id = o.id AND z.status = 'authorized' AND z.expires_at > paydesk_now()
    AND CASE WHEN z.guaranteed_until > paydesk_now() THEN least(z.guaranteed_until, z.expires_at) ELSE z.expires_at END < o.promised_ship_at);

DROP INDEX worklist_items_by_risk;
CREATE INDEX worklist_items_by_risk ON worklist_items (store_id, list, lapse_rank, paydesk_risk_band(amount_minor, currency), coalesce(deadline_at, 'infinity'::timestamptz), id)
  WHERE closed_at IS NULL;
