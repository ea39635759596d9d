import { newId } from "@/lib/db/new-id";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { SettleRefusal, Verdict } from "@/lib/payments/settling";
import { changeOrder, type OrderMissing } from "../change-order";
import { actorText, type OperationContext } from "../operation-context";
import { judgeSettlement } from "./judge-settlement";

export type SettlementEvidence = {
  readonly attemptId: string;
  readonly verdict: Verdict;
  /** The gateway's own name for what was seen, or for the search that found nothing. */
  readonly reference: string;
  readonly note: string;
};
export type ProposeRefusal = OrderMissing | SettleRefusal | "attempt_not_found" | "already_proposed" | "only_staff";

/** A person looked at the gateway and says what became of a call. Nothing moves yet: a second person has to look too (X06, MR4-9). */
export async function proposeSettlement(
  context: OperationContext,
  { attemptId, verdict, reference, note }: SettlementEvidence,
): Promise<Result<{ settlementId: string }, ProposeRefusal>> {
  const { storeId, pool, actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  const found = await pool.query<{ order_id: string }>(
    "SELECT order_id FROM attempts WHERE store_id = $1 AND id = $2",
    [storeId, attemptId],
  );
  const orderId = found.rows[0]?.order_id;
  if (orderId === undefined) return refused("attempt_not_found");
  return changeOrder(
    context,
    { orderId },
    async ({ tx, event, audit }): Promise<Result<{ settlementId: string }, ProposeRefusal>> => {
      const [attempt] = await tx.select("attempts", { storeId, id: attemptId }, { lock: true });
      if (!attempt) return refused("attempt_not_found");
      const judged = await judgeSettlement(tx, attempt, verdict);
      if (!judged.ok) return judged;
      const open = await tx.select("attempt_settlements", { storeId, attemptId, status: "proposed" });
      if (open.length > 0) return refused("already_proposed");
      const settlementId = newId("stl");
      await tx.insert("attempt_settlements", {
        storeId,
        id: settlementId,
        attemptId,
        orderId,
        verdict,
        reference,
        note,
        status: "proposed",
        proposedBy: actorText(actor),
        proposedAt: new Date(tx.now),
      });
      await event("settlement_proposed", { attemptId, operation: attempt.operation, verdict, reference, note });
      await audit("payment.settlement_proposed", { reason: note, after: { attemptId, verdict, reference } });
      return ok({ settlementId });
    },
  );
}
