import type { ApprovalStatus } from "./approval-state";
import type { Authorization } from "./authorization";
import type { GatewayOperation } from "./gateway";
import type { ApprovalRequestId, AttemptId, OrderId, StoreId } from "./ids";
import type { Instant } from "./instant";
import type { Capture, Invoice } from "./invoice";
import type { Money } from "./money";
import type { DisputeDecision, OrderSource, OrderStatus } from "./order-state";
import type { PaymentMethod } from "./payment-method";

/** What rules need to know of an order, loaded in one go. Times are instants, money is exact. */
export type Order = {
  readonly storeId: StoreId;
  readonly id: OrderId;
  readonly orderNumber: string;
  readonly source: OrderSource;
  readonly status: OrderStatus;
  readonly version: number;
  readonly total: Money;
  /** What the customer has agreed to pay: the total at confirmation, then each approved one. Null on a draft. */
  readonly approvedTotal: Money | null;
  /** What money of other orders of its lineage pays for this one. */
  readonly appliedIn: Money;
  /** The part of it that no invoice has taken yet: paid ahead. What ships takes it first. */
  readonly prepaid: Money;
  /** Refunds that failed and were not asked for anew: money that was promised back. */
  readonly refundFailed: Money;
  /** Since when it has kept more captured money than it is worth; null where it does not. */
  readonly spareSince: Instant | null;
  readonly isFraudStopped: boolean;
  /** A bank's open dispute about captured money, and what was settled with the payer about it or about a capture refused as disputed. */
  readonly dispute: {
    readonly isOpen: boolean;
    readonly decision: DisputeDecision | null;
    /** Until when the first open dispute without our answer takes it; null: none does, or it is not known. */
    readonly answerBy: Instant | null;
    /** Every open dispute has our answer. */
    readonly isAnswered: boolean;
    /** An answer of ours to one of them did not get through, and nobody tries any more. */
    readonly isAnswerStuck: boolean;
  };
  /** What a supervisor has let pass although nothing holds it, and whether a colleague has asked for more. */
  readonly override: { readonly granted: Money; readonly isAsked: boolean };
  readonly placedAt: Instant;
  readonly promisedShipAt: Instant | null;
  readonly methods: readonly PaymentMethod[];
  readonly authorizations: readonly Authorization[];
  readonly releases: readonly Release[];
  readonly invoices: readonly Invoice[];
  readonly captures: readonly Capture[];
  readonly openAttempts: readonly OpenAttempt[];
  readonly approval: ApprovalRequest | null;
  readonly predecessorId: OrderId | null;
  readonly successor: { readonly orderId: OrderId; readonly isComplete: boolean } | null;
};

export const releaseStatuses = ["open", "shipped", "cancelled"] as const;
export type ReleaseStatus = (typeof releaseStatuses)[number];
export type Release = { readonly releaseNo: number; readonly status: ReleaseStatus; readonly amount: Money };

/** A call to a gateway that has no definite answer yet. While there is one, nothing else moves money for its obligation (I6). */
export type OpenAttempt = {
  readonly id: AttemptId;
  readonly operation: GatewayOperation;
  readonly obligation: string;
  readonly isUnconfirmed: boolean;
  /** Sent, without a definite answer, and the house asks no more by itself: a person has to find out. */
  readonly isAskedOut: boolean;
  readonly amount: Money;
  readonly requestedAt: Instant;
};

/** The newest request to the customer about this order. */
export type ApprovalRequest = {
  readonly id: ApprovalRequestId;
  readonly status: ApprovalStatus;
  readonly reason: string;
  readonly amount: Money;
  readonly previousAmount: Money;
  readonly expiresAt: Instant;
  readonly sentAt: Instant | null;
  readonly openedAt: Instant | null;
  /** When its mail, or its next reminder, may leave; null where none waits for its time. */
  readonly sendAt: Instant | null;
  readonly remindAt: Instant | null;
  /** A question of the customer's that nobody has answered yet. */
  readonly questionAt: Instant | null;
  /** Why nobody holds its link, or why the last payment failed. */
  readonly failureReason: string | null;
};
