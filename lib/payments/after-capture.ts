import { holdEventAfterCapture } from "./capture-outcome";
import type { InvoiceStatus } from "./capture-state";
import type { AttemptId, AuthorizationId, CaptureId, InvoiceId } from "./ids";
import type { Instant } from "./instant";
import { add, type Money, subtract, sum, zero } from "./money";
import type { Order } from "./order";

/** One call that asks for a part of an invoice from a live hold. */
export type RequestedCapture = {
  readonly attemptId: AttemptId;
  readonly captureId: CaptureId;
  readonly authorizationId: AuthorizationId;
  readonly obligation: string;
  readonly amount: Money;
};

/** The order once these captures of an invoice have been asked for: what a transaction that wrote them would read. */
export function withCapturesRequested(
  order: Order,
  invoiceId: InvoiceId,
  asked: { readonly attemptNo: number; readonly captures: readonly RequestedCapture[]; readonly now: Instant },
): Order {
  const { captures, attemptNo, now } = asked;
  const amountOn = (id: AuthorizationId) =>
    captures.filter((each) => each.authorizationId === id).map((each) => each.amount);
  return {
    ...order,
    authorizations: order.authorizations.map((hold) => ({
      ...hold,
      reserved: add(hold.reserved, sum(hold.amount.currency, amountOn(hold.id))),
    })),
    invoices: order.invoices.map((invoice) =>
      invoice.id !== invoiceId
        ? invoice
        : {
            ...invoice,
            status: "capturing",
            reserved: add(
              invoice.reserved,
              sum(
                invoice.amount.currency,
                captures.map((each) => each.amount),
              ),
            ),
            attemptCount: attemptNo,
            nextAttemptAt: null,
          },
    ),
    captures: [
      ...order.captures,
      ...captures.map(({ captureId, authorizationId, amount }) => ({
        id: captureId,
        invoiceId,
        authorizationId,
        status: "requested" as const,
        amount,
        refunded: zero(amount.currency),
        refundReserved: zero(amount.currency),
        disputed: zero(amount.currency),
        applied: zero(amount.currency),
        capturedAt: null,
      })),
    ],
    openAttempts: [
      ...order.openAttempts,
      ...captures.map(({ attemptId, obligation, amount }) => ({
        id: attemptId,
        operation: "capture" as const,
        obligation,
        isUnconfirmed: false,
        isAskedOut: false,
        amount,
        requestedAt: now,
      })),
    ],
  };
}

/** The order once a capture from a live hold has come through: what a transaction that wrote it would read, the order's own status aside. */
export function withCaptureSucceeded(
  order: Order,
  done: {
    readonly attemptId: string;
    readonly captureId: CaptureId;
    readonly invoiceStatus: InvoiceStatus;
    /** The attempt was to take the last of its hold. */
    readonly isFinal: boolean;
    readonly now: Instant;
  },
): Order {
  const capture = order.captures.find((each) => each.id === done.captureId);
  if (!capture) throw new Error(`order ${order.id} has no capture ${done.captureId}`);
  const { amount } = capture;
  return {
    ...order,
    authorizations: order.authorizations.map((hold) => {
      if (hold.id !== capture.authorizationId) return hold;
      const isSpent = holdEventAfterCapture(hold, amount, done.isFinal) !== null;
      return {
        ...hold,
        status: isSpent ? "captured" : hold.status,
        captured: add(hold.captured, amount),
        reserved: subtract(hold.reserved, amount),
      };
    }),
    invoices: order.invoices.map((invoice) =>
      invoice.id !== capture.invoiceId
        ? invoice
        : {
            ...invoice,
            status: done.invoiceStatus,
            captured: add(invoice.captured, amount),
            reserved: subtract(invoice.reserved, amount),
            lastReason: null,
            nextAttemptAt: null,
          },
    ),
    captures: order.captures.map((each) =>
      each.id === capture.id ? { ...each, status: "captured", capturedAt: done.now } : each,
    ),
    openAttempts: order.openAttempts.filter((each) => each.id !== done.attemptId),
  };
}
