import { insideTransaction } from "@/lib/db/transaction";
import {
  beginDisputeAnswer,
  type DisputeAnswerEnd,
  endDisputeAnswer,
  giveUpDisputeAnswer,
  returnDisputeAnswer,
} from "@/lib/operations/dispute/send-dispute-answer";
import { arrivalOf } from "@/lib/payments/answering-disputes";
import type { AnswerDisputeRequest, Gateway } from "@/lib/payments/gateway";
import { mayBeginCall } from "@/lib/payments/lease";
import { startStopwatch } from "../stopwatch";
import { systemContext, type WorkerContext } from "../worker-context";

export type AnswerDisputePayload = { readonly storeId: string; readonly disputeAnswerId: string };

/**
 * Says our answer to the gateway. After silence, or a worker's death, the dispute is read first: what has arrived is not sent again, and what certainly
 * has not goes again under the same key. A job that fails is tried again by the queue; the last time, the answer is put before a person.
 */
export async function runAnswerDispute(worker: WorkerContext, payload: AnswerDisputePayload): Promise<string> {
  const { storeId, disputeAnswerId: id } = payload;
  const context = systemContext(worker, storeId, "answer_dispute", id);
  const heldForMs = startStopwatch();
  const begun = await beginDisputeAnswer(context, id);
  if (!begun) return "nothing_to_do";
  const { orderId, request, mayHaveArrived, triesLeft } = begun;
  if (triesLeft <= 0) return giveUp();
  if (insideTransaction()) throw new Error("a gateway is never called while a transaction is open");
  const gateway = worker.gateway(begun.gateway);
  const found = mayHaveArrived ? await endFound(gateway, request) : null;
  if (found === "silent") return tryAgain("the gateway did not answer");
  if (found !== null) return end(found, `found_${found.status}`);
  if (!gateway.answerDispute) throw new Error(`${gateway.name} takes no answers to disputes`);
  if (!mayBeginCall(heldForMs())) return tryAgain("the worker was stopped for too long");
  const outcome = await gateway.answerDispute(request);
  switch (outcome.kind) {
    case "succeeded":
    case "pending":
      return end({ status: "sent" }, "sent");
    case "declined":
    case "rejected":
      return end({ status: "refused", exchange: outcome.exchange }, "refused");
    case "not_sent":
      // A call before this one may still arrive: then it stays as one that nobody knows of.
      if (!mayHaveArrived) await returnDisputeAnswer(context, id);
      return tryAgain("the gateway could not be reached");
    case "unconfirmed":
      return tryAgain("the gateway did not answer");
  }

  async function end(to: DisputeAnswerEnd, result: string): Promise<string> {
    await endDisputeAnswer(context, { id, orderId, end: to });
    return result;
  }
  async function tryAgain(why: string): Promise<string> {
    if (triesLeft > 1) throw new Error(why);
    return giveUp();
  }
  async function giveUp(): Promise<string> {
    await giveUpDisputeAnswer(context, { id, orderId });
    return "given_up";
  }
}

/** What the gateway's own picture of the dispute says about an answer that was sent before; null: it has not come, and is to be sent. */
async function endFound(
  gateway: Gateway,
  { disputeReference, answer }: AnswerDisputeRequest,
): Promise<DisputeAnswerEnd | "silent" | null> {
  const state = (await gateway.readDispute?.(disputeReference)) ?? { kind: "silent" };
  switch (arrivalOf(answer.kind, state)) {
    case "arrived":
      return { status: "sent" };
    case "overtaken":
      return { status: "overtaken", came: "no" };
    case "unknown":
      return { status: "overtaken", came: "unknown" };
    case "not_arrived":
      return null;
    case "silent":
      return "silent";
  }
}
