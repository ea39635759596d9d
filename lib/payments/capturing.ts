import { type CapturePart, type PlanLimits, planCapture } from "./capture-plan";
import { capturedOf } from "./coverage";
import { defaultRecoveryRules } from "./default-recovery-rules";
import { liveHolds, undecidedHolds } from "./holds";
import type { InvoiceId, PaymentMethodId } from "./ids";
import type { Instant } from "./instant";
import type { Invoice } from "./invoice";
import { add, compare, isPositive, type Money, subtract, sum } from "./money";
import type { Order } from "./order";
import { isSwapUnderWay } from "./renewing";
import { ok, type Result, refused } from "./result";
import type { RetryBar } from "./retry-budget";
import { mayRetryAlone, retryClassOfReason } from "./retry-policy";

export type CapturePlan = { readonly parts: readonly CapturePart[] };

export type CaptureRefusal =
  | "order_fraud_stopped"
  | "already_captured"
  | "capture_in_progress"
  | "authorize_in_progress"
  | "outcome_unknown"
  | "invoice_cancelled"
  | "not_shipped"
  | "not_covered"
  | "approval_needed"
  | RetryBar
  | "too_many_attempts";

export type CaptureOptions = {
  /** Whether the store lets the house charge a saved instrument again when its hold is gone. */
  readonly canUseSavedInstrument: boolean;
  /** True when a person asks. A person may go past the number of tries and past advice, never past fraud or a forbidden instrument. */
  readonly manual: boolean;
  readonly maxAttempts?: number;
  /** The store's rule sends this failure to the next payment method in sequence: one that holds nothing yet may be charged. */
  readonly mayUseOtherMethods?: boolean;
  /** Methods whose card may not be charged anew, and why: locked, or its tries used up (X07). A person's asking does not lift it. */
  readonly barredCharges?: ReadonlyMap<PaymentMethodId, RetryBar>;
};

/**
 * How the rest of an invoice (minor units) is to be captured now, in full or not at all. Live holds go first, in charging order; where a hold was
 * lost, authorize-and-capture on the same method (P13, P14). Refuses: fraud whatever else is true (P19, I14); any call without an answer
 * for this invoice (I6); goods not shipped (W03); more than the customer approved (I13); an instrument that may never be
 * tried again (FD-1) or whose tries are used up (X07); while a hold is exchanged for a new one (X04); tries used up, unless a person asks (P09, P10). An unknown invoice id is a bug and throws.
 */
export function decideCapture(
  order: Order,
  invoiceId: InvoiceId,
  now: Instant,
  options: CaptureOptions,
): Result<CapturePlan, CaptureRefusal> {
  const invoice = order.invoices.find((each) => each.id === invoiceId);
  if (invoice === undefined) throw new Error("the invoice is not of this order");
  const reason = refusalBeforePlan(order, invoice, options);
  if (reason !== undefined) return refused(reason);
  if (isSwapUnderWay(order, now)) return refused("authorize_in_progress");

  const limits = limitsAfter(order, invoice, options);
  const needed = invoiceRest(invoice);
  const plan = planCapture({ order, needed, now, limits });
  if (isPositive(plan.remaining)) {
    if (hasHoldInUse(order, now)) return refused("capture_in_progress");
    const isBarred = limits.barredHolds.size > 0 || limits.barredMethods.size > 0;
    const [bar] = limits.barredCharges.values();
    return refused(isBarred ? "retry_forbidden" : (bar ?? "not_covered"));
  }
  if (plan.parts.some((part) => part.kind === "authorize_and_capture" && hasUndecidedHold(order, part))) {
    return refused("outcome_unknown");
  }
  return ok({ parts: plan.parts });
}

/** Whether this invoice may be captured now; the reason if not. What a button asks. */
export function captureRefusal(
  order: Order,
  invoiceId: InvoiceId,
  now: Instant,
  options: CaptureOptions,
): CaptureRefusal | null {
  const decision = decideCapture(order, invoiceId, now, options);
  return decision.ok ? null : decision.reason;
}

/**
 * The stable name of what a part collects. A plain capture and an authorize-and-capture for the same money share it, so that the
 * database lets only one of them be open (I5, I6). Further parts of the same plan on the same method carry their number.
 */
