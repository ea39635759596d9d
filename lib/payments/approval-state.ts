import type { TransitionTable } from "./transition-table";

/** Statuses of one request to the customer, from mail to answer. */
export const approvalStatuses = [
  "requested",
  "sent",
  "opened",
  "approving",
  "approved",
  "payment_failed",
  "declined",
  "expired",
  "replaced",
  "withdrawn",
] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

export type ApprovalEvent =
  | "mail_sent"
  | "opened"
  | "approval_started"
  | "approval_succeeded"
  | "payment_failed"
  | "declined"
  | "expired"
  | "replaced"
  | "withdrawn"
  | "revived";

export const approvalTransitions = {
  requested: {
    mail_sent: "sent",
    opened: "opened",
    approval_started: "approving",
    declined: "declined",
    expired: "expired",
    replaced: "replaced",
    withdrawn: "withdrawn",
  },
  sent: {
    opened: "opened",
    approval_started: "approving",
    declined: "declined",
    expired: "expired",
    replaced: "replaced",
    withdrawn: "withdrawn",
  },
  opened: {
    mail_sent: "opened",
    opened: "opened",
    approval_started: "approving",
    declined: "declined",
    expired: "expired",
    replaced: "replaced",
    withdrawn: "withdrawn",
  },
  approving: {
    mail_sent: "approving",
    approval_started: "approving",
    approval_succeeded: "approved",
    payment_failed: "payment_failed",
    replaced: "replaced",
    withdrawn: "withdrawn",
  },
  payment_failed: {
    approval_started: "approving",
    approval_succeeded: "approved",
    declined: "declined",
    expired: "expired",
    replaced: "replaced",
    withdrawn: "withdrawn",
  },
  approved: {},
  declined: {},
  expired: {},
  replaced: { revived: "requested" },
  withdrawn: {},
} as const satisfies TransitionTable<ApprovalStatus, ApprovalEvent>;

export const approvalEnds = [
  "approved",
  "declined",
  "expired",
  "withdrawn",
] as const satisfies readonly ApprovalStatus[];

/** A link works while its request is in one of these. */
export const liveApprovalStatuses = [
  "requested",
  "sent",
  "opened",
  "approving",
  "payment_failed",
] as const satisfies readonly ApprovalStatus[];

export function isLiveApproval(status: ApprovalStatus): boolean {
  return (liveApprovalStatuses as readonly ApprovalStatus[]).includes(status);
}
