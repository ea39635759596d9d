import type { Pool } from "pg";
import { transaction } from "@/lib/db/transaction";
import { type GatewayTask, nextDueOf, retryDueOf } from "@/lib/payments/gateway-schedule";
import { type Instant, toInstant } from "@/lib/payments/instant";
import type { OperationContext } from "../operation-context";

const jobOfTask = {
  notifications: "ask_notifications",
  hourly: "reconcile",
  nightly: "reconcile",
} as const satisfies Record<GatewayTask, string>;

/**
 * Adds the jobs of gateway tasks that have fallen due. The due time is a row: a missed slot is caught up once, and two sweeps at once add one job
 * (JB-4). A store's tasks begin an hour after its gateway was first seen here.
 */
export async function requestDueGatewayTasks(pool: Pool): Promise<number> {
  return transaction(
    pool,
    async (tx, [, due = []]) => {
      for (const { storeId, gateway, task } of due as readonly DueTask[])
        await tx.addJob(
          jobOfTask[task],
          { storeId, gateway, kind: task },
          { key: `${jobOfTask[task]}:${storeId}:${gateway}:${task}`, maxAttempts: 3 },
        );
      return due.length;
    },
    [
      { text: addMissingTasks, values: [] },
      { text: dueTasks, values: [] },
    ],
  );
}

type DueTask = { readonly storeId: string; readonly gateway: string; readonly task: GatewayTask };

const addMissingTasks = `
INSERT INTO gateway_schedules (store_id, gateway, task, due_at, done_until, updated_at)
SELECT DISTINCT p.store_id, p.gateway, t.task, paydesk_now() + interval '1 hour', paydesk_now(), paydesk_now()
FROM payment_types p CROSS JOIN (VALUES ('notifications'), ('hourly'), ('nightly')) t(task)
WHERE p.is_enabled AND p.gateway IN ('stripe', 'paypal')
  AND NOT EXISTS (SELECT 1 FROM gateway_schedules s WHERE s.store_id = p.store_id AND s.gateway = p.gateway AND s.task = t.task)
ON CONFLICT DO NOTHING`;

const dueTasks =
  "SELECT store_id, gateway, task FROM gateway_schedules WHERE due_at <= paydesk_now() ORDER BY due_at, store_id, gateway, task LIMIT 200";

/** Until when a task has been done, for the worker that goes on with it; null where nothing is scheduled. */
export async function doneUntil(
  { pool, storeId }: Pick<OperationContext, "pool" | "storeId">,
  gateway: string,
  task: GatewayTask,
): Promise<Instant | null> {
  const found = await pool.query<{ done_until: Date }>(
    "SELECT done_until FROM gateway_schedules WHERE store_id = $1 AND gateway = $2 AND task = $3",
    [storeId, gateway, task],
  );
  const row = found.rows[0];
  return row ? toInstant(row.done_until.getTime()) : null;
}

/** One piece is done for good: a later failure does not repeat it. Never moves back. */
export async function moveDoneUntil(
  { pool, storeId }: Pick<OperationContext, "pool" | "storeId">,
  gateway: string,
  task: GatewayTask,
  until: Instant,
): Promise<void> {
  await pool.query(
    "UPDATE gateway_schedules SET done_until = greatest(done_until, $4), updated_at = paydesk_now() WHERE store_id = $1 AND gateway = $2 AND task = $3",
    [storeId, gateway, task, new Date(until)],
  );
}

/** The task has ended, or could not be finished: then it is due again soon, with the reason kept. */
export async function endTask(
  { pool, storeId }: Pick<OperationContext, "pool" | "storeId">,
  gateway: string,
  task: GatewayTask,
  failure: string | null,
): Promise<void> {
  await transaction(pool, async (tx) => {
    const dueAt = failure === null ? nextDueOf(task, tx.now) : retryDueOf(tx.now);
    await tx.update(
      "gateway_schedules",
      { storeId, gateway, task },
      { dueAt: new Date(dueAt), lastError: failure, updatedAt: new Date(tx.now) },
    );
  });
}
