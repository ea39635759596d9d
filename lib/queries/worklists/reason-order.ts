import { type WorklistReason, worklistReasons } from "@/lib/payments/order-state";

const urgentFirst: readonly WorklistReason[] = [
  "fraud_stop",
  "payment_disputed",
  "half_linked",
  "unconfirmed",
  "capture_failed",
  "approval_payment_failed",
  "customer_declined",
  "price_rise",
  "zero_price_quote",
  "authorization_declined",
  "authorization_expired",
  "not_covered",
  "mail_failed",
  "link_expired",
  "authorization_expiring",
];

/** Which reason speaks for an order that several hold up: what must be solved before anything else can be. */
export const reasonOrder: readonly WorklistReason[] = [
  ...urgentFirst,
  ...worklistReasons.filter((reason) => !urgentFirst.includes(reason)),
];
