import { failedItemSql } from "@/lib/db/bulk-item-sql";
import { transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";

/** Does the rows that failed once more, each as a new intention; rows that went well or were skipped stay as they are. */
export async function retryBulkJob(
  { actor, storeId, pool }: OperationContext,
  bulkJobId: string,
): Promise<Result<{ count: number }, "only_staff" | "bulk_job_not_found" | "nothing_failed">> {
  if (actor.kind !== "staff") return refused("only_staff");
  return transaction(pool, async (tx) => {
    const own = { storeId, id: bulkJobId, requestedBy: actor.userId };
    const [job] = await tx.select("bulk_jobs", own, { lock: true });
    if (!job) return refused("bulk_job_not_found");
    const again = await tx.rows(
      `UPDATE bulk_job_items i SET status = 'waiting', round = round + 1, reason = NULL, detail = NULL, finished_at = NULL, attempt_ids = '{}',
         approval_request_id = NULL
       WHERE i.store_id = $1 AND i.bulk_job_id = $2 AND i.status = 'asked' AND ${failedItemSql("i")} RETURNING 1`,
      [storeId, bulkJobId],
    );
    if (again.length === 0) return refused("nothing_failed");
    await tx.update("bulk_jobs", own, { status: "running", finishedAt: null });
    await tx.addJob("run_bulk_job", { storeId, bulkJobId }, { key: `bulk:${bulkJobId}` });
    return ok({ count: again.length });
  });
}

/** Takes a job off the bar of the person who asked for it; what it did stays where it was done. */
export async function dismissBulkJob(
  { actor, storeId, pool }: OperationContext,
  bulkJobId: string,
): Promise<Result<{ isDismissed: true }, "only_staff" | "bulk_job_not_found">> {
  if (actor.kind !== "staff") return refused("only_staff");
  const done = await pool.query(
    "UPDATE bulk_jobs SET dismissed_at = paydesk_now() WHERE store_id = $1 AND id = $2 AND requested_by = $3",
    [storeId, bulkJobId, actor.userId],
  );
  return done.rowCount === 0 ? refused("bulk_job_not_found") : ok({ isDismissed: true });
}
