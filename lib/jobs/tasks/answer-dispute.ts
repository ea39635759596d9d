import { insideTransaction } from "@/lib/db/transaction";
import {
  beginDisputeAnswer,
  endDisputeAnswer,
  returnDisputeAnswer,
} from "@/lib/operations/dispute/send-dispute-answer";
import type { Gateway } from "@/lib/payments/gateway";
import { systemContext, type WorkerContext } from "../worker-context";

export type AnswerDisputePayload = { readonly storeId: string; readonly disputeAnswerId: string };

/**
 * Says our answer to the gateway. After silence, or a worker's death, the dispute is read first: what has arrived is not sent again, and what certainly
 * has not goes again under the same key. A job that fails is tried again by the queue.
 */
export async function runAnswerDispute(worker: WorkerContext, payload: AnswerDisputePayload): Promise<string> {
  const { storeId, disputeAnswerId: id } = payload;
  const context = systemContext(worker, storeId, "answer_dispute", id);
  const begun = await beginDisputeAnswer(context, id);
  if (!begun) return "nothing_to_do";
  if (insideTransaction()) throw new Error("a gateway is never called while a transaction is open");
  const { orderId, request, mayHaveArrived } = begun;
  const gateway = worker.gateway(begun.gateway);
  const answer = gateway.answerDispute;
  if (!answer) throw new Error(`${gateway.name} takes no answers to disputes`);
  if (mayHaveArrived && (await hasArrived(gateway, request.disputeReference))) {
    await endDisputeAnswer(context, { id, orderId, end: { status: "sent" } });
    return "found_sent";
  }
  const outcome = await answer(request);
  switch (outcome.kind) {
    case "succeeded":
    case "pending":
      await endDisputeAnswer(context, { id, orderId, end: { status: "sent" } });
      return "sent";
    case "declined":
    case "rejected":
      await endDisputeAnswer(context, { id, orderId, end: { status: "refused", exchange: outcome.exchange } });
      return "refused";
    case "not_sent":
      // A call before this one may still arrive: then it stays as one that nobody knows of.
      if (!mayHaveArrived) await returnDisputeAnswer(context, id);
      throw new Error("the gateway could not be reached");
    case "unconfirmed":
      throw new Error("the gateway did not answer");
  }
}

/** Evidence is seen on the dispute; consent ends it. */
async function hasArrived(gateway: Gateway, disputeReference: string): Promise<boolean> {
  const state = await gateway.readDispute?.(disputeReference);
  if (state === undefined || state.kind === "silent") throw new Error("the gateway did not answer");
  return state.kind === "closed" || (state.kind === "open" && state.isAnswered);
}
