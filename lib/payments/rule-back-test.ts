import type { Instant } from "./instant";
import { type Money, money } from "./money";
import {
  automaticActions,
  chooseRule,
  type FailureFacts,
  type RecoveryAction,
  type RecoveryRuleSet,
  recoveryActions,
} from "./recovery-rules";
import { retryClassOfReason } from "./retry-policy";

/** One refusal that really happened. */
export type PastFailure = FailureFacts & { readonly at: Instant };

/** How often an action brought the money in, from 0 to 1, as seen in the same period. */
export type RecoveryRates = Readonly<Record<RecoveryAction, number>>;

export type BackTest = {
  readonly failures: number;
  /** How many of them would have got each action. */
  readonly byAction: Readonly<Record<RecoveryAction, number>>;
  /** Tries that the house would have made: each may cost a network fee. */
  readonly tries: number;
  /** Links that customers would have been sent. */
  readonly messages: number;
  /** Amount times the rate seen, per currency: an estimate, never a promise. */
  readonly recovered: readonly Money[];
};

/** What a set of rules would have done with past failures. Pure: the same failures and rates always give the same answer. */
export function backTest(set: RecoveryRuleSet, failures: readonly PastFailure[], rates: RecoveryRates): BackTest {
  const byAction = Object.fromEntries(recoveryActions.map((action) => [action, 0])) as Record<RecoveryAction, number>;
  const sums = new Map<string, number>();
  for (const failure of failures) {
    const action = actionFor(set, failure);
    byAction[action] += 1;
    const expected = Number(failure.amount.amountMinor) * rates[action];
    sums.set(failure.amount.currency, (sums.get(failure.amount.currency) ?? 0) + expected);
  }
  return {
    failures: failures.length,
    byAction,
    tries: [...automaticActions].reduce((total, action) => total + byAction[action], 0),
    messages: byAction.ask_customer,
    recovered: [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, minor]) => money(Math.round(minor), currency)),
  };
}

/** The action that this try would have led to, its number of tries and the locks of the networks included. */
function actionFor(set: RecoveryRuleSet, failure: PastFailure): RecoveryAction {
  const rule = chooseRule(set, failure);
  if (rule === undefined) return "make_task";
  // A payer who disputes is asked about it, whatever a rule says but "stop" (F04): see recovery.ts.
  if (failure.reason === "disputed" && rule.action !== "stop") return "make_task";
  if (!automaticActions.has(rule.action)) return rule.action;
  const isLocked = retryClassOfReason[failure.reason] === "never" && rule.action !== "next_payment_method";
  if (isLocked) return "make_task";
  const isUsedUp = failure.attemptNo >= Math.min(rule.maxAttempts, set.maxAttempts);
  return isUsedUp ? rule.afterwards : rule.action;
}
