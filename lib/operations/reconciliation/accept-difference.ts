import { recordAudit } from "@/lib/db/stores/history-store";
import { transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";
import { closeDifference } from "./record-comparison";

/** A person takes a difference as it is, and says why. It comes back when its figures change. */
export async function acceptDifference(
  context: OperationContext,
  differenceId: string,
  reason: string,
): Promise<Result<null, "difference_not_found">> {
  return transaction(context.pool, async (tx) => {
    const [row] = await tx.select(
      "reconciliation_differences",
      { storeId: context.storeId, id: differenceId },
      { lock: true },
    );
    if (row?.status !== "open") return refused("difference_not_found");
    await closeDifference(tx, context, row, "accepted", reason);
    await recordAudit(tx, authorOf(context), {
      action: "reconciliation.difference_accepted",
      subjectKind: "reconciliation_difference",
      subjectId: row.id,
      orderId: row.orderId,
      reason,
      before: { kind: row.kind, oursMinor: row.oursMinor?.toString(), theirsMinor: row.theirsMinor?.toString() },
      after: { status: "accepted" },
    });
    return ok(null);
  });
}
