import { type EnquiryLadder, isLadderEnded } from "./enquiry-ladder";
import type { Exchange, GatewayCall, GatewayOperation, GatewayOperations, GatewayOutcome } from "./gateway";
import type { Instant } from "./instant";
import { ok, type Result, refused } from "./result";

/** What a person saw at the gateway about a call that never got an answer. */
export const verdicts = ["happened", "did_not_happen"] as const;
export type Verdict = (typeof verdicts)[number];

export type SettleRefusal = "already_answered" | "still_being_asked" | "needs_the_gateway";

/** The call as a person would settle it. */
export type UnansweredCall = {
  readonly status: string;
  readonly operation: GatewayOperation;
  readonly since: Instant;
  readonly asked: number;
};

/**
 * Whether a person's evidence may settle a call: only while it has no answer, and only after the ladder has ended (X06, I7). That a hosted page was
 * opened cannot be settled so: without the gateway's address nobody could pay on it.
 */
export function decideSettlement(
  call: UnansweredCall,
  verdict: Verdict,
  now: Instant,
  ladder: EnquiryLadder,
): Result<null, SettleRefusal> {
  if (call.status !== "unconfirmed" && call.status !== "pending") return refused("already_answered");
  if (!isLadderEnded({ since: call.since, asked: call.asked }, now, ladder)) return refused("still_being_asked");
  if (call.operation === "open_hosted_page" && verdict === "happened") return refused("needs_the_gateway");
  return ok(null);
}

/**
 * The outcome that the evidence stands for, applied by the same road as the gateway's own answer (UN-6). What did not happen is a technical
 * failure: the house or a person may try again, under a new key.
 */
export function outcomeOfEvidence(
  call: GatewayCall,
  verdict: Verdict,
  reference: string,
): GatewayOutcome<GatewayOperations[GatewayOperation]["facts"]> {
  const exchange: Exchange = {
    rawCode: `settled_by_person_${verdict}`,
    rawMessage: null,
    gatewayRequestId: reference,
    httpStatus: null,
    networkCode: null,
  };
  return verdict === "did_not_happen"
    ? { kind: "declined", reason: "technical_fault", exchange }
    : { kind: "succeeded", facts: factsOf(call, reference), exchange };
}

function factsOf(call: GatewayCall, reference: string): GatewayOperations[GatewayOperation]["facts"] {
  switch (call.operation) {
    case "authorize":
    case "renew":
      return { ...unknownHold, authorizationReference: reference, amount: call.request.amount };
    case "authorize_and_capture":
      return {
        ...unknownHold,
        authorizationReference: reference,
        captureReference: reference,
        amount: call.request.amount,
      };
    case "increase":
      return {
        ...unknownHold,
        authorizationReference: call.request.authorizationReference,
        amount: call.request.newTotal,
      };
    case "capture":
      return { captureReference: reference, amount: call.request.amount };
    case "refund":
      return { refundReference: reference, amount: call.request.amount };
    case "void":
      return { authorizationReference: call.request.authorizationReference };
    case "open_hosted_page":
    case "close_hosted_page":
      return { sessionReference: reference };
  }
}

/** Nobody read the card or the end of the hold: the windows of our settings say when it ends. */
const unknownHold = { expiresAt: null, guaranteedUntil: null, instrument: null } as const;
