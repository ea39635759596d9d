import { recordAudit } from "@/lib/db/stores/history-store";
import { transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

/** Holds at that person's next request: the role is read from this row each time (AU-2). */
export async function changeStaffRole(
  context: OperationContext,
  { userId, role }: { userId: string; role: string },
): Promise<Result<{ userId: string }, "staff_user_not_found" | "own_role">> {
  if (context.actor.kind === "staff" && context.actor.userId === userId) return refused("own_role");
  return transaction(context.pool, async (tx) => {
    const key = { storeId: context.storeId, id: userId };
    const [user] = await tx.select("staff_users", key, { lock: true });
    if (!user) return refused("staff_user_not_found");
    await tx.update("staff_users", key, { role });
    await recordAudit(tx, authorOf(context), {
      action: "staff_role_changed",
      subjectKind: "staff_user",
      subjectId: userId,
      before: { role: user.role },
      after: { role },
    });
    return ok({ userId });
  });
}
