import type { TransitionTable } from "./transition-table";

/**
 * Statuses of an order as a promise to deliver. Where its money stands is not a status of the order: that is computed from holds,
 * captures and invoices (coverage.ts). `proposed` is a successor that its customer has not paid for yet.
 */
export const orderStatuses = [
  "draft",
  "proposed",
  "confirmed",
  "shipped",
  "completed",
  "cancelled",
  "replaced",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export type OrderEvent =
  | "confirmed"
  | "partly_shipped"
  | "fully_shipped"
  | "fully_captured"
  | "capture_reopened"
  | "cancelled"
  | "replaced";

export const orderTransitions = {
  draft: { confirmed: "confirmed", cancelled: "cancelled", replaced: "replaced" },
  proposed: { confirmed: "confirmed", cancelled: "cancelled" },
  confirmed: { partly_shipped: "confirmed", fully_shipped: "shipped", cancelled: "cancelled", replaced: "replaced" },
  shipped: { fully_captured: "completed" },
  completed: { capture_reopened: "shipped" },
  cancelled: {},
  replaced: {},
} as const satisfies TransitionTable<OrderStatus, OrderEvent>;

export const orderEnds = ["cancelled", "replaced"] as const satisfies readonly OrderStatus[];

export const orderSources = ["commerce", "quote", "repair"] as const;
export type OrderSource = (typeof orderSources)[number];

/** Why an order stands in front of a person (H04, H05). The list may grow. */
export const worklistReasons = [
  "price_rise",
  "zero_price_quote",
  "authorization_expired",
  "authorization_expiring",
  "authorization_declined",
  "authorization_pending",
  "capture_failed",
  "awaiting_customer",
  "customer_declined",
  "customer_question",
  "approval_payment_failed",
  "link_expired",
  "mail_failed",
  "unconfirmed",
  "unapplied_money",
  "refund_failed",
  "fraud_stop",
  "payment_disputed",
  "not_covered",
  "half_linked",
  "gateway_difference",
  "message_not_delivered",
] as const;
export type WorklistReason = (typeof worklistReasons)[number];
/** Reasons for which an order stands in a list of orders. That another system was not told is a row of the connectors and not of its order. */
export const orderListReasons = worklistReasons.filter((reason) => reason !== "message_not_delivered");

export const worklistNames = [
  "unpaid",
  "expiring",
  "failed-captures",
  "awaiting-customer",
  "unconfirmed",
  "unapplied-money",
  "connector-failures",
] as const;
export type WorklistName = (typeof worklistNames)[number];

/** What a person (or the house) does next about an order; one recommended step per row (P12 to P19, UX 0.7). */
export const nextSteps = [
  "capture",
  "retry_capture",
  "authorize_and_capture",
  "next_payment_method",
  "increase_authorization",
  "extend_authorization",
  "renew_authorization",
  "authorize_again",
  "ask_customer",
  "remind_customer",
  "call_customer",
  "ask_about_dispute",
  "new_payment_method",
  "wait",
  "refund",
  "resync",
  "send_again",
  "review",
  "none",
] as const;
export type NextStep = (typeof nextSteps)[number];

/** What may come of a talk about a dispute: money goes back, the bank keeps what it took, or the house proves its case. */
export const disputeDecisions = ["refund", "accept", "contest"] as const;
export type DisputeDecision = (typeof disputeDecisions)[number];
