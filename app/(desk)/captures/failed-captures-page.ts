import type { ActView } from "@/components/acts/act-view";
import type {
  FailedCaptureGroupView,
  FailedCaptureRowView,
  FailedCapturesPageView,
} from "@/components/payments/failed-captures-view";
import type { TileView } from "@/components/ui/tile";
import { can } from "@/lib/auth/permissions";
import type { Staff } from "@/lib/auth/staff";
import { type CaptureCause, captureCauses, captureCauseWords } from "@/lib/format/capture-cause";
import { failedCaptureText } from "@/lib/format/failed-capture-text";
import { followUpWords } from "@/lib/format/follow-up-words";
import { budgetWords } from "@/lib/format/retry-budget-words";
import type { FailedCaptureCounts } from "@/lib/queries/captures/count-failed-captures";
import type { FailedCapture } from "@/lib/queries/captures/list-failed-captures";
import type { LiveRules } from "@/lib/queries/rules/get-live-rules";
import { offeredActs } from "../_acts/next-act";
import { orderHref } from "../_lists/order-row";

export type FailedCapturesFacts = {
  readonly rules: LiveRules;
  readonly rows: readonly FailedCapture[];
  readonly counts: FailedCaptureCounts;
  readonly cause: CaptureCause | null;
  readonly staff: Staff;
  readonly timeZone: string;
};

/** The workbench, one group per cause, each with the one act that helps all of its rows. */
export function toFailedCapturesPage({
  rules,
  rows,
  counts,
  cause,
  staff,
  timeZone,
}: FailedCapturesFacts): FailedCapturesPageView {
  return {
    total: counts.failed,
    savable: counts.savable,
    capturedToday: counts.capturedToday,
    tiles: tilesOf(counts, cause),
    policyText: `Rules: ${rulesName(rules)}, at most ${rules.maxAttempts} tries`,
    groups: captureCauses.map((each) =>
      groupOf(
        each,
        rows.filter((row) => row.cause === each),
        { counts, staff, timeZone },
      ),
    ),
  };
}

function rulesName({ version, publishedAt }: LiveRules): string {
  return publishedAt === null ? "house rules" : `version ${version}`;
}

function tilesOf(counts: FailedCaptureCounts, current: CaptureCause | null): TileView[] {
  const all: TileView = {
    key: "all",
    label: "All",
    count: counts.failed,
    href: "/captures",
    isCurrent: current === null,
  };
  const causes = captureCauses
    .map((cause) => ({ cause, count: counts.byCause.find((each) => each.cause === cause)?.count ?? 0 }))
    .filter(({ cause, count }) => count > 0 || cause === current || alwaysShown.has(cause));
  return [
    all,
    ...causes.map(({ cause, count }) => ({
      key: cause,
      label: captureCauseWords[cause].label,
      count,
      href: `/captures?cause=${cause}`,
      isCurrent: current === cause,
    })),
  ];
}

const alwaysShown: ReadonlySet<CaptureCause> = new Set(["hold_expired", "soft_decline", "data_wrong", "fraud"]);

function groupOf(
  cause: CaptureCause,
  rows: readonly FailedCapture[],
  { counts, staff, timeZone }: Pick<FailedCapturesFacts, "counts" | "staff" | "timeZone">,
): FailedCaptureGroupView {
  const counted = counts.byCause.find((each) => each.cause === cause);
  return {
    cause,
    advice: captureCauseWords[cause].advice,
    total: Math.max(counted?.count ?? 0, rows.length),
    allHref: `/captures?cause=${cause}`,
    sums: counted?.sums ?? [],
    rows: rows.map((row) => toRow(row, staff, timeZone)),
    groupAct: groupAct(cause, rows, { staff, isWhole: rows.length >= (counted?.count ?? 0) }),
  };
}

function toRow(row: FailedCapture, staff: Staff, timeZone: string): FailedCaptureRowView {
  const { next, otherActs } = offeredActs(
    { ...row, phone: row.customerPhone, because: failedCaptureText(row) },
    { ...staff, claimedBy: null },
  );
  return {
    id: row.invoiceId,
    orderNumber: row.orderNumber,
    href: orderHref(row.orderNumber),
    invoiceNumber: row.invoiceNumber,
    customerName: row.customerName,
    amount: row.amount,
    method: row.method,
    answer: row.answer,
    rawCode: row.rawCode,
    rawMessage: row.rawMessage,
    rule: row.rule,
    triesUsed: row.triesUsed,
    triesAllowed: row.triesAllowed,
    failedAt: row.failedAt,
    followUp: followUpWords[row.followUp],
    task: row.task && { dueAt: row.task.dueAt, who: row.task.ownerName ?? "supervisors" },
    nextTryAt: row.nextTryAt,
    outcome: row.outcome,
    next,
    otherActs,
    tries: row.tries,
    budget: row.budget && budgetWords(row.budget, { ...row.budget, timeZone }),
    checklist: row.checklist,
  };
}

const helpedByRepeating: ReadonlySet<CaptureCause> = new Set(["hold_expired", "soft_decline", "technical"]);

/** Offered where a plain retry or a new hold can help; never for fraud, and never while a call has no answer (P19, I6). */
function groupAct(
  cause: CaptureCause,
  rows: readonly FailedCapture[],
  { staff, isWhole }: { staff: Staff; isWhole: boolean },
): ActView | null {
  if (!can(staff.role, "payment.retry_capture")) return null;
  const able = rows.filter((row) => row.verbs.some(({ verb, refusal }) => isCapture(verb) && refusal === null)).length;
  if (able === 0 || !helpedByRepeating.has(cause)) return null;
  const shown = isWhole ? "" : " shown";
  const isHoldGone = cause === "hold_expired";
  return {
    kind: isHoldGone ? "authorize_and_capture" : "retry_capture",
    label: isHoldGone
      ? `New hold for the ${able}${shown} that can`
      : `Capture again, ${able} of ${rows.length}${shown} can`,
    explanation: isHoldGone
      ? "For each, a new hold is placed on the saved card and captured in one step. You see what became of each."
      : "Each is captured once more. You see what became of each.",
  };
}

function isCapture(verb: string): boolean {
  return verb === "capture" || verb === "retry_capture" || verb === "authorize_and_capture";
}
