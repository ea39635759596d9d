import type { HouseReason } from "@/lib/payments/decline-reasons";

/** Groups of the failed-capture workbench: the cause decides what helps (UX 0.7). */
export type CaptureCause =
  | "hold_expired"
  | "soft_decline"
  | "hard_decline"
  | "data_wrong"
  | "fraud"
  | "no_answer"
  | "technical"
  | "unknown";

/** Which group a refusal belongs to. A fraud stop and a missing answer override it. */
export const captureCauseOf = {
  authorization_expired: "hold_expired",
  authorization_voided: "hold_expired",
  insufficient_funds: "soft_decline",
  limit_exceeded: "soft_decline",
  do_not_honor: "soft_decline",
  call_issuer: "hard_decline",
  authentication_required: "hard_decline",
  card_not_supported: "hard_decline",
  account_closed: "hard_decline",
  disputed: "hard_decline",
  cancelled_by_payer: "hard_decline",
  check_returned: "hard_decline",
  card_expired: "data_wrong",
  wrong_card_data: "data_wrong",
  lost_or_stolen: "fraud",
  suspected_fraud: "fraud",
  rate_limited: "technical",
  technical_fault: "technical",
  gateway_unavailable: "technical",
  already_captured: "technical",
  duplicate: "technical",
  renewal_too_early: "technical",
  amount_too_large: "technical",
  invalid_request: "technical",
  invalid_account: "technical",
  currency_not_supported: "technical",
  unmapped: "unknown",
} as const satisfies Record<HouseReason, CaptureCause>;

/** In the order of the page: what a person can still save comes first. */
export const captureCauses = [
  "hold_expired",
  "soft_decline",
  "hard_decline",
  "data_wrong",
  "technical",
  "unknown",
  "no_answer",
  "fraud",
] as const satisfies readonly CaptureCause[];

export const captureCauseWords = {
  hold_expired: {
    label: "Hold gone",
    advice: "The old hold is gone. Authorize and capture in one step, or ask the customer.",
  },
  soft_decline: {
    label: "Soft decline",
    advice: "It often works later. The house tries again by itself; nothing to do unless you know better.",
  },
  hard_decline: { label: "Refused", advice: "Only the customer can settle this with the bank, or pay in another way." },
  data_wrong: { label: "Wrong data", advice: "Ask the customer for a new date or another way to pay." },
  technical: {
    label: "Technical",
    advice: "A fault between us and the gateway. It usually passes; look closer when the tries are used up.",
  },
  unknown: {
    label: "Unknown",
    advice: "The answer is not in our table, so nothing is tried blindly. Read it and decide.",
  },
  no_answer: {
    label: "No answer",
    advice: "The gateway has not said what happened. Nothing is charged again until it has.",
  },
  fraud: { label: "Fraud", advice: "Stopped. No retry is offered to anyone." },
} as const satisfies Record<CaptureCause, { label: string; advice: string }>;
