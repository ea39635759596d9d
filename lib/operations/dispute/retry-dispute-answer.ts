import type { RowOf } from "@/lib/db/tables";
import type { Tx } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

/**
 * A person has an answer that did not get through tried again (F04, X06). The gateway is asked first wherever it may have come. Only an answer of the kind
 * that is named is meant: whoever may send evidence may not for that give money up.
 */
export async function retryDisputeAnswer(
  context: OperationContext,
  key: OrderKey,
  { disputeId, kind }: { readonly disputeId: string; readonly kind: "evidence" | "accept" },
): Promise<Result<null, OrderMissing | "dispute_answer_not_stuck">> {
  return changeOrder(
    context,
    key,
    async ({ tx, order, event, audit }): Promise<Result<null, "dispute_answer_not_stuck">> => {
      const answers = await tx.select(
        "dispute_answers",
        { storeId: order.storeId, orderId: order.id, disputeId, kind },
        { lock: true },
      );
      const stuck = answers.find(({ givenUpAt }) => givenUpAt !== null);
      if (!stuck) return refused("dispute_answer_not_stuck");
      await sendAnew(tx, stuck);
      await event("dispute_answer_asked", { kind });
      await audit("payment.dispute_answer_retried", { after: { disputeId, kind } });
      return ok(null);
    },
  );
}

/** With all its tries before it. */
export async function sendAnew(tx: Tx, { storeId, id }: RowOf<"dispute_answers">): Promise<void> {
  await tx.update("dispute_answers", { storeId, id }, { givenUpAt: null, tries: 0 });
  await tx.addJob("answer_dispute", { storeId, disputeAnswerId: id }, { key: `dispute-answer:${id}` });
}
