/** A figure of the house's state: `sql` answers one row for each set of labels, with its `value`. */
export type StateGauge = {
  readonly name: string;
  readonly help: string;
  readonly label: readonly string[];
  readonly sql: string;
};

/** JB-6: what tells that the queue's table rots, before anybody notices. What is dead stays while any transaction might still look at it. */
export const queueGauges: readonly StateGauge[] = [
  {
    name: "paydesk_jobs",
    help: "Background jobs, by state",
    label: ["state"],
    sql: `SELECT CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'failed'
                      WHEN run_at <= now() THEN 'ready' ELSE 'scheduled' END AS state, count(*) AS value
          FROM graphile_worker.jobs GROUP BY 1`,
  },
  {
    name: "paydesk_queue_dead_rows",
    help: "Rows of jobs that are over and not cleared away yet",
    label: [],
    sql: "SELECT n_dead_tup AS value FROM pg_stat_user_tables WHERE schemaname = 'graphile_worker' AND relname = '_private_jobs'",
  },
  {
    name: "paydesk_queue_claim_seconds",
    help: "How long it takes to find the next job, the way a worker looks for it",
    label: [],
    // The sum is worked out from the left: first the search, then the time it took.
    sql: `WITH next AS MATERIALIZED (SELECT id FROM graphile_worker._private_jobs WHERE is_available ORDER BY priority, run_at LIMIT 1)
          SELECT 0 * (SELECT count(*) FROM next) + extract(epoch FROM clock_timestamp() - statement_timestamp()) AS value`,
  },
  {
    name: "paydesk_oldest_transaction_seconds",
    help: "Age of the oldest transaction in this database that keeps dead rows from being cleared away; 0 without one",
    label: [],
    sql: `SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) AS value FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)`,
  },
];
