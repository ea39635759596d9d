-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "dispute_answer_by" TIMESTAMPTZ(3),
ADD COLUMN     "dispute_answered" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "disputes" ADD COLUMN     "answer_by" TIMESTAMPTZ(3),
ADD COLUMN     "answered_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "dispute_answers" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "dispute_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "evidence" JSONB,
    "status" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "raw_code" TEXT,
    "raw_message" TEXT,

    CONSTRAINT "dispute_answers_pkey" PRIMARY KEY ("store_id","id")
);

-- One answer to a dispute, ever: only one that the gateway has refused makes room for another. What is definite does not change.
ALTER TABLE dispute_answers
  ADD CONSTRAINT dispute_answers_dispute FOREIGN KEY (store_id, dispute_id) REFERENCES disputes (store_id, id),
  ADD CONSTRAINT dispute_answers_order FOREIGN KEY (store_id, order_id) REFERENCES orders (store_id, id),
  ADD CONSTRAINT dispute_answers_words CHECK (kind IN ('evidence','accept') AND status IN ('requested','sending','sent','refused')),
  ADD CONSTRAINT dispute_answers_evidence CHECK ((kind = 'evidence') = (evidence IS NOT NULL)),
  ADD CONSTRAINT dispute_answers_end CHECK ((status IN ('sent','refused')) = (ended_at IS NOT NULL));
CREATE UNIQUE INDEX dispute_answers_once ON dispute_answers (store_id, dispute_id) WHERE status <> 'refused';
CREATE INDEX dispute_answers_of_order ON dispute_answers (store_id, order_id);
CREATE FUNCTION keep_dispute_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.status IN ('sent','refused') OR NEW.kind <> OLD.kind OR NEW.evidence IS DISTINCT FROM OLD.evidence
    OR NEW.dispute_id <> OLD.dispute_id THEN
    RAISE EXCEPTION 'an answer to a dispute does not change once it is asked for or ended' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dispute_answers_keep BEFORE UPDATE OR DELETE ON dispute_answers FOR EACH ROW EXECUTE FUNCTION keep_dispute_answer();

-- A dispute that opens, is answered or closes is seen on its order, whoever writes it. A new one is a new talk.
CREATE OR REPLACE FUNCTION mark_disputed_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET
    is_disputed = open.count > 0,
    dispute_answer_by = open.answer_by,
    dispute_answered = open.count > 0 AND open.unanswered = 0,
    dispute_decision = CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE dispute_decision END
  FROM (
    SELECT count(*) AS count, count(*) FILTER (WHERE d.answered_at IS NULL) AS unanswered, min(d.answer_by) FILTER (WHERE d.answered_at IS NULL) AS answer_by
    FROM disputes d WHERE d.store_id = NEW.store_id AND d.order_id = NEW.order_id AND d.status = 'open'
  ) AS open
  WHERE store_id = NEW.store_id AND id = NEW.order_id;
  RETURN NULL;
END $$;
DROP TRIGGER disputes_mark_order ON disputes;
CREATE TRIGGER disputes_mark_order AFTER INSERT OR UPDATE OF status, answer_by, answered_at ON disputes FOR EACH ROW EXECUTE FUNCTION mark_disputed_order();
