import type { AuthorizationStatus } from "./authorization-state";
import { isExpired } from "./authorization-window";
import type { HouseReason } from "./decline-reasons";
import { liveHolds, lostRest } from "./holds";
import type { Instant } from "./instant";
import type { Invoice } from "./invoice";
import { isPositive } from "./money";
import type { Order } from "./order";
import type { NextStep } from "./order-state";
import { nextTryAt, type RetryClass, type RetryPolicy, retryClassOfReason } from "./retry-policy";

export type RecoveryFacts = {
  readonly order: Order;
  readonly invoice: Invoice | null;
  readonly reason: HouseReason | null;
  /** Status of the hold that the money was to come from; null where there was none. */
  readonly holdStatus: AuthorizationStatus | null;
  /** The try that just failed, from 1. */
  readonly attemptNo: number;
  readonly policy: RetryPolicy;
  readonly canUseSavedInstrument: boolean;
  readonly isFraudStopped: boolean;
  readonly now: Instant;
};
export type Recommendation = {
  readonly step: NextStep;
  /** The house does it by itself, from `notBefore` on, which is null exactly where a person decides. */
  readonly isAutomatic: boolean;
  readonly notBefore: Instant | null;
  /** A stable word for why, for labels and the audit log. */
  readonly why: RecoveryWhy;
};
export type RecoveryWhy =
  | "fraud_stop"
  | "outcome_unknown"
  | "first_try"
  | "attempts_used_up"
  | "instrument_unusable"
  | "new_instrument_needed"
  | "disputed"
  | "passing_refusal"
  | "technical_fault"
  | "hold_gone"
  | "no_saved_instrument"
  | "payer_must_act"
  | "gateway_knows_more"
  | "needs_person";

/**
 * What comes next after a refusal, and whether the house may do it alone. Fraud: a person, never another try (P19). Hold gone: authorize and
 * capture on the saved instrument, else ask the customer (P13, P14). Passing fault: plain retry after the policy's wait (P15). Tries used up
 * or reason unmapped: a person (P09, P16). Without an invoice the same table speaks of authorizing instead of capturing.
 */
export function recommend(facts: RecoveryFacts): Recommendation {
  const { reason } = facts;
  if (facts.isFraudStopped || facts.order.isFraudStopped) return byHand("review", "fraud_stop");
  if (facts.holdStatus === "authorize_unconfirmed" || facts.holdStatus === "void_unconfirmed") {
    return byHand("resync", "outcome_unknown");
  }
  if (reason === null) return alone(chargeStep(facts), facts.invoice?.nextAttemptAt ?? facts.now, "first_try");
  const special = bySpecialReason[reason];
  if (special !== undefined) return special;
  return byClass(facts, retryClassOfReason[reason]);
}

/** Status of the hold that an order's next capture would come from: a live one, else one that was lost, else none. */
export function holdStatusFor(order: Order, now: Instant): AuthorizationStatus | null {
  if (order.authorizations.some((hold) => hold.status === "authorize_unconfirmed")) return "authorize_unconfirmed";
  if (liveHolds(order, now).length > 0) return "authorized";
  const lost = order.authorizations.findLast((hold) => isPositive(lostRest(order, hold, now)));
  if (lost === undefined) return null;
  return isExpired(lost, now) ? "expired" : lost.status;
}

/** Reasons whose step says more than their class does. */
const bySpecialReason: Readonly<Partial<Record<HouseReason, Recommendation>>> = {
  lost_or_stolen: byHand("review", "instrument_unusable"),
  suspected_fraud: byHand("review", "instrument_unusable"),
  disputed: byHand("call_customer", "disputed"),
  call_issuer: byHand("call_customer", "payer_must_act"),
  card_expired: byHand("new_payment_method", "new_instrument_needed"),
};

function byClass(facts: RecoveryFacts, retryClass: RetryClass): Recommendation {
  switch (retryClass) {
    case "never":
      return byHand("new_payment_method", "new_instrument_needed");
    case "customer":
      return byHand("ask_customer", "payer_must_act");
    case "resync":
      return byHand("resync", "gateway_knows_more");
    case "person":
      return byHand("review", "needs_person");
    case "new_hold":
      if (!facts.canUseSavedInstrument) return byHand("ask_customer", "no_saved_instrument");
      if (facts.attemptNo >= facts.policy.maxAttempts) return byHand("ask_customer", "attempts_used_up");
      return alone(facts.invoice === null ? "authorize_again" : "authorize_and_capture", facts.now, "hold_gone");
    case "soft":
      return again(facts, retryClass, "passing_refusal");
    case "technical":
      return again(facts, retryClass, "technical_fault");
  }
}

function again(facts: RecoveryFacts, retryClass: RetryClass, why: RecoveryWhy): Recommendation {
  const notBefore = nextTryAt({ policy: facts.policy, retryClass, attemptNo: facts.attemptNo, now: facts.now });
  if (notBefore === null) return byHand(why === "technical_fault" ? "review" : "ask_customer", "attempts_used_up");
  const isInstrumentNeeded = facts.invoice === null || facts.holdStatus !== "authorized";
  if (isInstrumentNeeded && !facts.canUseSavedInstrument) return byHand("ask_customer", "no_saved_instrument");
  return alone(chargeStep(facts, "retry_capture"), notBefore, why);
}

function chargeStep(facts: RecoveryFacts, onLiveHold: "capture" | "retry_capture" = "capture"): NextStep {
  if (facts.invoice === null) return "authorize_again";
  return facts.holdStatus === "authorized" ? onLiveHold : "authorize_and_capture";
}

function alone(step: NextStep, notBefore: Instant, why: RecoveryWhy): Recommendation {
  return { step, isAutomatic: true, notBefore, why };
}

function byHand(step: NextStep, why: RecoveryWhy): Recommendation {
  return { step, isAutomatic: false, notBefore: null, why };
}
