import { toDate } from "@/lib/db/to-domain";
import { maskCardNumbers } from "@/lib/format/mask-card-numbers";
import { type DisputeAnswers, type DisputeTalkRefusal, decideDisputeTalk } from "@/lib/payments/disputing";
import type { DisputeDecision } from "@/lib/payments/order-state";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

/**
 * Writes down what the payer of a disputed payment said about product, service, amount and timing, and what was settled (F04). It moves no money: the lists
 * show what follows.
 */
export async function recordDisputeTalk(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  { answers, decision }: { readonly answers: DisputeAnswers; readonly decision: DisputeDecision },
): Promise<Result<null, OrderMissing | DisputeTalkRefusal>> {
  return changeOrder(context, key, async ({ tx, order, event, audit }): Promise<Result<null, DisputeTalkRefusal>> => {
    const verdict = decideDisputeTalk(order, answers, decision);
    if (!verdict.ok) return refused(verdict.reason);
    await tx.update(
      "orders",
      { storeId: order.storeId, id: order.id },
      { disputeDecision: decision, version: order.version + 1, updatedAt: toDate(tx.now) },
    );
    const said = Object.entries(answers).map(([question, text]) => [question, text && maskCardNumbers(text)]);
    await event("dispute_discussed", { ...Object.fromEntries(said), decision });
    await audit("payment.dispute_discussed", { before: { decision: order.dispute.decision }, after: { decision } });
    return ok(null);
  });
}
