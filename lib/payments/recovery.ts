import type { AuthorizationStatus } from "./authorization-state";
import { isExpired } from "./authorization-window";
import type { HouseReason } from "./decline-reasons";
import { defaultRecoveryRules } from "./default-recovery-rules";
import { stepOfDispute } from "./disputing";
import type { GatewayName, MethodKind } from "./gateway";
import { liveHolds, lostRest } from "./holds";
import type { Instant } from "./instant";
import type { Invoice } from "./invoice";
import { isPositive, type Money } from "./money";
import type { Order } from "./order";
import type { NextStep } from "./order-state";
import {
  type CustomerSegment,
  chooseRule,
  type FailureFacts,
  type RecoveryRule,
  type RecoveryRuleSet,
} from "./recovery-rules";
import { retryClassOfReason } from "./retry-policy";
import { nextTryIn, type Zones } from "./retry-schedule";

/** A store's rules as they stand, and the clocks that its schedules speak of. */
export type RecoveryPolicy = {
  readonly rules: RecoveryRuleSet;
  readonly zones: Zones;
  readonly segment: CustomerSegment;
};
export const defaultRecoveryPolicy: RecoveryPolicy = {
  rules: defaultRecoveryRules,
  zones: { store: "UTC", payer: "UTC" },
  segment: "known",
};

export type RecoveryFacts = {
  readonly order: Order;
  readonly invoice: Invoice | null;
  readonly reason: HouseReason | null;
  readonly rawCode: string | null;
  /** What was tried; null where nobody knows any more. */
  readonly gateway: GatewayName | null;
  readonly methodKind: MethodKind | null;
  /** What is still to be collected. */
  readonly amount: Money;
  /** Status of the hold that the money was to come from; null where there was none. */
  readonly holdStatus: AuthorizationStatus | null;
  /** The try that just failed, from 1. */
  readonly attemptNo: number;
  readonly policy: RecoveryPolicy;
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
  /** The rule that chose the step; null where no rule was asked or none fits. */
  readonly rule: Pick<RecoveryRule, "id" | "name"> | null;
};
export type RecoveryWhy =
  | "fraud_stop"
  | "outcome_unknown"
  | "first_try"
  | "attempts_used_up"
  | "instrument_unusable"
  | "new_instrument_needed"
  | "disputed"
  | "dispute_refund"
  | "dispute_accepted"
  | "dispute_contested"
  | "passing_refusal"
  | "technical_fault"
  | "hold_gone"
  | "no_saved_instrument"
  | "payer_must_act"
  | "gateway_knows_more"
  | "other_method"
  | "stopped_by_rule"
  | "needs_person";

/**
 * What comes next after a refusal, and whether the house may do it alone. Before any rule: fraud leads to a person and never to another try (P19),
 * silence to a question (I6), a first try to the try itself. Then the store's first fitting rule (P12 to P16). No rule moves money on an
 * instrument that the networks forbid to try again (FD-1, X07). Without an invoice the same rules speak of authorizing instead of capturing.
 */
export function recommend(facts: RecoveryFacts): Recommendation {
  const { reason } = facts;
  if (facts.isFraudStopped || facts.order.isFraudStopped) return byHand("review", "fraud_stop");
  if (facts.holdStatus === "authorize_unconfirmed" || facts.holdStatus === "void_unconfirmed") {
    return byHand("resync", "outcome_unknown");
  }
  if (reason === null) return alone(chargeStep(facts), facts.invoice?.nextAttemptAt ?? facts.now, "first_try");
  const rule = chooseRule(facts.policy.rules, toFailure(facts, reason));
  if (rule === undefined) return byHand("review", "needs_person");
  return { ...byRule(facts, reason, rule), rule: { id: rule.id, name: rule.name } };
}

/** Status of the hold that an order's next capture would come from: a live one, else one that was lost, else none. */
export function holdStatusFor(order: Order, now: Instant): AuthorizationStatus | null {
  if (order.authorizations.some((hold) => hold.status === "authorize_unconfirmed")) return "authorize_unconfirmed";
  if (liveHolds(order, now).length > 0) return "authorized";
  const lost = order.authorizations.findLast((hold) => isPositive(lostRest(order, hold, now)));
  if (lost === undefined) return null;
  return isExpired(lost, now) ? "expired" : lost.status;
}

