-- JB-6: a job is written, locked and deleted within a second, and whoever claims the next one walks over what is left of those before it.
-- By default a table is vacuumed when a fifth of it is dead; this one is nearly empty and churns all day, so it is the number that counts.
ALTER TABLE graphile_worker._private_jobs SET (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 10000,
  autovacuum_vacuum_cost_delay = 0
);
