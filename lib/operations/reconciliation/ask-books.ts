import { transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";

/** A person wants the books of every gateway compared now: a worker does it. */
export async function requestComparison({
  pool,
  storeId,
  actor,
}: OperationContext): Promise<Result<{ gateways: string[] }, never>> {
  return transaction(pool, async (tx) => {
    const rows = await tx.rows<{ gateway: string }>(
      "SELECT gateway FROM gateway_schedules WHERE store_id = $1 AND task = 'hourly' ORDER BY 1",
      [storeId],
    );
    const gateways = rows.map((row) => row.gateway);
    for (const gateway of gateways)
      await tx.addJob(
        "reconcile",
        { storeId, gateway, kind: "asked", ...(actor.kind === "staff" && { userId: actor.userId }) },
        { key: `reconcile:${storeId}:${gateway}:asked`, maxAttempts: 3 },
      );
    return ok({ gateways });
  });
}

/** A person wants one difference looked at again: a worker reads the gateway's side anew. */
export async function requestSecondLook(
  { pool, storeId }: OperationContext,
  differenceId: string,
): Promise<Result<null, "difference_not_found">> {
  return transaction(pool, async (tx) => {
    const [row] = await tx.select("reconciliation_differences", { storeId, id: differenceId });
    if (row?.status !== "open") return refused("difference_not_found");
    await tx.addJob(
      "recheck_difference",
      { storeId, differenceId },
      { key: `recheck:${differenceId}`, maxAttempts: 5 },
    );
    return ok(null);
  });
}
