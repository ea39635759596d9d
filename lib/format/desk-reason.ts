import type { WorklistReason } from "@/lib/payments/order-state";

/** The desk's word for why an order stands in front of a person; several inner reasons may look the same to staff. */
export type DeskReason = (typeof deskReasonOf)[WorklistReason];

export const deskReasonOf = {
  price_rise: "price_went_up",
  zero_price_quote: "zero_price_quote",
  authorization_expired: "hold_expired",
  authorization_expiring: "hold_ending",
  authorization_declined: "card_refused",
  authorization_pending: "not_authorized",
  capture_failed: "capture_failed",
  awaiting_customer: "awaiting_customer",
  customer_declined: "customer_declined",
  customer_question: "awaiting_customer",
  approval_payment_failed: "approval_payment_failed",
  link_expired: "awaiting_customer",
  mail_failed: "awaiting_customer",
  unconfirmed: "capture_unconfirmed",
  unapplied_money: "unapplied_money",
  refund_failed: "refund_failed",
  fraud_stop: "fraud_stop",
  payment_disputed: "payment_disputed",
  not_covered: "not_authorized",
  half_linked: "half_linked",
  gateway_difference: "capture_unconfirmed",
  message_not_delivered: "system_not_told",
} as const satisfies Record<WorklistReason, string>;

/** Short words for tiles and filters. */
export const worklistReasonWords = {
  price_rise: "Price went up",
  zero_price_quote: "Zero-price quote",
  authorization_expired: "Hold expired",
  authorization_expiring: "Hold ending",
  authorization_declined: "Card refused",
  authorization_pending: "Bank still checking",
  capture_failed: "Capture failed",
  awaiting_customer: "Awaiting customer",
  customer_declined: "Customer said no",
  customer_question: "Customer asks",
  approval_payment_failed: "Approval payment failed",
  link_expired: "Link ended",
  mail_failed: "Mail failed",
  unconfirmed: "No answer yet",
  unapplied_money: "Unapplied money",
  refund_failed: "Refund failed",
  fraud_stop: "Fraud stop",
  payment_disputed: "Disputed",
  not_covered: "Not covered",
  half_linked: "Half linked",
  gateway_difference: "Books differ",
  message_not_delivered: "System not told",
} as const satisfies Record<WorklistReason, string>;

/** The reason a customer was asked, in the desk's words; reasons that a store adds of its own look like any other question. */
export function approvalDeskReason(reason: string): DeskReason {
  return approvalReasons[reason] ?? "awaiting_customer";
}

const approvalReasons: Readonly<Record<string, DeskReason>> = {
  price_rise: "price_went_up",
  zero_price_quote: "zero_price_quote",
  authorization_expired: "hold_expired",
  card_refused: "card_refused",
  payment_disputed: "payment_disputed",
};
