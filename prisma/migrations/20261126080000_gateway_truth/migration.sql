-- AlterTable
ALTER TABLE "attempts" ADD COLUMN     "server_error_count" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "gateway_notifications" ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'webhook';

-- CreateTable
CREATE TABLE "attempt_settlements" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "attempt_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_settlements_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "gateway_schedules" (
    "store_id" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_until" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gateway_schedules_pkey" PRIMARY KEY ("store_id","gateway","task")
);

-- CreateTable
CREATE TABLE "reconciliation_runs" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "window_from" TIMESTAMPTZ(3) NOT NULL,
    "window_to" TIMESTAMPTZ(3) NOT NULL,
    "compared_count" INTEGER NOT NULL DEFAULT 0,
    "difference_count" INTEGER NOT NULL DEFAULT 0,
    "healed_count" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "actor" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_runs_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "reconciliation_differences" (
    "store_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "gateway_reference" TEXT NOT NULL,
    "order_id" TEXT,
    "authorization_id" TEXT,
    "ours_minor" BIGINT,
    "theirs_minor" BIGINT,
    "ours_status" TEXT,
    "theirs_status" TEXT,
    "currency" CHAR(3) NOT NULL,
    "next_step" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "resolution" TEXT,

    CONSTRAINT "reconciliation_differences_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateIndex
CREATE INDEX "attempt_settlements_store_id_attempt_id_idx" ON "attempt_settlements"("store_id", "attempt_id");

-- CreateIndex
CREATE INDEX "reconciliation_runs_store_id_started_at_idx" ON "reconciliation_runs"("store_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "reconciliation_differences_store_id_order_id_idx" ON "reconciliation_differences"("store_id", "order_id");

-- Written by hand from here on.
ALTER TABLE attempts ADD CONSTRAINT attempts_server_errors CHECK (server_error_count >= 0);
ALTER TABLE gateway_notifications ADD CONSTRAINT gateway_notifications_source CHECK (source IN ('webhook','list'));

-- Evidence of a person counts only when a second one has looked at it.
ALTER TABLE attempt_settlements ADD CONSTRAINT attempt_settlements_attempt FOREIGN KEY (store_id, attempt_id) REFERENCES attempts (store_id, id);
ALTER TABLE attempt_settlements ADD CONSTRAINT attempt_settlements_verdict CHECK (verdict IN ('happened','did_not_happen'));
ALTER TABLE attempt_settlements ADD CONSTRAINT attempt_settlements_status CHECK (status IN ('proposed','confirmed','refused'));
ALTER TABLE attempt_settlements ADD CONSTRAINT attempt_settlements_evidence CHECK (length(trim(reference)) > 0 AND length(trim(note)) > 0);
ALTER TABLE attempt_settlements ADD CONSTRAINT attempt_settlements_second_look CHECK ((status = 'proposed') = (decided_by IS NULL) AND (status <> 'confirmed' OR decided_by <> proposed_by));
CREATE UNIQUE INDEX attempt_settlements_one_open ON attempt_settlements (store_id, attempt_id) WHERE status = 'proposed';

ALTER TABLE gateway_schedules ADD CONSTRAINT gateway_schedules_task CHECK (task IN ('notifications','hourly','nightly'));
CREATE INDEX gateway_schedules_due ON gateway_schedules (due_at);

ALTER TABLE reconciliation_runs ADD CONSTRAINT reconciliation_runs_kind CHECK (kind IN ('hourly','nightly','asked'));
ALTER TABLE reconciliation_runs ADD CONSTRAINT reconciliation_runs_status CHECK (status IN ('running','finished','unfinished'));
ALTER TABLE reconciliation_runs ADD CONSTRAINT reconciliation_runs_end CHECK ((status = 'running') = (finished_at IS NULL) AND window_to >= window_from);

ALTER TABLE reconciliation_differences ADD CONSTRAINT reconciliation_differences_status CHECK (status IN ('open','healed','agreed','accepted'));
ALTER TABLE reconciliation_differences ADD CONSTRAINT reconciliation_differences_end CHECK ((status = 'open') = (resolved_at IS NULL));
ALTER TABLE reconciliation_differences ADD CONSTRAINT reconciliation_differences_why CHECK (status <> 'accepted' OR length(trim(resolution)) > 0);
CREATE UNIQUE INDEX reconciliation_differences_open ON reconciliation_differences (store_id, gateway, gateway_reference, kind) WHERE status = 'open';
CREATE INDEX reconciliation_differences_age ON reconciliation_differences (store_id, first_seen_at) WHERE status = 'open';
CREATE TRIGGER reconciliation_differences_keep BEFORE DELETE ON reconciliation_differences FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attempt_settlements_keep BEFORE DELETE ON attempt_settlements FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The waits between questions to a silent gateway: at most twenty, from ten seconds to thirty days each.
CREATE FUNCTION paydesk_is_enquiry_ladder(ladder jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN jsonb_typeof(ladder) <> 'array' THEN false
    ELSE jsonb_array_length(ladder) BETWEEN 1 AND 20 AND NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements(ladder) AS wait
      WHERE CASE WHEN jsonb_typeof(wait) = 'number' THEN wait::numeric NOT BETWEEN 10 AND 2592000 OR wait::numeric <> trunc(wait::numeric) ELSE true END)
  END
$$;
ALTER TABLE stores ADD CONSTRAINT stores_enquiry_ladder CHECK (NOT settings ? 'enquiryLadderSeconds' OR paydesk_is_enquiry_ladder(settings->'enquiryLadderSeconds'));

CREATE VIEW reporting.reconciliation_differences AS
SELECT store_id, id AS difference_id, gateway, kind, gateway_reference, order_id, authorization_id, ours_minor, theirs_minor, ours_status, theirs_status, currency,
  next_step, status, first_seen_at, last_seen_at, resolved_at, resolved_by, resolution
FROM reconciliation_differences;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'paydesk_readonly') THEN
    GRANT SELECT ON reporting.reconciliation_differences TO paydesk_readonly;
  END IF;
END $$;
