-- The audit is read newest first, by what people did and by one person. Background captures write no row into these two.
CREATE INDEX audit_log_by_people ON audit_log (store_id, id) WHERE actor LIKE 'staff:%';
CREATE INDEX audit_log_by_person ON audit_log (store_id, actor, id) WHERE actor LIKE 'staff:%';
