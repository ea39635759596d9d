import { newId } from "@/lib/db/new-id";
import {
  type AttemptCall,
  type NewAttempt,
  requestAttempt,
  type TakenAttempt,
  takeAttempt,
} from "@/lib/db/stores/attempt-store";
import { loadRecoveryPolicy } from "@/lib/db/stores/recovery-store";
import { toDate } from "@/lib/db/to-domain";
import { type RequestedCapture, withCapturesRequested } from "@/lib/payments/after-capture";
import type { CapturePart } from "@/lib/payments/capture-plan";
import { invoiceTransitions } from "@/lib/payments/capture-state";
import { type CaptureRefusal, decideCapture, invoiceRest, obligationOf } from "@/lib/payments/capturing";
import { failedMethodOf } from "@/lib/payments/failed-method";
import type { AttemptId, AuthorizationId, CaptureId } from "@/lib/payments/ids";
import type { Invoice } from "@/lib/payments/invoice";
import { add, sum } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import type { PaymentMethod } from "@/lib/payments/payment-method";
import { chooseRule, triesBeforeGivingUp } from "@/lib/payments/recovery-rules";
import { ok, type Result, refused } from "@/lib/payments/result";
import { barredChargesOf } from "../authorization/barred-charges";
import { expireHold } from "../authorization/expire-hold";
import { changeOrder, type OrderChange, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type RequestCaptureInput = {
  readonly invoiceId: string;
  /** A person asks: more is allowed than to the schedule, never past fraud or a forbidden instrument. */
  readonly manual: boolean;
  /** The order's version that the person saw. */
  readonly version?: number | undefined;
  /** Where the caller knows it already. */
  readonly orderId?: string;
  /** The caller carries a capture that is one call out itself, right after: see `CaptureAsked.taken`. */
  readonly take?: boolean;
};
export type CaptureAsked = {
  readonly attemptIds: string[];
  readonly attemptNo: number;
  /** The attempt that the caller now holds under its lease and has to carry out; null where jobs do that. */
  readonly taken: TakenAttempt | null;
};
export type RequestCaptureRefusal = OrderMissing | CaptureRefusal | "invoice_not_found";

/**
 * Asks for the rest of an invoice: from its live holds, or by authorize-and-capture where the hold is gone (P10, P13 to P15). The amounts are
 * reserved on hold and invoice before any call, and the database refuses what would exceed them (I1).
 */
export async function requestCapture(
  context: OperationContext,
  input: RequestCaptureInput,
): Promise<Result<CaptureAsked, RequestCaptureRefusal>> {
  const orderId = input.orderId ?? (await findOrder(context, input.invoiceId));
  if (orderId === undefined) return refused("invoice_not_found");
  return changeOrder(context, { orderId, version: input.version }, async (scope) => {
    const { order, tx } = scope;
    const invoice = order.invoices.find((each) => each.id === input.invoiceId);
    if (!invoice) return refused("invoice_not_found");
    const ruled = input.manual || invoice.lastReason === null ? {} : await ruledOptions(scope, invoice);
    const options = { canUseSavedInstrument: true, manual: input.manual, ...ruled };
    let plan = decideCapture(order, invoice.id, tx.now, options);
    const charges = plan.ok ? plan.value.parts.filter((part) => part.kind === "authorize_and_capture") : [];
    const barredCharges = await barredChargesOf(scope, charges);
    if (barredCharges.size > 0) plan = decideCapture(order, invoice.id, tx.now, { ...options, barredCharges });
    if (!plan.ok) return refused(plan.reason, plan.detail);
    const attemptNo = invoice.attemptCount + 1;
    const { parts } = plan.value;
    const isTaken = input.take === true && parts.length === 1;
    const asked: AskedPart[] = [];
    for (const part of parts)
      asked.push(await requestPart(scope, invoice, part, { attemptNo, isManual: input.manual, isTaken }));
    const attemptIds = asked.map(({ attemptId }) => attemptId);
    await reserveOnInvoice(scope, invoice, parts, attemptNo);
    await scope.event("capture_requested", {
      invoiceNumber: invoice.invoiceNumber,
      attemptNo,
      manual: input.manual,
      kinds: parts.map((part) => part.kind),
    });
    await scope.audit("payment.capture_requested", { after: { invoiceId: invoice.id, attemptNo, attemptIds } });
    // Where a new hold had to be opened, the order is read again.
    if (parts.every((part) => part.kind === "capture"))
      scope.standsAs(withCapturesRequested(order, invoice.id, { attemptNo, captures: asked, now: tx.now }));
    return ok({ attemptIds, attemptNo, taken: asked[0]?.taken ?? null });
  });
}

/** What the store's rules let the house do after the last refusal: how many tries, and whether another payment method may be charged. */
async function ruledOptions(
  { tx, order, loaded }: OrderChange,
  invoice: Invoice,
): Promise<{ maxAttempts: number; mayUseOtherMethods: boolean }> {
  const { rules, segment } = await loadRecoveryPolicy(tx, loaded.row);
  const failure = {
    reason: invoice.lastReason ?? "unmapped",
    rawCode: invoice.lastRawCode,
    ...failedMethodOf(order, invoice),
    segment,
    attemptNo: invoice.attemptCount,
    amount: invoiceRest(invoice),
  };
  return {
    maxAttempts: triesBeforeGivingUp(rules, failure),
    mayUseOtherMethods: chooseRule(rules, failure)?.action === "next_payment_method",
  };
}

async function findOrder(context: OperationContext, invoiceId: string): Promise<string | undefined> {
  const found = await context.pool.query<{ order_id: string }>(
    "SELECT order_id FROM invoices WHERE store_id = $1 AND id = $2",
    [context.storeId, invoiceId],
  );
  return found.rows[0]?.order_id;
}

type AskedPart = RequestedCapture & { readonly taken: TakenAttempt | null };

async function requestPart(
  scope: OrderChange,
  invoice: Invoice,
  part: CapturePart,
  { isTaken, ...how }: { attemptNo: number; isManual: boolean; isTaken: boolean },
): Promise<AskedPart> {
  const { tx, order, author } = scope;
  const authorizationId =
    part.kind === "capture" ? await reserveOnHold(scope, part) : await openSuccessorHold(scope, part);
  const method = order.methods.find((each) => each.id === part.paymentMethodId);
  if (!method) throw new Error(`order ${order.id} lost payment method ${part.paymentMethodId}`);
  const captureId = newId<CaptureId>("cap");
  const obligation = obligationOf(part, invoice.id);
  await tx.insert("captures", {
    storeId: order.storeId,
    id: captureId,
    orderId: order.id,
    invoiceId: invoice.id,
    authorizationId,
    paymentMethodId: method.id,
    status: "requested",
    amountMinor: part.amount.amountMinor,
    currency: part.amount.currency,
    requestedAt: toDate(tx.now),
  });
  const attempt: NewAttempt = {
    orderId: order.id,
    orderNumber: order.orderNumber,
    gateway: method.gateway,
    obligation,
    amount: part.amount,
    ...how,
    subjects: { paymentMethodId: method.id, authorizationId, captureId, invoiceId: invoice.id },
    ...callFor(order, part, method),
  };
  const taken = isTaken ? await takeAttempt(tx, author, attempt) : null;
  const attemptId = (taken?.id ?? (await requestAttempt(tx, author, attempt))) as AttemptId;
  return {
    attemptId,
    captureId,
    authorizationId: authorizationId as AuthorizationId,
    obligation,
    amount: part.amount,
    taken,
  };
}

function callFor(order: Order, part: CapturePart, method: PaymentMethod): AttemptCall {
  if (part.kind === "capture") {
    const hold = order.authorizations.find((each) => each.id === part.authorizationId);
    const authorizationReference = hold?.gatewayReference;
    if (!authorizationReference) throw new Error(`hold ${part.authorizationId} has no gateway reference`);
    return { operation: "capture", request: { amount: part.amount, authorizationReference, isFinal: part.isFinal } };
  }
  if (!method.token) throw new Error(`payment method ${method.id} has no token to charge`);
  const instrument = { kind: method.kind, token: method.token, customerToken: method.customerToken };
  return { operation: "authorize_and_capture", request: { amount: part.amount, instrument, initiator: "merchant" } };
}

async function reserveOnHold(scope: OrderChange, part: Extract<CapturePart, { kind: "capture" }>): Promise<string> {
  const id = part.authorizationId;
  const hold = scope.order.authorizations.find((each) => each.id === id);
  if (!hold) throw new Error(`order ${scope.order.id} lost hold ${id}`);
  const { where, version } = conditional(scope, id);
  const reservedMinor = add(hold.reserved, part.amount).amountMinor;
  await scope.tx.amend("authorizations", where, { reservedMinor, version });
  return id;
}

/** A row of the order as it was loaded, under its lock, and its next version. The database refuses what would exceed the row's ceiling. */
function conditional({ order, loaded }: OrderChange, id: string) {
  const version = loaded.versions.get(id) ?? 0;
  return { where: { storeId: order.storeId, id, version }, version: version + 1 };
}

/** The dead hold keeps its final state; the new one names it (P17). */
async function openSuccessorHold(
  scope: OrderChange,
  part: Extract<CapturePart, { kind: "authorize_and_capture" }>,
): Promise<string> {
  const { tx, order } = scope;
  const dead = order.authorizations.find((each) => each.id === part.replacesAuthorizationId);
  if (dead) await expireHold(scope, dead);
  const id = newId("aut");
  const method = order.methods.find((each) => each.id === part.paymentMethodId);
  await tx.insert("authorizations", {
    storeId: order.storeId,
    id,
    orderId: order.id,
    paymentMethodId: part.paymentMethodId,
    gateway: method?.gateway ?? "stripe",
    initiator: "merchant",
    status: "requested",
    amountMinor: part.amount.amountMinor,
    reservedMinor: part.amount.amountMinor,
    currency: part.amount.currency,
    requestedAt: toDate(tx.now),
    replacesId: part.replacesAuthorizationId,
  });
  return id;
}

async function reserveOnInvoice(
  scope: OrderChange,
  invoice: Invoice,
  parts: readonly CapturePart[],
  attemptNo: number,
): Promise<void> {
  const asked = sum(
    invoice.amount.currency,
    parts.map((part) => part.amount),
  );
  const status = (invoiceTransitions[invoice.status] as Partial<Record<"capture_requested", "capturing">>)
    .capture_requested;
  if (!status) throw new Error(`invoice ${invoice.id} cannot be captured while ${invoice.status}`);
  const { where, version } = conditional(scope, invoice.id);
  await scope.tx.amend("invoices", where, {
    version,
    status,
    reservedMinor: add(invoice.reserved, asked).amountMinor,
    attemptCount: attemptNo,
    nextAttemptAt: null,
  });
}
