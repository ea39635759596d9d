import type { Authorization } from "./authorization";
import type { AuthorizationEvent } from "./authorization-state";
import {
  type CaptureEvent,
  type CaptureStatus,
  captureTransitions,
  type InvoiceEvent,
  type InvoiceStatus,
  invoiceTransitions,
} from "./capture-state";
import { capturedOf } from "./coverage";
import type { HouseReason } from "./decline-reasons";
import { defaultRecoveryRules } from "./default-recovery-rules";
import type { OutcomeKind } from "./gateway";
import type { Capture, Invoice } from "./invoice";
import { add, compare, isPositive, type Money, subtract } from "./money";
import type { Order } from "./order";
import type { OrderEvent } from "./order-state";
import { isBarredForGood } from "./retry-policy";
import { nextStatus } from "./transition-table";

/** What follows an answer: nothing more, ask the gateway later, send the same attempt again under its key, or see recovery.ts. */
export type AfterOutcome = "done" | "enquire" | "run_again" | "recover";

/** Events that an outcome causes; null where it changes nothing (yet), or where the table no longer allows it. */
export type CaptureEffect = {
  readonly captureEvent: CaptureEvent | null;
  readonly invoiceEvent: InvoiceEvent | null;
  /** What the answer says about the hold itself, where it says anything. */
  readonly holdEvent: AuthorizationEvent | null;
  /** The amount is no longer under way: turned into captured money, or free again. */
  readonly releaseReservation: boolean;
  readonly isCaptured: boolean;
  /** Money that counted as captured does not any more: a late refusal (X05). */
  readonly isReversed: boolean;
  readonly after: AfterOutcome;
  /** The gateway says something that our state excludes: record a correction and show it to a person. */
  readonly isContradiction: boolean;
};

/**
 * Turns one of the six outcomes of a capture into events. `invoice` is as stored before the answer, with this capture still reserved and
 * this try counted. Definite no: failed, and given up after `triesAllowed` or where another is forbidden (P03, P09, P18). `not_sent` and `pending`
 * keep the reservation. `unconfirmed` freezes it until there is evidence (UN-1, I7).
 */
export function applyCaptureOutcome(
  invoice: Invoice,
  capture: Capture,
  outcomeKind: OutcomeKind,
  reason: HouseReason | null,
  triesAllowed: number = defaultRecoveryRules.maxAttempts,
): CaptureEffect {
  switch (outcomeKind) {
    case "succeeded":
      return allowed(invoice, capture, {
        ...nothing,
        captureEvent: "capture_succeeded",
        invoiceEvent: successEvent(invoice, capture),
        releaseReservation: true,
        isCaptured: true,
      });
    case "pending":
      return allowed(invoice, capture, { ...nothing, captureEvent: "capture_accepted", after: "enquire" });
    case "declined":
    case "rejected":
      return allowed(invoice, capture, refusal(invoice, capture, reason, triesAllowed));
    case "not_sent":
      return { ...nothing, after: "run_again" };
    case "unconfirmed":
      return allowed(invoice, capture, {
        ...nothing,
        captureEvent: "capture_unconfirmed",
        invoiceEvent: invoice.status === "capturing" ? "capture_unconfirmed" : null,
        after: "enquire",
      });
  }
}

/** Next status of a capture, or undefined where the event may not happen. */
export function captureAfter(status: CaptureStatus, event: CaptureEvent): CaptureStatus | undefined {
  return nextStatus<CaptureStatus, CaptureEvent>(captureTransitions, status, event);
}

/** Next status of an invoice, or undefined where the event may not happen. */
export function invoiceAfter(status: InvoiceStatus, event: InvoiceEvent): InvoiceStatus | undefined {
  return nextStatus<InvoiceStatus, InvoiceEvent>(invoiceTransitions, status, event);
}

/** The hold's event after a capture of `amount` came through: spent when nothing is left, or when the capture was final. */
export function holdEventAfterCapture(
  hold: Authorization,
  amount: Money,
  isFinal: boolean,
): Extract<AuthorizationEvent, "fully_captured"> | null {
  return isFinal || compare(add(hold.captured, amount), hold.amount) >= 0 ? "fully_captured" : null;
}

/** The order's event once its invoices stand as given: all captured after full shipment, or a late refusal that reopens it (X05). */
export function orderEventAfterCapture(
  order: Order,
): Extract<OrderEvent, "fully_captured" | "capture_reopened"> | null {
  const owed = order.invoices.filter((invoice) => invoice.status !== "cancelled");
  const isPaid = owed.every((invoice) => invoice.status === "captured") && compare(capturedOf(order), order.total) >= 0;
  if (order.status === "shipped" && isPaid) return "fully_captured";
  if (order.status === "completed" && !isPaid) return "capture_reopened";
  return null;
}

const nothing: CaptureEffect = {
  captureEvent: null,
  invoiceEvent: null,
  holdEvent: null,
  releaseReservation: false,
  isCaptured: false,
  isReversed: false,
  after: "done",
  isContradiction: false,
};

/** With another part still under way the invoice waits for it; one that a failed part has already marked stays marked. */
function successEvent(invoice: Invoice, capture: Capture): InvoiceEvent | null {
  if (compare(add(invoice.captured, capture.amount), invoice.amount) >= 0) return "capture_succeeded";
  const isOtherUnderWay = isPositive(subtract(invoice.reserved, capture.amount));
  const isWaiting = invoice.status === "capturing" || invoice.status === "unconfirmed";
  return isWaiting && !isOtherUnderWay ? "capture_partly_succeeded" : null;
}

/** A refusal of money that was already counted finds no reservation to release, and reopens the invoice. */
function refusal(invoice: Invoice, capture: Capture, reason: HouseReason | null, triesAllowed: number): Answer {
  const isReversed = capture.status === "captured";
  return {
    ...nothing,
    captureEvent: "capture_failed",
    invoiceEvent: !isReversed && isGivenUp(invoice, reason, triesAllowed) ? "given_up" : "capture_failed",
    holdEvent: isReversed ? null : holdEventOf(reason),
    releaseReservation: !isReversed,
    isReversed,
    after: "recover",
  };
}

function isGivenUp(invoice: Invoice, reason: HouseReason | null, triesAllowed: number): boolean {
  if (invoice.attemptCount >= triesAllowed) return true;
  return isBarredForGood({ lastReason: reason });
}

function holdEventOf(reason: HouseReason | null): AuthorizationEvent | null {
  if (reason === "authorization_expired") return "expired";
  if (reason === "authorization_voided") return "void_succeeded";
  return null;
}

/** What an answer would do if the tables allow it. */
type Answer = CaptureEffect & { readonly captureEvent: CaptureEvent };

/** The same news twice changes nothing and is no contradiction, and late silence never outweighs a definite answer; a yes after a definite no is one (P26, I11). */
function allowed(invoice: Invoice, capture: Capture, effect: Answer): CaptureEffect {
  const { captureEvent, invoiceEvent } = effect;
  if (captureAfter(capture.status, captureEvent) === undefined) {
    const isYes = captureEvent === "capture_succeeded" || captureEvent === "capture_accepted";
    return { ...nothing, isContradiction: isYes && capture.status === "failed" };
  }
  const isPossible = invoiceEvent === null || invoiceAfter(invoice.status, invoiceEvent) !== undefined;
  if (isPossible) return effect;
  const isStillFailed = invoiceEvent === "capture_failed" || invoiceEvent === "given_up";
  const isAlreadySo = isStillFailed && (invoice.status === "failed" || invoice.status === "finally_failed");
  return { ...effect, invoiceEvent: null, isContradiction: !isAlreadySo };
}
