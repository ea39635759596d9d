-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "dispute_decision" TEXT,
ADD COLUMN     "is_disputed" BOOLEAN NOT NULL DEFAULT false;

-- What was settled with the payer about a dispute; lib/payments/disputing.ts says what follows from it.
ALTER TABLE orders ADD CONSTRAINT orders_dispute_decision CHECK (dispute_decision IN ('refund','accept','contest'));
UPDATE orders o SET is_disputed = TRUE
WHERE EXISTS (SELECT 1 FROM disputes d WHERE d.store_id = o.store_id AND d.order_id = o.id AND d.status = 'open');

-- A dispute that opens or closes is seen on its order, whoever writes it. A new one is a new talk.
CREATE FUNCTION mark_disputed_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET
    is_disputed = EXISTS (SELECT 1 FROM disputes d WHERE d.store_id = NEW.store_id AND d.order_id = NEW.order_id AND d.status = 'open'),
    dispute_decision = CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE dispute_decision END
  WHERE store_id = NEW.store_id AND id = NEW.order_id;
  RETURN NULL;
END $$;
CREATE TRIGGER disputes_mark_order AFTER INSERT OR UPDATE OF status ON disputes FOR EACH ROW EXECUTE FUNCTION mark_disputed_order();
