-- AlterTable
ALTER TABLE "staff_users" ADD COLUMN     "wants_alert_mail" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "staff_notices" ADD COLUMN     "amount_minor" BIGINT,
ADD COLUMN     "at" TIMESTAMPTZ(3),
ADD COLUMN     "cause" TEXT,
ADD COLUMN     "currency" CHAR(3),
ADD COLUMN     "order_id" TEXT;

-- AlterTable
ALTER TABLE "mails" ADD COLUMN     "notice_id" TEXT;

-- An alert is told once to each who is to hear of it, whoever looks again and however often.
CREATE UNIQUE INDEX staff_notices_one_per_cause ON staff_notices (store_id, user_id, cause) WHERE cause IS NOT NULL;
ALTER TABLE staff_notices DROP CONSTRAINT staff_notices_kind;
ALTER TABLE staff_notices ADD CONSTRAINT staff_notices_kind CHECK (kind IN ('claim_taken_over','order_assigned','hold_ends_soon','money_unconfirmed'));
ALTER TABLE staff_notices ADD CONSTRAINT staff_notices_alert
  CHECK ((kind IN ('hold_ends_soon','money_unconfirmed')) = (cause IS NOT NULL) AND (cause IS NULL OR num_nonnulls(order_id, amount_minor, currency, at) = 4));

-- One mail to a colleague tells one notice; what waits for the end of quiet hours is found by its hour.
CREATE UNIQUE INDEX mails_one_per_notice ON mails (store_id, notice_id) WHERE notice_id IS NOT NULL;
ALTER TABLE mails ADD CONSTRAINT mails_notice CHECK ((notice_id IS NOT NULL) = (kind = 'staff_alert'));
CREATE INDEX mails_to_staff_waiting ON mails (send_at) WHERE status = 'requested' AND notice_id IS NOT NULL AND send_at IS NOT NULL;

-- Quiet hours: two times of day that differ, or none.
CREATE FUNCTION paydesk_is_quiet_hours(hours jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_typeof(hours) = 'null' OR coalesce(
    hours->>'from' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND hours->>'until' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND hours->>'from' <> hours->>'until', false)
$$;
ALTER TABLE stores ADD CONSTRAINT stores_quiet_hours CHECK (NOT settings ? 'quietHours' OR paydesk_is_quiet_hours(settings->'quietHours'));
