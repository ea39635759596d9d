-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "dispute_answer_stuck" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "dispute_answers" ADD COLUMN     "given_up_at" TIMESTAMPTZ(3),
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;

-- `overtaken`: the bank decided, and it had not come or nobody can say whether it had. An answer that is tried no more waits for a person.
ALTER TABLE dispute_answers
  DROP CONSTRAINT dispute_answers_words,
  DROP CONSTRAINT dispute_answers_end,
  ADD CONSTRAINT dispute_answers_words CHECK (kind IN ('evidence','accept') AND status IN ('requested','sending','sent','refused','overtaken')),
  ADD CONSTRAINT dispute_answers_end CHECK ((status IN ('sent','refused','overtaken')) = (ended_at IS NOT NULL)),
  ADD CONSTRAINT dispute_answers_given_up CHECK (given_up_at IS NULL OR ended_at IS NULL);

CREATE OR REPLACE FUNCTION keep_dispute_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR NEW.kind <> OLD.kind OR NEW.evidence IS DISTINCT FROM OLD.evidence
    OR NEW.dispute_id <> OLD.dispute_id THEN
    RAISE EXCEPTION 'an answer to a dispute does not change once it is asked for or ended' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- Seen on the order too: an answer to one of its open disputes that nobody tries to send any more.
CREATE OR REPLACE FUNCTION mark_disputed_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET
    is_disputed = open.count > 0,
    dispute_answer_by = open.answer_by,
    dispute_answered = open.count > 0 AND open.unanswered = 0,
    dispute_answer_stuck = open.is_stuck,
    dispute_decision = CASE WHEN TG_TABLE_NAME = 'disputes' AND TG_OP = 'INSERT' THEN NULL ELSE dispute_decision END
  FROM (
    SELECT count(*) AS count, count(*) FILTER (WHERE d.answered_at IS NULL) AS unanswered, min(d.answer_by) FILTER (WHERE d.answered_at IS NULL) AS answer_by,
      coalesce(bool_or(EXISTS (
        SELECT 1 FROM dispute_answers x WHERE x.store_id = d.store_id AND x.dispute_id = d.id AND x.given_up_at IS NOT NULL)), false) AS is_stuck
    FROM disputes d WHERE d.store_id = NEW.store_id AND d.order_id = NEW.order_id AND d.status = 'open'
  ) AS open
  WHERE store_id = NEW.store_id AND id = NEW.order_id;
  RETURN NULL;
END $$;
CREATE TRIGGER dispute_answers_mark_order AFTER UPDATE OF given_up_at ON dispute_answers FOR EACH ROW EXECUTE FUNCTION mark_disputed_order();
