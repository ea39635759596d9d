-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "override_ask_id" TEXT,
ADD COLUMN     "override_minor" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "override_requests" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "asked_by" TEXT,
    "reason" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "word" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "override_requests_pkey" PRIMARY KEY ("store_id","id")
);

-- One open request of an order. Whoever asks gives a reason and whoever decides a word; a decision stands, only that it has become needless is added.
ALTER TABLE override_requests
  ADD CONSTRAINT override_requests_order FOREIGN KEY (store_id, order_id) REFERENCES orders (store_id, id),
  ADD CONSTRAINT override_requests_asker FOREIGN KEY (store_id, asked_by) REFERENCES staff_users (store_id, id),
  ADD CONSTRAINT override_requests_decider FOREIGN KEY (store_id, decided_by) REFERENCES staff_users (store_id, id),
  ADD CONSTRAINT override_requests_words CHECK (status IN ('asked','allowed','refused','ended')),
  ADD CONSTRAINT override_requests_amount CHECK (amount_minor > 0),
  ADD CONSTRAINT override_requests_asked CHECK ((asked_by IS NULL) = (asked_at IS NULL) AND (asked_by IS NULL) = (reason IS NULL)),
  ADD CONSTRAINT override_requests_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (word IS NULL)),
  ADD CONSTRAINT override_requests_someone CHECK (asked_by IS NOT NULL OR decided_by IS NOT NULL),
  ADD CONSTRAINT override_requests_two_people CHECK (asked_by <> decided_by),
  ADD CONSTRAINT override_requests_status CHECK (CASE status WHEN 'asked' THEN decided_by IS NULL AND ended_at IS NULL
    WHEN 'ended' THEN ended_at IS NOT NULL ELSE decided_by IS NOT NULL AND ended_at IS NULL END);
CREATE UNIQUE INDEX override_requests_one_open ON override_requests (store_id, order_id) WHERE status = 'asked';
CREATE INDEX override_requests_of_order ON override_requests (store_id, order_id);

ALTER TABLE orders
  ADD CONSTRAINT orders_override CHECK (override_minor >= 0),
  ADD CONSTRAINT orders_override_ask FOREIGN KEY (store_id, override_ask_id) REFERENCES override_requests (store_id, id);

CREATE FUNCTION keep_override() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.status IN ('refused','ended') OR (OLD.status = 'allowed' AND NEW.status <> 'ended')
    OR (OLD.decided_by IS NOT NULL AND (NEW.decided_by, NEW.word, NEW.decided_at) IS DISTINCT FROM (OLD.decided_by, OLD.word, OLD.decided_at))
    OR (NEW.order_id, NEW.asked_by, NEW.reason, NEW.asked_at, NEW.currency) IS DISTINCT FROM (OLD.order_id, OLD.asked_by, OLD.reason, OLD.asked_at, OLD.currency) THEN
    RAISE EXCEPTION 'an override that was decided does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER override_requests_keep BEFORE UPDATE OR DELETE ON override_requests FOR EACH ROW EXECUTE FUNCTION keep_override();

ALTER TABLE staff_notices DROP CONSTRAINT staff_notices_kind;
ALTER TABLE staff_notices ADD CONSTRAINT staff_notices_kind
  CHECK (kind IN ('claim_taken_over','order_assigned','override_allowed','override_refused','hold_ends_soon','money_unconfirmed'));
