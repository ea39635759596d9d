import type { Pool } from "pg";

/** Asks for a job for each endpoint that has something to be told now. One queue per endpoint: it is told by one worker at a time, in order. */
export async function requestDeliveries(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `SELECT graphile_worker.add_job('deliver_messages', json_build_object('storeId', w.store_id, 'endpointId', w.id),
       queue_name := 'outbox:' || w.id, job_key := 'outbox:' || w.id, job_key_mode := 'preserve_run_at', max_attempts := 1, priority := 10)
     FROM webhook_endpoints w
     WHERE w.status = 'active' AND (w.rests_until IS NULL OR w.rests_until <= paydesk_now())
       AND EXISTS (SELECT 1 FROM outbox_messages m WHERE m.store_id = w.store_id AND m.endpoint_id = w.id AND m.status = 'waiting'
         AND (m.next_try_at IS NULL OR m.next_try_at <= paydesk_now()))`,
  );
  return rowCount ?? 0;
}