function toFailure(facts: RecoveryFacts, reason: HouseReason): FailureFacts {
  const { gateway, rawCode, methodKind, attemptNo, amount, policy } = facts;
  return { reason, gateway, rawCode, methodKind, segment: policy.segment, attemptNo, amount };
}

function byRule(facts: RecoveryFacts, reason: HouseReason, rule: RecoveryRule): Recommendation {
  // A payer who disputes is asked about it and never dunned, whatever a rule says but "stop" (F04).
  if (reason === "disputed" && rule.action !== "stop") {
    const { step, why } = stepOfDispute(facts.order.dispute);
    return byHand(step, why as RecoveryWhy);
  }
  switch (rule.action) {
    case "stop":
      return byHand("review", retryClassOfReason[reason] === "never" ? "instrument_unusable" : "stopped_by_rule");
    case "make_task":
      return byHand(rule.task, whyOfTask(rule));
    case "ask_customer":
      return byHand("ask_customer", "payer_must_act");
    default:
      return byHouse(facts, reason, rule);
  }
}

function byHouse(facts: RecoveryFacts, reason: HouseReason, rule: RecoveryRule): Recommendation {
  if (retryClassOfReason[reason] === "never" && rule.action !== "next_payment_method")
    return byHand("new_payment_method", "new_instrument_needed");
  const { rules, zones } = facts.policy;
  const isUsedUp = facts.attemptNo >= Math.min(rule.maxAttempts, rules.maxAttempts);
  const notBefore = isUsedUp ? null : nextTryIn(rule.schedule, facts.attemptNo, facts.now, zones);
  const needsInstrument =
    facts.invoice === null || facts.holdStatus !== "authorized" || rule.action !== "retry_capture";
  if (needsInstrument && rule.action !== "next_payment_method" && !facts.canUseSavedInstrument)
    return byHand("ask_customer", "no_saved_instrument");
  if (notBefore === null)
    return byHand(rule.afterwards === "ask_customer" ? "ask_customer" : rule.task, "attempts_used_up");
  return alone(stepOf(facts, rule), notBefore, whyOfTry(reason, rule));
}

function stepOf(facts: RecoveryFacts, rule: RecoveryRule): NextStep {
  if (rule.action === "next_payment_method") return facts.invoice === null ? "authorize_again" : "next_payment_method";
  if (facts.invoice === null) return "authorize_again";
  if (rule.action === "renew_authorization") return "renew_authorization";
  return rule.action === "authorize_and_capture" ? "authorize_and_capture" : chargeStep(facts, "retry_capture");
}

function chargeStep(facts: RecoveryFacts, onLiveHold: "capture" | "retry_capture" = "capture"): NextStep {
  if (facts.invoice === null) return "authorize_again";
  return facts.holdStatus === "authorized" ? onLiveHold : "authorize_and_capture";
}

function whyOfTry(reason: HouseReason, rule: RecoveryRule): RecoveryWhy {
  if (rule.action === "next_payment_method") return "other_method";
  if (rule.action !== "retry_capture") return "hold_gone";
  return retryClassOfReason[reason] === "technical" ? "technical_fault" : "passing_refusal";
}

function whyOfTask(rule: RecoveryRule): RecoveryWhy {
  if (rule.task === "new_payment_method") return "new_instrument_needed";
  if (rule.task === "resync") return "gateway_knows_more";
  return rule.task === "call_customer" ? "payer_must_act" : "needs_person";
}

function alone(step: NextStep, notBefore: Instant, why: RecoveryWhy): Recommendation {
  return { step, isAutomatic: true, notBefore, why, rule: null };
}

function byHand(step: NextStep, why: RecoveryWhy): Recommendation {
  return { step, isAutomatic: false, notBefore: null, why, rule: null };
}
