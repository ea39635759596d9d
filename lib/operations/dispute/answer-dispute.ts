import { newId } from "@/lib/db/new-id";
import { disputeFactsSql } from "@/lib/db/stores/dispute-store";
import { toDate, toMomentOrNull } from "@/lib/db/to-domain";
import { disputeEvidence } from "@/lib/format/dispute-evidence";
import { maskCardNumbers } from "@/lib/format/mask-card-numbers";
import { type DisputeAnswerRefusal, type DisputeFacts, decideDisputeAnswer } from "@/lib/payments/answering-disputes";
import type { GatewayName } from "@/lib/payments/gateway";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import { actorText, type OperationContext } from "../operation-context";

/** `text`: a colleague's own words; what the house knows is added. `accept`: the payer keeps the money. */
export type AnswerDisputeInput = { readonly disputeId: string } & (
  | { readonly kind: "evidence"; readonly text: string }
  | { readonly kind: "accept" }
);

/**
 * Answers a dispute, once (F04): writes down what is said, and lets the background say it to the gateway. The database refuses a second answer, and only one
 * that the gateway has refused makes room for another. Moves no money of ours: the bank has it, and says how it ended.
 */
export async function answerDispute(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  input: AnswerDisputeInput,
): Promise<Result<{ disputeAnswerId: string }, OrderMissing | DisputeAnswerRefusal | "dispute_not_found">> {
  return changeOrder(
    context,
    key,
    async ({
      tx,
      order,
      event,
      audit,
    }): Promise<Result<{ disputeAnswerId: string }, DisputeAnswerRefusal | "dispute_not_found">> => {
      const { storeId, id: orderId } = order;
      const [dispute] = await tx.rows<DisputeJson>(disputeSql, [storeId, orderId, input.disputeId]);
      if (!dispute) return refused("dispute_not_found");
      const { facts, gateway, hasAnswer } = dispute;
      const answerBy = toMomentOrNull(dispute.answerBy);
      const verdict = decideDisputeAnswer({ isOpen: dispute.status === "open", gateway, answerBy, hasAnswer }, tx.now);
      if (!verdict.ok) return refused(verdict.reason);
      const disputeAnswerId = newId("dan");
      await tx.insert("dispute_answers", {
        storeId,
        id: disputeAnswerId,
        disputeId: input.disputeId,
        orderId,
        kind: input.kind,
        evidence: (input.kind === "evidence" ? disputeEvidence(facts, maskCardNumbers(input.text)) : null) as never,
        status: "requested",
        requestedBy: actorText(context.actor),
        requestedAt: toDate(tx.now),
      });
      await tx.addJob("answer_dispute", { storeId, disputeAnswerId }, { key: `dispute-answer:${disputeAnswerId}` });
      const line = { disputeReference: dispute.gatewayReference, kind: input.kind };
      await event("dispute_answer_asked", line);
      await audit("payment.dispute_answered", { after: line });
      return ok({ disputeAnswerId });
    },
  );
}

type DisputeJson = {
  readonly status: string;
  readonly gatewayReference: string;
  readonly answerBy: Date | null;
  readonly gateway: GatewayName;
  readonly hasAnswer: boolean;
  readonly facts: DisputeFacts;
};

const disputeSql = `
SELECT d.status, d.gateway_reference, d.answer_by, z.gateway, d.answered_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM dispute_answers x WHERE x.store_id = d.store_id AND x.dispute_id = d.id AND x.status <> 'refused') AS has_answer, ${disputeFactsSql} AS facts
FROM disputes d
JOIN captures c ON c.store_id = d.store_id AND c.id = d.capture_id
JOIN authorizations z ON z.store_id = c.store_id AND z.id = c.authorization_id
JOIN orders o ON o.store_id = d.store_id AND o.id = d.order_id
JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
WHERE d.store_id = $1 AND d.order_id = $2 AND d.id = $3`;
