-- Refunds as parts of one request, that may wait for their capture and may fail days later; money that fits nothing due.

ALTER TABLE "captures" ADD COLUMN "applied_minor" BIGINT NOT NULL DEFAULT 0, ALTER COLUMN "invoice_id" DROP NOT NULL;
ALTER TABLE "disputes" ADD COLUMN "refunded_before_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "orders" ADD COLUMN "applied_in_minor" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "refund_failed_minor" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "spare_minor" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "spare_since" TIMESTAMPTZ(3);
ALTER TABLE "refunds" ADD COLUMN "refund_request_id" TEXT,
  ADD COLUMN "failed_at" TIMESTAMPTZ(3),
  ADD COLUMN "failure_reason" TEXT,
  ADD COLUMN "followed_up_at" TIMESTAMPTZ(3);

CREATE TABLE "refund_requests" (
  "store_id" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "order_id" TEXT NOT NULL,
  "amount_minor" BIGINT NOT NULL,
  "currency" CHAR(3) NOT NULL,
  "reason" TEXT NOT NULL,
  "lines" JSONB,
  "actor" TEXT NOT NULL,
  "requested_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "refund_requests_pkey" PRIMARY KEY ("store_id", "id")
);
CREATE INDEX "refund_requests_store_id_order_id_idx" ON "refund_requests"("store_id", "order_id");
CREATE INDEX "refunds_store_id_capture_id_idx" ON "refunds"("store_id", "capture_id");
CREATE INDEX "refunds_store_id_gateway_reference_idx" ON "refunds"("store_id", "gateway_reference");
CREATE INDEX "unapplied_money_store_id_order_id_idx" ON "unapplied_money"("store_id", "order_id");
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "orders"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the tables of lib/payments know now.
ALTER TABLE refunds DROP CONSTRAINT refunds_status;
ALTER TABLE refunds ADD CONSTRAINT refunds_status CHECK (status IN ('waiting','requested','pending','unconfirmed','refunded','failed'));
ALTER TABLE refund_requests ADD CONSTRAINT refund_requests_amounts CHECK (amount_minor > 0);
ALTER TABLE refund_requests ADD CONSTRAINT refund_requests_currency FOREIGN KEY (store_id, order_id, currency) REFERENCES orders (store_id, id, currency);
ALTER TABLE refunds ADD CONSTRAINT refunds_request FOREIGN KEY (store_id, refund_request_id) REFERENCES refund_requests (store_id, id);
ALTER TABLE captures ADD CONSTRAINT captures_applied CHECK (applied_minor BETWEEN 0 AND amount_minor);
ALTER TABLE orders ADD CONSTRAINT orders_loose_money CHECK (applied_in_minor >= 0 AND refund_failed_minor >= 0 AND spare_minor >= 0 AND (spare_minor > 0) = (spare_since IS NOT NULL));
ALTER TABLE disputes ADD CONSTRAINT disputes_amounts CHECK (amount_minor > 0 AND refunded_before_minor >= 0);
ALTER TABLE disputes ADD CONSTRAINT disputes_status CHECK (status IN ('open','won','lost'));
CREATE TRIGGER refund_requests_append_only BEFORE UPDATE OR DELETE ON refund_requests FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE UNIQUE INDEX unapplied_money_spare ON unapplied_money (store_id, order_id) WHERE status = 'open' AND authorization_id IS NULL;

CREATE OR REPLACE VIEW reporting.captures AS
SELECT store_id, id AS capture_id, order_id, invoice_id, authorization_id, payment_method_id, gateway_reference, status, amount_minor, refunded_minor,
  refund_reserved_minor, disputed_minor, currency, requested_at, captured_at, applied_minor
FROM captures;

CREATE OR REPLACE VIEW reporting.refunds AS
SELECT store_id, id AS refund_id, order_id, capture_id, gateway_reference, status, amount_minor, currency, reason, requested_at, refunded_at,
  refund_request_id, failed_at, failure_reason
FROM refunds;
