import { toMoment } from "@/lib/db/to-domain";
import { insideTransaction } from "@/lib/db/transaction";
import { toGatewayCall } from "@/lib/operations/attempt/attempt-request";
import { type ClaimedAttempt, claimAttempt } from "@/lib/operations/attempt/claim-attempt";
import { type AnyOutcome, recordOutcome } from "@/lib/operations/attempt/record-outcome";
import type { Exchange, Gateway, GatewayName, GatewayOperation } from "@/lib/payments/gateway";
import { systemContext, type WorkerContext } from "../worker-context";

export type RunAttemptPayload = { readonly storeId: string; readonly attemptId: string };

/** Claim, call, apply: one try of one intention. The only code that asks a gateway to move money, with no transaction open. */
export async function runAttempt(worker: WorkerContext, payload: RunAttemptPayload): Promise<string> {
  const context = systemContext(worker, payload.storeId, "run_attempt", payload.attemptId);
  const claimed = await claimAttempt(context, payload.attemptId);
  if ("notClaimed" in claimed) {
    // Its holder may be dead: the queue brings the job back until the lease has ended or the attempt has.
    if (claimed.notClaimed === "held_by_another") throw new Error("attempt is held by another worker");
    return claimed.notClaimed;
  }
  if (insideTransaction()) throw new Error("a gateway is never called while a transaction is open");
  const outcome = claimed.isStoppedByFraud
    ? stoppedByFraud
    : await callGateway(worker.gateway(claimed.attempt.gateway as GatewayName), claimed);
  await recordOutcome(context, claimed.attempt, outcome);
  return outcome.kind;
}

async function callGateway(gateway: Gateway, { attempt, mode }: ClaimedAttempt): Promise<AnyOutcome> {
  const call = toGatewayCall(attempt);
  const { operation, request } = call as { operation: GatewayOperation; request: never };
  if (mode === "send") return (await gateway.run(operation, request)) as AnyOutcome;
  const answer = await gateway.enquire(operation, request, toMoment(attempt.startedAt ?? attempt.requestedAt));
  switch (answer.kind) {
    case "found":
      return answer.outcome as AnyOutcome;
    case "silent":
      return { kind: "unconfirmed", exchange: answer.exchange };
    case "nothing":
      // The gateway firmly knows nothing of it: the same attempt, under the same key, is sent now (UN-4).
      return (await gateway.run(operation, request)) as AnyOutcome;
  }
}

const noExchange: Exchange = {
  rawCode: null,
  rawMessage: null,
  gatewayRequestId: null,
  httpStatus: null,
  networkCode: null,
};
const stoppedByFraud: AnyOutcome = { kind: "rejected", reason: "suspected_fraud", exchange: noExchange };
