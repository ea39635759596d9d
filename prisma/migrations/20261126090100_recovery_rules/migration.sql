-- The rule that chose what comes after a failure, as it was then.
ALTER TABLE "attempts" ADD COLUMN "rule_version" INTEGER,
ADD COLUMN "rule_name" TEXT;
ALTER TABLE "invoices" ADD COLUMN "tries_allowed" INTEGER NOT NULL DEFAULT 4;

-- One live set of rules, and one draft, for each store and name; what was published once stays as it was.
CREATE UNIQUE INDEX rule_sets_one_live ON rule_sets (store_id, name) WHERE status = 'live';
CREATE UNIQUE INDEX rule_sets_one_draft ON rule_sets (store_id, name) WHERE status = 'draft';
ALTER TABLE rule_sets ADD CONSTRAINT rule_sets_status CHECK (status IN ('draft', 'live', 'retired'));

CREATE FUNCTION published_rules_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.status <> 'draft' THEN
    RAISE EXCEPTION 'published rules stay' USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_sets_published_stay';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status <> 'draft' AND (NEW.rules::text <> OLD.rules::text OR NEW.version_no <> OLD.version_no OR NEW.author_id <> OLD.author_id) THEN
    RAISE EXCEPTION 'published rules stay' USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_sets_published_stay';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rule_sets_published_stay BEFORE UPDATE OR DELETE ON rule_sets FOR EACH ROW EXECUTE FUNCTION published_rules_stay();

-- What rules did with the failures of a period is read by time.
CREATE INDEX attempts_refused_at ON attempts (store_id, finished_at) WHERE status IN ('declined', 'rejected') AND invoice_id IS NOT NULL;
