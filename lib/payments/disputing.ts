import { isPositive, sum } from "./money";
import type { Order } from "./order";
import type { NextStep } from "./order-state";
import { ok, type Result, refused } from "./result";
import type { WorklistEntry } from "./worklist-entry";

/** What may come of a talk about a dispute: money goes back, the bank keeps what it took, or the house proves its case. */
export const disputeDecisions = ["refund", "accept", "contest"] as const;
export type DisputeDecision = (typeof disputeDecisions)[number];

/** What the payer is asked before anything else happens about a disputed payment (F04). */
export const disputeQuestions = ["product", "service", "amount", "timing"] as const;
export type DisputeQuestion = (typeof disputeQuestions)[number];
export type DisputeAnswers = Readonly<Record<DisputeQuestion, string | null>>;

/** Whether the payer, or their bank, says that this order's money is not owed: captured money in an open dispute, or a capture refused for that reason. */
export function isDisputed(order: Order): boolean {
  return order.dispute.isOpen || order.invoices.some(isRefusedAsDisputed);
}

/** The softer path of a disputed payment: ask about it first, then do what was settled (F04). Never a charge and never a reminder. */
export function stepOfDispute({ decision }: Order["dispute"]): { step: NextStep; why: string } {
  return decision === null ? { step: "ask_about_dispute", why: "disputed" } : steps[decision];
}

const steps = {
  refund: { step: "refund", why: "dispute_refund" },
  accept: { step: "wait", why: "dispute_accepted" },
  contest: { step: "review", why: "dispute_contested" },
} as const satisfies Record<DisputeDecision, { step: NextStep; why: string }>;

/** An open dispute about captured money stands in front of a person whatever became of the order. Refused captures have entries of their own. */
export function disputeEntries(order: Order): WorklistEntry[] {
  if (!order.dispute.isOpen) return [];
  const amount = sum(
    order.total.currency,
    order.captures.map(({ disputed }) => disputed),
  );
  const entry = { list: "unpaid", reason: "payment_disputed", subjectId: null, deadline: null } as const;
  return isPositive(amount) ? [{ ...entry, amount, ...stepOfDispute(order.dispute) }] : [];
}

export type DisputeTalkRefusal = "not_disputed" | "nothing_answered" | "refund_disputed";

/**
 * Whether a talk with the payer may be written down, and what they want done: something was answered, and money that the bank has frozen does not go back a
 * second way (FD-3).
 */
export function decideDisputeTalk(
  order: Order,
  answers: DisputeAnswers,
  decision: DisputeDecision,
): Result<null, DisputeTalkRefusal> {
  if (!isDisputed(order)) return refused("not_disputed");
  if (disputeQuestions.every((question) => answers[question] === null)) return refused("nothing_answered");
  if (decision === "refund" && order.dispute.isOpen) return refused("refund_disputed");
  return ok(null);
}

function isRefusedAsDisputed({ status, lastReason }: Order["invoices"][number]): boolean {
  return (status === "failed" || status === "finally_failed") && lastReason === "disputed";
}
