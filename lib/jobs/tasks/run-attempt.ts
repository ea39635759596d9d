import { toMoment } from "@/lib/db/to-domain";
import { insideTransaction, readNow } from "@/lib/db/transaction";
import { toGatewayCall } from "@/lib/operations/attempt/attempt-request";
import { type ClaimedAttempt, claimAttempt } from "@/lib/operations/attempt/claim-attempt";
import { type AnyOutcome, recordOutcome } from "@/lib/operations/attempt/record-outcome";
import { renewAttempt } from "@/lib/operations/attempt/renew-attempt";
import type { Exchange, GatewayName, GatewayOperation } from "@/lib/payments/gateway";
import { keyAfterNothing } from "@/lib/payments/key-discipline";
import { mayBeginCall } from "@/lib/payments/lease";
import { startStopwatch } from "../stopwatch";
import { systemContext, type WorkerContext } from "../worker-context";

export type RunAttemptPayload = { readonly storeId: string; readonly attemptId: string };

/** Claim, call, apply: one try of one intention. The only code that asks a gateway to move money, with no transaction open. */
export async function runAttempt(worker: WorkerContext, payload: RunAttemptPayload): Promise<string> {
  const context = systemContext(worker, payload.storeId, "run_attempt", payload.attemptId);
  const heldForMs = startStopwatch();
  const claimed = await claimAttempt(context, payload.attemptId);
  if ("notClaimed" in claimed) {
    // Its holder may be dead: the queue brings the job back until the lease has ended or the attempt has.
    if (claimed.notClaimed === "held_by_another") throw new Error("attempt is held by another worker");
    return claimed.notClaimed;
  }
  const result = await carryOut(worker, payload.storeId, { ...claimed, heldForMs });
  // Nothing of ours left. Of an attempt whose question was due once already nothing else reminds anybody: the queue brings the job back.
  if (result === "lease_ended") throw new Error("the worker was stopped for longer than its lease");
  return result;
}

/** An attempt in this worker's hands; `heldForMs` runs since before its lease began. */
type HeldAttempt = ClaimedAttempt & { readonly heldForMs: () => number };

/** Call and apply, for the holder of an attempt's lease. The only code that asks a gateway to move money, with no transaction open. */
export async function carryOut(worker: WorkerContext, storeId: string, claimed: HeldAttempt): Promise<string> {
  if (insideTransaction()) throw new Error("a gateway is never called while a transaction is open");
  const context = systemContext(worker, storeId, "run_attempt", claimed.attempt.id);
  const called: Called = claimed.isStoppedByFraud
    ? { outcome: stoppedByFraud, wasSent: false }
    : await callGateway(worker, claimed);
  // Nothing of ours left: the sweep hands it out for enquiry, as if this worker had died.
  if (called === "lease_ended") return called;
  if ("needsNewKey" in called) return renewAttempt(context, claimed.attempt, called.needsNewKey);
  await recordOutcome(context, claimed.attempt, called.outcome, { wasSent: called.wasSent });
  return called.outcome.kind;
}

/** What came of the call or the question; or that nothing happened so far, and the next call needs a key of its own. */
type Called =
  | { readonly outcome: AnyOutcome; readonly wasSent: boolean }
  | { readonly needsNewKey: Exchange }
  | "lease_ended";

async function callGateway(worker: WorkerContext, { attempt, mode, heldForMs }: HeldAttempt): Promise<Called> {
  const gateway = worker.gateway(attempt.gateway as GatewayName);
  const call = toGatewayCall(attempt);
  const { operation, request } = call as { operation: GatewayOperation; request: never };
  const send = async (): Promise<Called> => {
    if (!mayBeginCall(heldForMs())) return "lease_ended";
    return { outcome: (await gateway.run(operation, request)) as AnyOutcome, wasSent: true };
  };
  if (mode === "send") return send();
  const firstSentAt = toMoment(attempt.startedAt ?? attempt.requestedAt);
  const answer = await gateway.enquire(operation, request, firstSentAt);
  switch (answer.kind) {
    case "found":
      return { outcome: answer.outcome as AnyOutcome, wasSent: false };
    case "silent":
      return { outcome: { kind: "unconfirmed", exchange: answer.exchange }, wasSent: false };
    case "nothing": {
      // The gateway firmly knows nothing of it (UN-4): it is sent again, under the key that cannot do it twice (DC-3).
      const use = {
        firstSentAt,
        lastSentAt: attempt.lastSentAt === null ? firstSentAt : toMoment(attempt.lastSentAt),
        serverErrors: attempt.serverErrorCount,
        keyMemoryMs: gateway.capabilities.keyMemoryMs,
      };
      const key = keyAfterNothing(use, await readNow(worker.pool));
      if (key === "none_yet") return { outcome: { kind: "unconfirmed", exchange: answer.exchange }, wasSent: false };
      return key === "same_key" ? stillUnknown(await send()) : { needsNewKey: answer.exchange };
    }
  }
}

/** This repetition has certainly not arrived; the call before it may do so yet, and what nobody knows stays unknown (I7). */
function stillUnknown(called: Called): Called {
  if (called === "lease_ended" || "needsNewKey" in called || called.outcome.kind !== "not_sent") return called;
  return { ...called, outcome: { kind: "unconfirmed", exchange: called.outcome.exchange } };
}

const noExchange: Exchange = {
  rawCode: null,
  rawMessage: null,
  gatewayRequestId: null,
  httpStatus: null,
  networkCode: null,
};
const stoppedByFraud: AnyOutcome = { kind: "rejected", reason: "suspected_fraud", exchange: noExchange };
