import { describe, expect, it } from "vitest";
import { exampleNow, usd } from "./example-order";
import { exampleRule } from "./example-rule";
import { money } from "./money";
import { type RecoveryRule, type RecoveryRuleSet, recoveryActions } from "./recovery-rules";
import { backTest, type PastFailure, type RecoveryRates } from "./rule-back-test";

const rule = exampleRule;
const set = (parts: Partial<RecoveryRule>): RecoveryRuleSet => ({
  version: 1,
  maxAttempts: 5,
  rules: [{ ...rule, ...parts }],
});
const failure = (parts: Partial<PastFailure> = {}): PastFailure => ({
  reason: "do_not_honor",
  gateway: "stripe",
  rawCode: null,
  methodKind: "card",
  segment: "known",
  attemptNo: 1,
  amount: usd(1_000),
  at: exampleNow,
  ...parts,
});
const none = Object.fromEntries(recoveryActions.map((action) => [action, 0])) as Record<
  (typeof recoveryActions)[number],
  number
>;
const rates: RecoveryRates = { ...none, retry_capture: 0.5, ask_customer: 0.25 };
const actionOf = (parts: Partial<RecoveryRule>, past: Partial<PastFailure> = {}) =>
  recoveryActions.find((action) => backTest(set(parts), [failure(past)], rates).byAction[action] === 1);

describe("what rules would have done with past failures", () => {
  it("P12: counts actions, tries and messages, and estimates what would have come in, per currency", () => {
    const failures = [
      failure(),
      failure({ amount: usd(501), attemptNo: 2 }),
      failure({ attemptNo: 3 }),
      failure({ amount: money(300, "EUR") }),
    ];
    expect(backTest(set({}), failures, rates)).toEqual({
      failures: 4,
      byAction: { ...none, retry_capture: 3, ask_customer: 1 },
      tries: 3,
      messages: 1,
      recovered: [money(150, "EUR"), usd(1_001)],
    });
    expect(backTest(set({}), [], rates)).toMatchObject({ failures: 0, tries: 0, messages: 0, recovered: [] });
    expect(backTest(set({}), failures.toReversed(), rates).recovered).toEqual([money(150, "EUR"), usd(1_001)]);
  });

  it("P06 P12: tries end at the rule's number, and never later than the set's", () => {
    expect([2, 3].map((attemptNo) => actionOf({}, { attemptNo }))).toEqual(["retry_capture", "ask_customer"]);
    expect([4, 5].map((attemptNo) => actionOf({ maxAttempts: 9, afterwards: "make_task" }, { attemptNo }))).toEqual([
      "retry_capture",
      "make_task",
    ]);
  });

  it("P16: what no rule fits is a person's; what is no try of the house has no number of tries", () => {
    expect(actionOf({ match: { reasons: ["card_expired"] } })).toBe("make_task");
    for (const action of ["ask_customer", "make_task", "stop"] as const)
      expect(actionOf({ action }, { attemptNo: 9 })).toBe(action);
  });

  it("FD-1 X07: what the networks forbid to try again would have been a person's, or another payment method's", () => {
    for (const action of ["retry_capture", "authorize_and_capture", "renew_authorization"] as const)
      expect(actionOf({ action }, { reason: "lost_or_stolen" })).toBe("make_task");
    expect(actionOf({ action: "next_payment_method" }, { reason: "lost_or_stolen" })).toBe("next_payment_method");
    expect(actionOf({ action: "stop" }, { reason: "lost_or_stolen" })).toBe("stop");
  });

  it("F04: a payer who disputes would have been asked about it, neither charged nor dunned, whatever a rule says but stop", () => {
    for (const action of recoveryActions)
      expect(actionOf({ action }, { reason: "disputed" })).toBe(action === "stop" ? "stop" : "make_task");
  });
});
