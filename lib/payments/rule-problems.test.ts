import { describe, expect, it } from "vitest";
import { houseReasons } from "./decline-reasons";
import { defaultRecoveryRules } from "./default-recovery-rules";
import { exampleRule } from "./example-rule";
import { automaticActions, type RecoveryRule, recoveryActions } from "./recovery-rules";
import { retryClassOfReason } from "./retry-policy";
import { ruleSetProblems } from "./rule-problems";

const rule: RecoveryRule = { ...exampleRule, match: { reasons: ["do_not_honor"] } };
const problems = (...rules: Partial<RecoveryRule>[]) =>
  ruleSetProblems({ version: 1, maxAttempts: 5, rules: rules.map((each) => ({ ...rule, ...each })) });
const hours = (fromHour: number, toHour: number): RecoveryRule["schedule"] => ({
  waitsMinutes: [60],
  hours: { fromHour, toHour, isWeekdaysOnly: false, zone: "store" },
});

describe("what makes a set of rules unfit to be published", () => {
  it("P12: nothing in a sound set, nor in what a store starts with", () => {
    expect(problems({})).toEqual([]);
    expect(ruleSetProblems(defaultRecoveryRules)).toEqual([]);
  });

  it.each<[string, Partial<RecoveryRule>[], ReturnType<typeof ruleSetProblems>]>([
    ["no rule at all", [], [{ ruleId: null, problem: "no_rules", detail: null }]],
    [
      "a name that is given twice",
      [{}, { id: "s" }, { id: "t", name: "Another" }],
      [{ ruleId: "s", problem: "same_name_twice", detail: "A rule" }],
    ],
    [
      "whatever stands behind a rule that fits everything",
      [{ match: {} }, { id: "s", name: "Second", match: {} }, { id: "t", name: "Third", action: "stop" }],
      [
        { ruleId: "s", problem: "never_reached", detail: "A rule" },
        { ruleId: "t", problem: "never_reached", detail: "A rule" },
      ],
    ],
    [
      "a try of the house without a wait",
      [{ schedule: { waitsMinutes: [], hours: null } }],
      [{ ruleId: "r", problem: "no_wait", detail: null }],
    ],
    [
      "hours that end when they begin",
      [{ schedule: hours(9, 9) }],
      [{ ruleId: "r", problem: "hours_are_empty", detail: null }],
    ],
    [
      "hours that end before they begin",
      [{ schedule: hours(17, 9) }],
      [{ ruleId: "r", problem: "hours_are_empty", detail: null }],
    ],
    ["hours of an hour are none", [{ schedule: hours(9, 10) }], []],
    [
      "a task needs neither wait nor hours",
      [{ action: "make_task", schedule: { ...hours(9, 9), waitsMinutes: [] } }],
      [],
    ],
  ])("P12: %s", (_case, rules, expected) => {
    expect(problems(...rules)).toEqual(expected);
  });

  it.each(recoveryActions)("FD-1 X07: %s on what the networks forbid to try again", (action) => {
    const isBarred = automaticActions.has(action) && action !== "next_payment_method";
    for (const reason of houseReasons) {
      const isLocked = isBarred && retryClassOfReason[reason] === "never";
      expect(problems({ action, match: { reasons: ["do_not_honor", reason] } })).toEqual(
        isLocked ? [{ ruleId: "r", problem: "locked_reason", detail: reason }] : [],
      );
    }
    expect(problems({ action, match: { gateways: ["stripe"] } })).toEqual([]);
  });
});
