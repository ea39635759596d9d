import type { Order } from "./order";
import type { DisputeDecision, NextStep } from "./order-state";
import { ok, type Result, refused } from "./result";

/** What the payer is asked before anything else happens about a disputed payment (F04). */
export const disputeQuestions = ["product", "service", "amount", "timing"] as const;
export type DisputeQuestion = (typeof disputeQuestions)[number];
export type DisputeAnswers = Readonly<Record<DisputeQuestion, string | null>>;

/** Whether the payer, or their bank, says that this order's money is not owed: captured money in an open dispute, or a capture refused for that reason. */
export function isDisputed(order: Order): boolean {
  return order.dispute.isOpen || order.invoices.some(isRefusedAsDisputed);
}

/** The softer path of a disputed payment: ask about it first, then do what was settled (F04). Never a charge and never a reminder. */
export function stepOfDispute({ decision, isAnswered, isAnswerStuck }: Order["dispute"]): {
  step: NextStep;
  why: string;
} {
  if (isAnswerStuck) return { step: "review", why: "dispute_answer_stuck" };
  if (isAnswered) return { step: "wait", why: "dispute_answered" };
  return decision === null ? { step: "ask_about_dispute", why: "disputed" } : steps[decision];
}

const steps = {
  refund: { step: "refund", why: "dispute_refund" },
  accept: { step: "wait", why: "dispute_accepted" },
  contest: { step: "review", why: "dispute_contested" },
} as const satisfies Record<DisputeDecision, { step: NextStep; why: string }>;

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
