import { recordAudit } from "@/lib/db/stores/history-store";
import { transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

/**
 * Gives a job that the queue has given up all its tries again, from now on. It does then what it always does: an attempt that may have reached its gateway is
 * enquired about, not sent again. Refuses what is no such job of this store any more.
 */
export function tryJobAgain(context: OperationContext, jobId: string): Promise<Result<null, "job_not_stopped">> {
  return transaction(context.pool, async (tx) => {
    const [job] = await tx.rows<{ task: string; tries: number }>(
      `SELECT t.identifier AS task, j.attempts::int AS tries
       FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE j.id = $2 AND j.attempts >= j.max_attempts AND j.locked_at IS NULL AND coalesce(j.payload->>'storeId', $1) = $1
       FOR UPDATE OF j SKIP LOCKED`,
      [context.storeId, jobId],
    );
    if (!job) return refused("job_not_stopped");
    await tx.rows(
      "SELECT id FROM graphile_worker.reschedule_jobs(ARRAY[$1::bigint], run_at := clock_timestamp(), attempts := 0)",
      [jobId],
    );
    await recordAudit(tx, authorOf(context), {
      action: "queue.job_tried_again",
      subjectKind: "job",
      subjectId: jobId,
      before: { task: job.task, tries: job.tries },
      after: { tries: 0 },
    });
    return ok(null);
  });
}
