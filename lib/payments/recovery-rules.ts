import type { HouseReason } from "./decline-reasons";
import type { GatewayName, MethodKind } from "./gateway";
import type { Money } from "./money";
import type { RetrySchedule } from "./retry-schedule";

/** What a rule may do about a failure (P12, F03). The house carries out the first four by itself; the others end in front of a person or nowhere. */
export const recoveryActions = [
  "retry_capture",
  "authorize_and_capture",
  "renew_authorization",
  "next_payment_method",
  "ask_customer",
  "make_task",
  "stop",
] as const;
export type RecoveryAction = (typeof recoveryActions)[number];

/** What somebody who gets the task is asked to do. */
export const recoveryTasks = ["review", "call_customer", "new_payment_method", "resync"] as const;
export type RecoveryTask = (typeof recoveryTasks)[number];

/** How well we know who pays: no paid order yet, some, or many over at least two years with no miss in the last one (F09, F13). */
export const customerSegments = ["new", "known", "loyal"] as const;
export type CustomerSegment = (typeof customerSegments)[number];

/** Every condition that is given must hold; one that is left out holds always. Amounts count only in their own currency. */
export type RuleMatch = {
  readonly reasons?: readonly HouseReason[];
  readonly gateways?: readonly GatewayName[];
  readonly rawCodes?: readonly string[];
  readonly methodKinds?: readonly MethodKind[];
  readonly segments?: readonly CustomerSegment[];
  readonly attemptFrom?: number;
  readonly attemptTo?: number;
  readonly amountFrom?: Money;
  readonly amountBelow?: Money;
};

/** One line of a rule set: a failure that it fits gets its action, and `afterwards` once the tries are used up. */
export type RecoveryRule = {
  /** Stable within its set; the record of a failure names it. */
  readonly id: string;
  readonly name: string;
  readonly match: RuleMatch;
  readonly action: RecoveryAction;
  readonly task: RecoveryTask;
  /** Tries in all, the first one included (P06). */
  readonly maxAttempts: number;
  readonly schedule: RetrySchedule;
  readonly afterwards: "ask_customer" | "make_task";
};

/** A store's rules at one time. The first rule that fits decides; what fits none goes to a person (P16). */
export type RecoveryRuleSet = {
  readonly version: number;
  /** Tries in all by the house alone, whatever a rule allows (P06). */
  readonly maxAttempts: number;
  readonly rules: readonly RecoveryRule[];
};

/** What rules look at. `rawCode` is the gateway's own, `amount` what is still to be collected. */
export type FailureFacts = {
  readonly reason: HouseReason;
  readonly gateway: GatewayName | null;
  readonly rawCode: string | null;
  readonly methodKind: MethodKind | null;
  readonly segment: CustomerSegment;
  readonly attemptNo: number;
  readonly amount: Money;
};

/** The first rule that fits, or undefined: then a person decides (P16). */
export function chooseRule(set: RecoveryRuleSet, facts: FailureFacts): RecoveryRule | undefined {
  return set.rules.find((rule) => fits(rule.match, facts));
}

/**
 * After how many tries, the first one included, this failure is given up and becomes a person's alone (P09): the rule's number where the house tries
 * by itself, the set's where people do, none after "stop".
 */
export function triesBeforeGivingUp(set: RecoveryRuleSet, facts: FailureFacts): number {
  const rule = chooseRule(set, facts);
  if (rule === undefined) return set.maxAttempts;
  if (rule.action === "stop") return 0;
  return automaticActions.has(rule.action) ? Math.min(rule.maxAttempts, set.maxAttempts) : set.maxAttempts;
}

/** What the house carries out without a person. */
export const automaticActions: ReadonlySet<RecoveryAction> = new Set<RecoveryAction>([
  "retry_capture",
  "authorize_and_capture",
  "renew_authorization",
  "next_payment_method",
]);

/** Whether every condition that is given holds for this failure. */
export function fits(match: RuleMatch, facts: FailureFacts): boolean {
  return (
    isAmong(match.reasons, facts.reason) &&
    isAmong(match.gateways, facts.gateway) &&
    isAmong(match.rawCodes, facts.rawCode) &&
    isAmong(match.methodKinds, facts.methodKind) &&
    isAmong(match.segments, facts.segment) &&
    facts.attemptNo >= (match.attemptFrom ?? 1) &&
    facts.attemptNo <= (match.attemptTo ?? Number.MAX_SAFE_INTEGER) &&
    isInRange(match, facts.amount)
  );
}

function isAmong<T>(list: readonly T[] | undefined, value: T | null): boolean {
  return list === undefined || (value !== null && list.includes(value));
}

function isInRange({ amountFrom, amountBelow }: RuleMatch, amount: Money): boolean {
  const isFrom =
    amountFrom === undefined ||
    (amountFrom.currency === amount.currency && amount.amountMinor >= amountFrom.amountMinor);
  const isBelow =
    amountBelow === undefined ||
    (amountBelow.currency === amount.currency && amount.amountMinor < amountBelow.amountMinor);
  return isFrom && isBelow;
}
