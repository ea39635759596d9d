import { transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";

/** Whether the reader's own alerts come by mail as well; on the bell they are either way. */
export async function setAlertMail(
  { actor, pool, storeId }: OperationContext,
  { isWanted }: { isWanted: boolean },
): Promise<Result<null, "only_staff">> {
  if (actor.kind !== "staff") return refused("only_staff");
  await transaction(pool, (tx) =>
    tx.update("staff_users", { storeId, id: actor.userId }, { wantsAlertMail: isWanted }),
  );
  return ok(null);
}
