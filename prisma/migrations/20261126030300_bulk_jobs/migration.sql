-- One act on many orders: a row each, with its own outcome. What came of a gateway's or mail server's part is read from the attempt and the mail
-- that the row names, so that a job never says more than they do.
ALTER TABLE bulk_jobs ADD COLUMN dismissed_at timestamptz(3);
ALTER TABLE bulk_jobs ADD CONSTRAINT bulk_jobs_kind CHECK (kind IN ('ask_customer','capture','snooze','assign'));
ALTER TABLE bulk_jobs ADD CONSTRAINT bulk_jobs_status CHECK (status IN ('running','done'));
ALTER TABLE bulk_job_items
  ADD COLUMN position integer NOT NULL DEFAULT 0,
  ADD COLUMN round integer NOT NULL DEFAULT 1,
  ADD COLUMN amount_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN currency char(3) NOT NULL DEFAULT 'XXX',
  ADD COLUMN detail text,
  ADD COLUMN attempt_ids text[] NOT NULL DEFAULT '{}',
  ADD COLUMN approval_request_id text;
ALTER TABLE bulk_job_items ADD CONSTRAINT bulk_job_items_status CHECK (status IN ('waiting','started','asked','done','skipped'));
CREATE INDEX bulk_jobs_by_person ON bulk_jobs (store_id, requested_by, created_at DESC) WHERE dismissed_at IS NULL;
CREATE INDEX bulk_job_items_waiting ON bulk_job_items (store_id, bulk_job_id, position) WHERE status IN ('waiting','started');
CREATE INDEX mails_by_request ON mails (store_id, approval_request_id) WHERE approval_request_id IS NOT NULL;