export function obligationOf(part: CapturePart, invoiceId: InvoiceId): string {
  const base = `${captureObligationPrefix(invoiceId)}${part.paymentMethodId}`;
  return part.ordinal === 1 ? base : `${base}:${part.ordinal}`;
}

/** All obligations of one invoice start with this. */
export function captureObligationPrefix(invoiceId: InvoiceId): string {
  return `capture:${invoiceId}:`;
}

/** What is still to be captured: amount - captured - captures under way. */
export function invoiceRest(invoice: Invoice): Money {
  return subtract(subtract(invoice.amount, invoice.captured), invoice.reserved);
}

function refusalBeforePlan(order: Order, invoice: Invoice, options: CaptureOptions): CaptureRefusal | undefined {
  if (order.isFraudStopped) return "order_fraud_stopped";
  if (invoice.status === "cancelled" || order.status === "cancelled" || order.status === "replaced") {
    return "invoice_cancelled";
  }
  if (invoice.status === "captured") return "already_captured";
  const open = order.openAttempts.filter((attempt) =>
    attempt.obligation.startsWith(captureObligationPrefix(invoice.id)),
  );
  if (invoice.status === "unconfirmed" || open.some((attempt) => attempt.isUnconfirmed)) return "outcome_unknown";
  if (invoice.status === "capturing" || open.length > 0 || isPositive(invoice.reserved)) return "capture_in_progress";
  if (!isPositive(invoiceRest(invoice))) return "already_captured";
  if (!isShipped(order, invoice)) return "not_shipped";
  if (exceedsApproval(order, invoice)) return "approval_needed";
  const maxAttempts = options.maxAttempts ?? defaultRecoveryRules.maxAttempts;
  if (!options.manual && invoice.attemptCount >= maxAttempts) return "too_many_attempts";
  if (!options.manual && invoice.status === "finally_failed") return "too_many_attempts";
  return undefined;
}

function isShipped(order: Order, invoice: Invoice): boolean {
  return order.releases.some((release) => release.releaseNo === invoice.releaseNo && release.status === "shipped");
}

function exceedsApproval(order: Order, invoice: Invoice): boolean {
  if (order.approvedTotal === null) return true;
  const underWay = sum(
    order.total.currency,
    order.invoices.map((each) => each.reserved),
  );
  const taken = add(add(capturedOf(order), underWay), invoiceRest(invoice));
  return compare(taken, order.approvedTotal) > 0;
}

/** A refusal bars what it came from: the method for good where it may never be tried again, else the hold until a person asks. */
function limitsAfter(order: Order, invoice: Invoice, options: CaptureOptions): PlanLimits {
  const { lastReason } = invoice;
  const { canUseSavedInstrument, mayUseOtherMethods = false, barredCharges = new Map<never, never>() } = options;
  const none = { barredHolds: new Set<never>(), barredMethods: new Set<never>(), barredCharges };
  const open = { ...none, canUseSavedInstrument, mayUseOtherMethods };
  if (lastReason === null || invoice.status === "open") return open;
  const isNever = retryClassOfReason[lastReason] === "never";
  if (!isNever && !mayUseOtherMethods && (options.manual || mayRetryAlone(lastReason))) return open;

  const failed = order.captures.filter((each) => each.invoiceId === invoice.id && each.status === "failed");
  // Without a failed capture no gateway refused anything: the house itself stopped, for instance for a fraud stop that was lifted.
  if (failed.length === 0 && options.manual) return open;
  const failedHolds = new Set(failed.map((each) => each.authorizationId));
  const fromHolds = order.authorizations.filter((hold) => failed.length === 0 || failedHolds.has(hold.id));
  const barredMethods = new Set(fromHolds.map((hold) => hold.paymentMethodId));
  return isNever || mayUseOtherMethods
    ? { ...open, barredMethods }
    : { ...open, barredHolds: new Set(fromHolds.map((hold) => hold.id)), canUseSavedInstrument: false };
}

/** Another parcel's capture is about to spend a hold that can be captured once; what is lost by it shows when the answer is there. */
function hasHoldInUse(order: Order, now: Instant): boolean {
  return liveHolds(order, now).some((hold) => !hold.canCaptureAgain && isPositive(hold.reserved));
}

function hasUndecidedHold(order: Order, part: CapturePart): boolean {
  return undecidedHolds(order).some((hold) => hold.paymentMethodId === part.paymentMethodId);
}
