import type { RuleFormValues, RulesPageView, RuleView } from "@/components/rules/rules-view";
import { toAmountView } from "@/lib/format/amount-view";
import { gatewayText } from "@/lib/format/gateway-words";
import { methodLabel } from "@/lib/format/method-label";
import {
  matchText,
  reasonChoices,
  recoveryActionWords,
  recoveryTaskWords,
  ruleAmountText,
  ruleProblemText,
  scheduleText,
  triesText,
  waitText,
} from "@/lib/format/rule-words";
import { gatewayNames, methodKinds } from "@/lib/payments/gateway";
import { isPositive } from "@/lib/payments/money";
import {
  automaticActions,
  customerSegments,
  type RecoveryRule,
  recoveryActions,
  recoveryTasks,
} from "@/lib/payments/recovery-rules";
import type { BackTest } from "@/lib/payments/rule-back-test";
import type { RuleProblem } from "@/lib/payments/rule-problems";
import type { RulesPage } from "@/lib/queries/rules/get-rules-page";

export function toRulesView(page: RulesPage, viewer: { userId: string }): RulesPageView {
  const { live, draft } = page;
  const liveName = live.version === 0 ? "House rules" : `Version ${live.version}`;
  return {
    failures: page.liveTest.failures,
    live: {
      title: `${liveName}, in force, at most ${live.maxAttempts} tries by the house`,
      rules: live.rules.map((rule) => ruleView(rule, [])),
    },
    draft: draft && {
      title: `Version ${draft.rules.version}, draft by ${draft.authorName}`,
      rules: draft.rules.rules.map((rule) => ruleView(rule, draft.problems)),
      problems: draft.problems.filter(({ ruleId }) => ruleId === null).map(ruleProblemText),
      print: draft.print,
      publishRefusal: publishRefusal(draft, viewer),
    },
    tests: [
      testView(liveName, page.liveTest),
      ...(draft ? [testView(`Version ${draft.rules.version}, draft`, draft.test)] : []),
    ],
    versions: [
      ...page.versions.map((version) => ({
        version: version.version,
        status: version.status,
        author: version.authorName,
        note: version.note,
        at: (version.publishedAt ?? version.createdAt).toISOString(),
        canRollBack: version.status === "retired",
      })),
      // What every store begins with is no row, and can be come back to all the same.
      ...(page.live.version === 0
        ? []
        : [{ version: 0, status: "retired" as const, author: "–", note: null, at: null, canRollBack: true }]),
    ],
    choices: {
      reasons: reasonChoices,
      gateways: gatewayNames.map((value) => ({ value, label: gatewayText(value) })),
      methodKinds: methodKinds.map((value) => ({
        value,
        label: methodLabel({ kind: value, brand: null, last4: null }),
      })),
      segments: customerSegments.map((value) => ({ value, label: segmentWords[value] })),
      actions: recoveryActions.map((value) => ({ value, label: recoveryActionWords[value] })),
      tasks: recoveryTasks.map((value) => ({ value, label: recoveryTaskWords[value] })),
    },
  };
}

const segmentWords = {
  new: "new: no order paid yet",
  known: "known",
  loyal: "loyal: two years, and no miss in the last one",
} as const;

function publishRefusal(draft: NonNullable<RulesPage["draft"]>, { userId }: { userId: string }): string | null {
  if (draft.problems.length > 0) return "Mend the problems first";
  return draft.authorId === userId ? "A second person publishes your draft" : null;
}

function ruleView(rule: RecoveryRule, problems: readonly RuleProblem[]): RuleView {
  return {
    id: rule.id,
    name: rule.name,
    matches: matchText(rule.match),
    action: recoveryActionWords[rule.action],
    waits: automaticActions.has(rule.action) ? scheduleText(rule.schedule) : "",
    tries: triesText(rule),
    problems: problems.filter(({ ruleId }) => ruleId === rule.id).map(ruleProblemText),
    form: formValues(rule),
  };
}

function formValues({ match, schedule, ...rule }: RecoveryRule): RuleFormValues {
  const number = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    ruleId: rule.id,
    name: rule.name,
    reasons: match.reasons ?? [],
    rawCodes: match.rawCodes?.join(", ") ?? "",
    gateways: match.gateways ?? [],
    methodKinds: match.methodKinds ?? [],
    segments: match.segments ?? [],
    attemptFrom: number(match.attemptFrom),
    attemptTo: number(match.attemptTo),
    amountFrom: match.amountFrom ? ruleAmountText(match.amountFrom) : "",
    amountBelow: match.amountBelow ? ruleAmountText(match.amountBelow) : "",
    action: rule.action,
    task: rule.task,
    maxAttempts: String(rule.maxAttempts),
    waits: schedule.waitsMinutes.map(waitText).join(", "),
    fromHour: number(schedule.hours?.fromHour),
    toHour: number(schedule.hours?.toHour),
    isWeekdaysOnly: schedule.hours?.isWeekdaysOnly ?? false,
    zone: schedule.hours?.zone ?? "payer",
    afterwards: rule.afterwards,
  };
}

function testView(name: string, test: BackTest): RulesPageView["tests"][number] {
  return {
    name,
    tries: test.tries,
    messages: test.messages,
    tasks: test.byAction.make_task,
    stopped: test.byAction.stop,
    recovered: test.recovered.filter(isPositive).map(toAmountView),
  };
}
