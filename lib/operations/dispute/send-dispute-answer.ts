import { toDate } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import type { AnswerDisputeRequest, DisputeAnswer, Exchange, GatewayName } from "@/lib/payments/gateway";
import { ok } from "@/lib/payments/result";
import { changeOrder } from "../change-order";
import type { OperationContext } from "../operation-context";

export type DisputeAnswerToSend = {
  readonly orderId: string;
  readonly gateway: GatewayName;
  readonly request: AnswerDisputeRequest;
  /** It was sent before, and nobody knows what came of it: the gateway is asked first. */
  readonly mayHaveArrived: boolean;
};

/** Takes an answer up to be sent; null where it has an end, or is none. That it is being sent is written before it leaves. */
export async function beginDisputeAnswer(
  { pool, storeId }: OperationContext,
  id: string,
): Promise<DisputeAnswerToSend | null> {
  return transaction(pool, async (tx) => {
    const [answer] = await tx.select("dispute_answers", { storeId, id }, { lock: true });
    if (!answer || answer.endedAt !== null) return null;
    const [dispute] = await tx.rows<{ gatewayReference: string; gateway: GatewayName }>(
      `SELECT d.gateway_reference, z.gateway FROM disputes d JOIN captures c ON c.store_id = d.store_id AND c.id = d.capture_id
       JOIN authorizations z ON z.store_id = c.store_id AND z.id = c.authorization_id WHERE d.store_id = $1 AND d.id = $2`,
      [storeId, answer.disputeId],
    );
    if (!dispute) return null;
    const mayHaveArrived = answer.status === "sending";
    if (!mayHaveArrived) await tx.update("dispute_answers", { storeId, id }, { status: "sending" });
    const said = (
      answer.kind === "accept" ? { kind: "accept" } : { kind: "evidence", evidence: answer.evidence }
    ) as DisputeAnswer;
    const request = { operationId: id, idempotencyKey: id, disputeReference: dispute.gatewayReference, answer: said };
    return { orderId: answer.orderId, gateway: dispute.gateway, request, mayHaveArrived };
  });
}

/** Certain that nothing left: it waits for its next turn as if it had never been taken up. */
export async function returnDisputeAnswer({ pool, storeId }: OperationContext, id: string): Promise<void> {
  await pool.query(
    "UPDATE dispute_answers SET status = 'requested' WHERE store_id = $1 AND id = $2 AND status = 'sending'",
    [storeId, id],
  );
}

/** The gateway has it, or has refused it: said once in the order's story, whoever finds out first. */
export async function endDisputeAnswer(
  context: OperationContext,
  {
    id,
    orderId,
    end,
  }: {
    readonly id: string;
    readonly orderId: string;
    readonly end: { readonly status: "sent" } | { readonly status: "refused"; readonly exchange: Exchange };
  },
): Promise<void> {
  const { storeId } = context;
  const changed = await changeOrder(context, { orderId }, async ({ tx, event }) => {
    const [answer] = await tx.select("dispute_answers", { storeId, id }, { lock: true });
    if (!answer || answer.endedAt !== null) return ok(null);
    const { rawCode = null, rawMessage = null } = end.status === "refused" ? end.exchange : {};
    const endedAt = toDate(tx.now);
    await tx.update("dispute_answers", { storeId, id }, { status: end.status, endedAt, rawCode, rawMessage });
    if (end.status === "sent") await tx.update("disputes", { storeId, id: answer.disputeId }, { answeredAt: endedAt });
    await event(end.status === "sent" ? "dispute_answer_sent" : "dispute_answer_refused", {
      kind: answer.kind,
      rawCode,
      rawMessage,
    });
    return ok(null);
  });
  if (!changed.ok) throw new Error(`the answer ${id} could not be ended: ${changed.reason}`);
}
