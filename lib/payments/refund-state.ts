import type { TransitionTable } from "./transition-table";

/** Statuses of one refund: of one part of a request, from one capture. `waiting`: the gateway has not confirmed the capture yet (RF-3). */
export const refundStatuses = ["waiting", "requested", "pending", "unconfirmed", "refunded", "failed"] as const;
export type RefundStatus = (typeof refundStatuses)[number];

export type RefundEvent =
  | "refund_requested"
  | "refund_withdrawn"
  | "refund_accepted"
  | "refund_succeeded"
  | "refund_unconfirmed"
  | "refund_failed"
  | "refund_returned";

export const refundTransitions = {
  waiting: { refund_requested: "requested", refund_withdrawn: "failed" },
  requested: {
    refund_accepted: "pending",
    refund_succeeded: "refunded",
    refund_unconfirmed: "unconfirmed",
    refund_failed: "failed",
  },
  pending: { refund_succeeded: "refunded", refund_unconfirmed: "unconfirmed", refund_failed: "failed" },
  unconfirmed: { refund_accepted: "pending", refund_succeeded: "refunded", refund_failed: "failed" },
  refunded: { refund_returned: "failed" },
  failed: {},
} as const satisfies TransitionTable<RefundStatus, RefundEvent>;

export const refundEnds = ["failed"] as const satisfies readonly RefundStatus[];
