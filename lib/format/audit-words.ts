/** Kinds of entries that the audit can be narrowed to, each with the beginnings of its actions. */
export const auditKinds = {
  overrides: {
    label: "overrides",
    // What a person did over a colleague, a stop, the gateway's silence or a difference in the books, and what they were refused.
    actions: [
      "order.claim_taken_over",
      "fraud.lifted",
      "order.override_",
      "payment.outcome_settled",
      "payment.settlement_",
      "reconciliation.difference_accepted",
      "approval.page_by_phone",
      "permission_refused",
    ],
  },
  money: { label: "money", actions: ["payment.", "account.", "gift_card."] },
  customer: { label: "asking the customer", actions: ["approval."] },
  orders: { label: "orders", actions: ["order.", "orders.", "release."] },
  fraud: { label: "fraud stops", actions: ["fraud."] },
  books: { label: "books and queue", actions: ["reconciliation.", "queue."] },
  settings: {
    label: "rules and settings",
    actions: ["rules.", "retry_limit.", "store.", "payment_type.", "webhook.", "status_field.", "api_key_", "clock_"],
  },
  people: { label: "staff and work", actions: ["staff_", "work."] },
  access: { label: "signing in", actions: ["sign", "permission_refused"] },
} as const;

export type AuditKind = keyof typeof auditKinds;

export const auditKindNames = Object.keys(auditKinds) as AuditKind[];

const words: Readonly<Record<string, string>> = {
  api_key_created: "Made an API key",
  "approval.code_used": "Came with a code that was read out",
  "approval.given": "Approved the total",
  "approval.page_by_phone": "Opened the payment page by phone",
  "approval.requested": "Asked the customer to approve",
  "fraud.lifted": "Lifted the fraud stop",
  "order.override_asked": "Asked for an override",
  "order.override_allowed": "Let a failed authorization pass",
  "order.override_refused": "Refused an override",
  "fraud.set": "Stopped for fraud",
  "order.assigned": "Assigned the order",
  "order.cancelled": "Cancelled the order",
  "order.claim_taken_over": "Took over a colleague's claim",
  "order.confirmed": "Confirmed the order",
  "order.repriced": "Changed the price",
  "order.status_set": "Set a status field",
  "payment.authorize_requested": "Asked for a hold",
  "payment.capture_requested": "Asked for a capture",
  "payment.captured": "Captured",
  "payment.prepaid_taken": "Paid with money paid ahead",
  "payment.dispute_answer_retried": "Had the answer to the dispute tried again",
  "payment.dispute_answered": "Answered the dispute",
  "payment.dispute_discussed": "Wrote down a talk about the dispute",
  "payment.outcome_settled": "Settled a call that was never answered",
  "payment.settlement_proposed": "Entered evidence for a silent call",
  "payment.settlement_refused": "Refused a colleague's evidence",
  "payment.refund_requested": "Asked for a refund",
  permission_refused: "Was refused by role",
  "queue.job_tried_again": "Had a job that was given up tried again",
  "reconciliation.difference_accepted": "Accepted a difference in the books",
  "rules.published": "Published the recovery rules",
  "rules.draft_changed": "Changed the draft of the rules",
  "rules.draft_discarded": "Discarded the draft of the rules",
  sign_in_failed: "Failed to sign in",
  signed_in: "Signed in",
  signed_out: "Signed out",
  staff_role_changed: "Changed a colleague's role",
  staff_user_created: "Added a colleague",
  "status_field.added": "Added a status field",
  "status_field.renamed": "Renamed a status field",
  "status_field.retired": "Retired a status field",
  "store.settings_changed": "Changed the store's settings",
  "webhook.secret_shown": "Looked at a webhook's secret",
};

/** "Took over a colleague's claim"; an act that nobody has worded is readable all the same. */
export function auditActText(action: string): string {
  const known = words[action];
  if (known) return known;
  const text = action.replace(/[._]/g, " ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
