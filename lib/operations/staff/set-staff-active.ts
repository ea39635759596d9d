import { recordAudit } from "@/lib/db/stores/history-store";
import { transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

/** Disabling ends every session of that person in the same transaction; enabling again revives none of them. */
export async function setStaffActive(
  context: OperationContext,
  { userId, isActive }: { userId: string; isActive: boolean },
): Promise<Result<{ userId: string }, "staff_user_not_found" | "own_account">> {
  if (context.actor.kind === "staff" && context.actor.userId === userId) return refused("own_account");
  return transaction(context.pool, async (tx) => {
    const key = { storeId: context.storeId, id: userId };
    const [user] = await tx.select("staff_users", key, { lock: true });
    if (!user) return refused("staff_user_not_found");
    await tx.update("staff_users", key, { isActive });
    if (!isActive) {
      await tx.rows(
        "UPDATE staff_sessions SET revoked_at = clock_timestamp() WHERE store_id = $1 AND user_id = $2 AND revoked_at IS NULL",
        [context.storeId, userId],
      );
    }
    await recordAudit(tx, authorOf(context), {
      action: isActive ? "staff_user_enabled" : "staff_user_disabled",
      subjectKind: "staff_user",
      subjectId: userId,
      before: { isActive: user.isActive },
      after: { isActive },
    });
    return ok({ userId });
  });
}
