import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import { mostAnswerTries } from "@/lib/payments/answering-disputes";
import type { AnswerDisputeRequest, DisputeAnswer, Exchange, GatewayName } from "@/lib/payments/gateway";
import { ok } from "@/lib/payments/result";
import { changeOrder, type OrderChange } from "../change-order";
import type { OperationContext } from "../operation-context";
import { sendAnew } from "./retry-dispute-answer";

export type DisputeAnswerToSend = {
  readonly orderId: string;
  readonly gateway: GatewayName;
  readonly request: AnswerDisputeRequest;
  /** It was sent before, and nobody knows what came of it: the gateway is asked first. */
  readonly mayHaveArrived: boolean;
  /** 0 where it was taken up as often as it may be, and the worker of the last time has died. */
  readonly triesLeft: number;
};

/** Takes an answer up to be sent; null where it has an end, waits for a person, or is none. That it is being sent is written before it leaves. */
export async function beginDisputeAnswer(
  { pool, storeId }: OperationContext,
  id: string,
): Promise<DisputeAnswerToSend | null> {
  return transaction(pool, async (tx) => {
    const [answer] = await tx.select("dispute_answers", { storeId, id }, { lock: true });
    if (!answer || answer.endedAt !== null || answer.givenUpAt !== null) return null;
    const [dispute] = await tx.rows<{ gatewayReference: string; gateway: GatewayName }>(
      `SELECT d.gateway_reference, z.gateway FROM disputes d JOIN captures c ON c.store_id = d.store_id AND c.id = d.capture_id
       JOIN authorizations z ON z.store_id = c.store_id AND z.id = c.authorization_id WHERE d.store_id = $1 AND d.id = $2`,
      [storeId, answer.disputeId],
    );
    if (!dispute) return null;
    const triesLeft = mostAnswerTries - answer.tries;
    if (triesLeft > 0)
      await tx.update("dispute_answers", { storeId, id }, { status: "sending", tries: answer.tries + 1 });
    const said = (
      answer.kind === "accept" ? { kind: "accept" } : { kind: "evidence", evidence: answer.evidence }
    ) as DisputeAnswer;
    const request = { operationId: id, idempotencyKey: id, disputeReference: dispute.gatewayReference, answer: said };
    const mayHaveArrived = answer.status === "sending";
    return { orderId: answer.orderId, gateway: dispute.gateway, request, mayHaveArrived, triesLeft };
  });
}

/** Certain that nothing left: it waits for its next turn as if it had never been taken up. */
export async function returnDisputeAnswer({ pool, storeId }: OperationContext, id: string): Promise<void> {
  await pool.query(
    "UPDATE dispute_answers SET status = 'requested' WHERE store_id = $1 AND id = $2 AND status = 'sending'",
    [storeId, id],
  );
}

/** `overtaken`: the bank decided, and it had not come, or the gateway does not say whether it had. */
export type DisputeAnswerEnd =
  | { readonly status: "sent" }
  | { readonly status: "refused"; readonly exchange: Exchange }
  | { readonly status: "overtaken"; readonly came: "no" | "unknown" };

/** What became of an answer: said once in the order's story, whoever finds out first. */
export async function endDisputeAnswer(
  context: OperationContext,
  { id, orderId, end }: { readonly id: string; readonly orderId: string; readonly end: DisputeAnswerEnd },
): Promise<void> {
  await changeAnswer(context, { id, orderId }, async ({ tx, event }, answer) => {
    const { storeId } = context;
    const { rawCode = null, rawMessage = null } = end.status === "refused" ? end.exchange : {};
    const endedAt = toDate(tx.now);
    await tx.update(
      "dispute_answers",
      { storeId, id },
      { status: end.status, endedAt, givenUpAt: null, rawCode, rawMessage },
    );
    if (end.status === "sent") await tx.update("disputes", { storeId, id: answer.disputeId }, { answeredAt: endedAt });
    const came = end.status === "overtaken" ? { came: end.came } : {};
    await event(`dispute_answer_${end.status}`, { kind: answer.kind, rawCode, rawMessage, ...came });
  });
}

/**
 * It was tried as often as it may be: from now on it stands before a person, who looks at the gateway and has it tried again (X06). Where the bank has decided
 * meanwhile there is nothing left for a person to do, nor a list that it would stand in: the gateway is asked on whether it had come.
 */
export async function giveUpDisputeAnswer(
  context: OperationContext,
  about: { readonly id: string; readonly orderId: string },
): Promise<void> {
  await changeAnswer(context, about, async ({ tx, event }, answer) => {
    if (answer.givenUpAt !== null) return;
    const [dispute] = await tx.select("disputes", { storeId: answer.storeId, id: answer.disputeId });
    if (dispute?.status !== "open") return sendAnew(tx, answer);
    await tx.update("dispute_answers", { storeId: answer.storeId, id: answer.id }, { givenUpAt: toDate(tx.now) });
    await event("dispute_answer_given_up", { kind: answer.kind, came: answer.status === "sending" ? "unknown" : "no" });
  });
}

/** Nothing is done about one that has its end. */
async function changeAnswer(
  context: OperationContext,
  { id, orderId }: { readonly id: string; readonly orderId: string },
  change: (scope: OrderChange, answer: RowOf<"dispute_answers">) => Promise<void>,
): Promise<void> {
  const changed = await changeOrder(context, { orderId }, async (scope) => {
    const [answer] = await scope.tx.select("dispute_answers", { storeId: context.storeId, id }, { lock: true });
    if (answer && answer.endedAt === null) await change(scope, answer);
    return ok(null);
  });
  if (!changed.ok) throw new Error(`the answer ${id} could not be written down: ${changed.reason}`);
}
