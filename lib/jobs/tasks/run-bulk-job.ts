import { can, isRole, type Permission } from "@/lib/auth/permissions";
import type { RowOf } from "@/lib/db/tables";
import { toRow } from "@/lib/db/transaction";
import { nextBulkRow, runBulkRow } from "@/lib/operations/bulk/run-bulk-row";
import type { BulkOptions } from "@/lib/operations/bulk/start-bulk-job";
import type { OperationContext } from "@/lib/operations/operation-context";
import type { BulkKind } from "@/lib/payments/bulk-work";
import type { WorkerContext } from "../worker-context";

export type RunBulkJobPayload = { readonly storeId: string; readonly bulkJobId: string };

const needs: Record<BulkKind, Permission> = {
  ask_customer: "approval.request",
  capture: "payment.retry_capture",
  snooze: "worklist.snooze",
  assign: "worklist.assign",
  set_status: "status.set",
};

/** Works through a job's rows as the person who asked for it: with their name, their rights of this moment, and their colleagues' claims. */
export async function runBulkJob(worker: WorkerContext, { storeId, bulkJobId }: RunBulkJobPayload): Promise<number> {
  const { pool } = worker;
  const found = await pool.query("SELECT * FROM bulk_jobs WHERE store_id = $1 AND id = $2", [storeId, bulkJobId]);
  if (!found.rows[0]) return 0;
  const job = toRow<RowOf<"bulk_jobs">>(found.rows[0]);
  const kind = job.kind as BulkKind;
  const actor = { kind: "staff", userId: job.requestedBy, name: job.requestedBy } as const;
  const context: OperationContext = { pool, storeId, actor, correlationId: bulkJobId };
  let count = 0;
  if (!(await mayStill(worker, job, needs[kind]))) await skipAll(worker, job);
  for (;;) {
    const item = await nextBulkRow(context, bulkJobId);
    if (!item) break;
    await runBulkRow(context, { kind, options: job.input as BulkOptions, item });
    count += 1;
  }
  await pool.query(
    "UPDATE bulk_jobs SET status = 'done', finished_at = paydesk_now() WHERE store_id = $1 AND id = $2",
    [storeId, bulkJobId],
  );
  // An event, so that the screens look again.
  await pool.query(
    `INSERT INTO events (store_id, type, actor, data, correlation_id, created_at) VALUES ($1, 'bulk_job_done', $2, $3, $4, paydesk_now())`,
    [storeId, `staff:${job.requestedBy}`, JSON.stringify({ bulkJobId }), bulkJobId],
  );
  return count;
}

/** Rights are read anew: who left, or changed roles, since the job was asked for does nothing more. */
async function mayStill({ pool }: WorkerContext, job: RowOf<"bulk_jobs">, permission: Permission): Promise<boolean> {
  const found = await pool.query<{ role: string }>(
    "SELECT role FROM staff_users WHERE store_id = $1 AND id = $2 AND is_active",
    [job.storeId, job.requestedBy],
  );
  const role = found.rows[0]?.role;
  return role !== undefined && isRole(role) && can(role, permission);
}

async function skipAll({ pool }: WorkerContext, { storeId, id }: RowOf<"bulk_jobs">): Promise<void> {
  await pool.query(
    `UPDATE bulk_job_items SET status = 'skipped', reason = 'not_permitted', finished_at = paydesk_now()
     WHERE store_id = $1 AND bulk_job_id = $2 AND status IN ('waiting','started')`,
    [storeId, id],
  );
}
