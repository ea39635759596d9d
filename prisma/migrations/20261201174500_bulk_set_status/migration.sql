-- One of the store's own statuses can be set on many orders at once (P02).
ALTER TABLE bulk_jobs DROP CONSTRAINT bulk_jobs_kind;
ALTER TABLE bulk_jobs ADD CONSTRAINT bulk_jobs_kind CHECK (kind IN ('ask_customer','capture','snooze','assign','set_status'));
