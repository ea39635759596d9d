import { automaticActions, type RecoveryRuleSet } from "./recovery-rules";
import { retryClassOfReason } from "./retry-policy";

export type RuleProblem = {
  /** The rule that it is about; null for the set as a whole. */
  readonly ruleId: string | null;
  readonly problem: "no_rules" | "same_name_twice" | "never_reached" | "locked_reason" | "no_wait" | "hours_are_empty";
  /** What the problem speaks of: a reason, or the rule that is in the way. */
  readonly detail: string | null;
};

/**
 * What makes a set unfit to be published. A rule that moves money on what the networks forbid to try again is refused here, and would be overruled
 * at run time all the same (X07). A rule behind one that fits everything is never reached.
 */
export function ruleSetProblems(set: RecoveryRuleSet): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (set.rules.length === 0) problems.push({ ruleId: null, problem: "no_rules", detail: null });
  const names = new Set<string>();
  let catchAll: string | null = null;
  for (const rule of set.rules) {
    const add = (problem: RuleProblem["problem"], detail: string | null = null) =>
      problems.push({ ruleId: rule.id, problem, detail });
    if (names.has(rule.name)) add("same_name_twice", rule.name);
    names.add(rule.name);
    if (catchAll !== null) add("never_reached", catchAll);
    if (Object.keys(rule.match).length === 0) catchAll ??= rule.name;
    if (!automaticActions.has(rule.action)) continue;
    const locked = rule.match.reasons?.find((reason) => retryClassOfReason[reason] === "never");
    if (locked !== undefined && rule.action !== "next_payment_method") add("locked_reason", locked);
    if (rule.schedule.waitsMinutes.length === 0) add("no_wait");
    const { hours } = rule.schedule;
    if (hours !== null && hours.fromHour >= hours.toHour) add("hours_are_empty");
  }
  return problems;
}
