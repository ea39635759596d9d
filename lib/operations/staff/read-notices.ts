import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";

/** The reader has seen what they were told: their own notices are taken off the bell. */
export async function readNotices(context: OperationContext): Promise<Result<{ count: number }, "only_staff">> {
  const { actor, pool, storeId } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  const done = await pool.query(
    "UPDATE staff_notices SET read_at = paydesk_now() WHERE store_id = $1 AND user_id = $2 AND read_at IS NULL",
    [storeId, actor.userId],
  );
  return ok({ count: done.rowCount ?? 0 });
}
