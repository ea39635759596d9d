import { addAttemptJob } from "@/lib/db/stores/attempt-store";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type AskGatewayRefusal = OrderMissing | "attempt_not_found" | "already_answered";

/** A person wants to know now what became of a call without an answer: the gateway is asked, nothing is sent again (I6, X06). */
export async function askGateway(
  context: OperationContext,
  attemptId: string,
): Promise<Result<{ attemptIds: string[] }, AskGatewayRefusal>> {
  const { storeId, pool } = context;
  const found = await pool.query<{ order_id: string }>(
    "SELECT order_id FROM attempts WHERE store_id = $1 AND id = $2",
    [storeId, attemptId],
  );
  const orderId = found.rows[0]?.order_id;
  if (orderId === undefined) return refused("attempt_not_found");
  return changeOrder(
    context,
    { orderId },
    async ({ tx, event }): Promise<Result<{ attemptIds: string[] }, "already_answered">> => {
      const [attempt] = await tx.select("attempts", { storeId, id: attemptId }, { lock: true });
      if (attempt?.status !== "unconfirmed" && attempt?.status !== "pending") return refused("already_answered");
      await addAttemptJob(tx, storeId, attempt.id);
      await event("enquiry_requested", { attemptId });
      return ok({ attemptIds: [attemptId] });
    },
    { ignoresClaim: true },
  );
}
