import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { houseReasons } from "./decline-reasons";
import { defaultRecoveryRules } from "./default-recovery-rules";
import { usd } from "./example-order";
import { exampleRule } from "./example-rule";
import { gatewayNames, methodKinds } from "./gateway";
import { money } from "./money";
import {
  chooseRule,
  customerSegments,
  type FailureFacts,
  fits,
  type RecoveryRule,
  type RecoveryRuleSet,
  triesBeforeGivingUp,
} from "./recovery-rules";

const failure: FailureFacts = {
  reason: "insufficient_funds",
  gateway: "stripe",
  rawCode: "insufficient_funds",
  methodKind: "card",
  segment: "known",
  attemptNo: 2,
  amount: usd(20_000),
};
const rule = exampleRule;
const setOf = (...rules: RecoveryRule[]): RecoveryRuleSet => ({ version: 7, maxAttempts: 5, rules });

describe("which rule decides", () => {
  it("P12: the first rule that fits decides, and what fits none is a person's", () => {
    const first = { ...rule, id: "first", match: { rawCodes: ["card_velocity_exceeded"] } };
    const second = { ...rule, id: "second" };
    expect(chooseRule(setOf(first, second), failure)?.id).toBe("second");
    expect(chooseRule(setOf(first, second), { ...failure, rawCode: "card_velocity_exceeded" })?.id).toBe("first");
    expect(chooseRule(setOf(first), failure)).toBeUndefined();
  });

  it.each([
    ["reasons", { reasons: ["do_not_honor"] }, { reason: "do_not_honor" }],
    ["gateways", { gateways: ["paypal"] }, { gateway: "paypal" }],
    ["raw codes", { rawCodes: ["try_again_later"] }, { rawCode: "try_again_later" }],
    ["payment methods", { methodKinds: ["paypal"] }, { methodKind: "paypal" }],
    ["segments", { segments: ["new"] }, { segment: "new" }],
    ["from a try on", { attemptFrom: 3 }, { attemptNo: 3 }],
    ["up to a try", { attemptTo: 1 }, { attemptNo: 1 }],
    ["from an amount on", { amountFrom: usd(20_001) }, { amount: usd(20_001) }],
    ["below an amount", { amountBelow: usd(20_000) }, { amount: usd(19_999) }],
  ] as const)("P12 F03 F12: a rule may look at %s", (_name, match, fitting) => {
    expect(fits(match, failure)).toBe(false);
    expect(fits(match, { ...failure, ...fitting })).toBe(true);
  });

  it("CU-3: an amount of another currency is never compared", () => {
    expect(fits({ amountFrom: money(1, "JPY") }, failure)).toBe(false);
    expect(fits({ amountBelow: money(99_999, "JPY") }, failure)).toBe(false);
  });

  it("P16: what nobody knows (a gateway, a code, a method) fits no rule that asks for it", () => {
    const unknown = { ...failure, gateway: null, rawCode: null, methodKind: null };
    expect(fits({ gateways: ["stripe"] }, unknown)).toBe(false);
    expect(fits({ rawCodes: ["x"] }, unknown)).toBe(false);
    expect(fits({ methodKinds: ["card"] }, unknown)).toBe(false);
    expect(fits({}, unknown)).toBe(true);
  });
});

describe("how often", () => {
  it("P06 P09: a failure is given up after the rule's tries, never later than the set's", () => {
    expect(triesBeforeGivingUp(setOf(rule), failure)).toBe(3);
    expect(triesBeforeGivingUp(setOf({ ...rule, maxAttempts: 9 }), failure)).toBe(5);
    expect(triesBeforeGivingUp(setOf({ ...rule, action: "make_task" }), failure)).toBe(5);
    expect(triesBeforeGivingUp(setOf({ ...rule, action: "stop" }), failure)).toBe(0);
    expect(triesBeforeGivingUp(setOf(), failure)).toBe(5);
  });
});

describe("what a store starts with", () => {
  it.each(houseReasons)("P16 F03: %s has a rule of its own", (reason) => {
    expect(chooseRule(defaultRecoveryRules, { ...failure, reason })).toBeDefined();
  });

  it("P12: every rule of it can be reached, whatever fails where", () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.record({
          reason: fc.constantFrom(...houseReasons),
          gateway: fc.constantFrom(...gatewayNames),
          methodKind: fc.constantFrom(...methodKinds),
          segment: fc.constantFrom(...customerSegments),
          attemptNo: fc.integer({ min: 1, max: 6 }),
        }),
        (facts) => {
          const chosen = chooseRule(defaultRecoveryRules, { ...failure, ...facts });
          if (chosen) reached.add(chosen.id);
        },
      ),
      { numRuns: 1_000 },
    );
    expect([...reached].sort()).toEqual(defaultRecoveryRules.rules.map(({ id }) => id).sort());
  });
});
