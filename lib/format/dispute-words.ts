import type { DisputeQuestion } from "@/lib/payments/disputing";

/** What was settled with the payer of a disputed payment. */
export const disputeDecisionWords: Readonly<Record<string, string>> = {
  refund: "Give money back",
  accept: "Let the bank have it",
  contest: "Contest with evidence",
};

/** What a colleague asks about a disputed payment, in the order of the talk. */
export const disputeQuestionWords: Readonly<Record<DisputeQuestion, { label: string; hint: string }>> = {
  product: { label: "Product", hint: "Did the right goods arrive, whole and as described?" },
  service: { label: "Service", hint: "Was anything promised, said or done that was not right?" },
  amount: { label: "Amount", hint: "Is it the amount that was expected?" },
  timing: { label: "Timing", hint: "Was it charged or delivered when it should have been?" },
};
