import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import { transaction } from "@/lib/db/transaction";
import type { TimeWindow } from "@/lib/payments/gateway";
import { authorOf } from "../change-order";
import { actorText, type OperationContext } from "../operation-context";

export type RunKind = "hourly" | "nightly" | "asked";
export type RunCounts = { compared: number; differences: number; healed: number };

/** Opens one comparison with a gateway's books. */
export async function openRun(
  context: OperationContext,
  run: { readonly gateway: string; readonly kind: RunKind; readonly window: TimeWindow },
): Promise<string> {
  const id = newId("run");
  await transaction(context.pool, async (tx) => {
    await tx.insert("reconciliation_runs", {
      storeId: context.storeId,
      id,
      gateway: run.gateway,
      kind: run.kind,
      status: "running",
      windowFrom: new Date(run.window.from),
      windowTo: new Date(run.window.to),
      actor: actorText(context.actor),
      startedAt: new Date(tx.now),
    });
    if (context.actor.kind === "staff")
      await recordAudit(tx, authorOf(context), {
        action: "reconciliation.run_requested",
        subjectKind: "reconciliation_run",
        subjectId: id,
      });
  });
  return id;
}

/** Ends a run. With a failure it is unfinished, and says nothing about what it did not reach: never clean. */
export async function closeRun(
  { pool, storeId }: OperationContext,
  runId: string,
  counts: RunCounts,
  failure: string | null,
): Promise<void> {
  await pool.query(
    `UPDATE reconciliation_runs SET status = $3, failure = $4, compared_count = $5, difference_count = $6, healed_count = $7, finished_at = paydesk_now()
     WHERE store_id = $1 AND id = $2 AND status = 'running'`,
    [
      storeId,
      runId,
      failure === null ? "finished" : "unfinished",
      failure,
      counts.compared,
      counts.differences,
      counts.healed,
    ],
  );
}
