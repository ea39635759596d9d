import { newId } from "@/lib/db/new-id";
import { requestAttempt } from "@/lib/db/stores/attempt-store";
import { loadRecoveryPolicy } from "@/lib/db/stores/recovery-store";
import { toDate } from "@/lib/db/to-domain";
import type { CapturePart } from "@/lib/payments/capture-plan";
import { invoiceTransitions } from "@/lib/payments/capture-state";
import { type CaptureRefusal, decideCapture, invoiceRest, obligationOf } from "@/lib/payments/capturing";
import { failedMethodOf } from "@/lib/payments/failed-method";
import type { Invoice } from "@/lib/payments/invoice";
import { add, sum } from "@/lib/payments/money";
import { chooseRule, triesBeforeGivingUp } from "@/lib/payments/recovery-rules";
import { ok, type Result, refused } from "@/lib/payments/result";
import { expireHold } from "../authorization/expire-hold";
import { changeOrder, type OrderChange, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type RequestCaptureInput = {
  readonly invoiceId: string;
  /** A person asks: more is allowed than to the schedule, never past fraud or a forbidden instrument. */
  readonly manual: boolean;
  /** The order's version that the person saw. */
  readonly version?: number | undefined;
};
export type RequestCaptureRefusal = OrderMissing | CaptureRefusal | "invoice_not_found";

/**
 * Asks for the rest of an invoice: from its live holds, or by authorize-and-capture where the hold is gone (P10, P13 to P15). The amounts are
 * reserved on hold and invoice before any call, and the database refuses what would exceed them (I1).
 */
export async function requestCapture(
  context: OperationContext,
  input: RequestCaptureInput,
): Promise<Result<{ attemptIds: string[]; attemptNo: number }, RequestCaptureRefusal>> {
  const orderId = await findOrder(context, input.invoiceId);
  if (orderId === undefined) return refused("invoice_not_found");
  return changeOrder(context, { orderId, version: input.version }, async (scope) => {
    const { order, tx } = scope;
    const invoice = order.invoices.find((each) => each.id === input.invoiceId);
    if (!invoice) return refused("invoice_not_found");
    const ruled = input.manual || invoice.lastReason === null ? {} : await ruledOptions(scope, invoice);
    const options = { canUseSavedInstrument: true, manual: input.manual, ...ruled };
    const plan = decideCapture(order, invoice.id, tx.now, options);
    if (!plan.ok) return refused(plan.reason, plan.detail);
    const attemptNo = invoice.attemptCount + 1;
    const attemptIds: string[] = [];
    for (const part of plan.value.parts)
      attemptIds.push(await requestPart(scope, invoice, part, attemptNo, input.manual));
    await reserveOnInvoice(scope, invoice, plan.value.parts, attemptNo);
    await scope.event("capture_requested", {
      invoiceNumber: invoice.invoiceNumber,
      attemptNo,
      manual: input.manual,
      kinds: plan.value.parts.map((part) => part.kind),
    });
    await scope.audit("payment.capture_requested", { after: { invoiceId: invoice.id, attemptNo, attemptIds } });
    return ok({ attemptIds, attemptNo });
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

async function requestPart(
  scope: OrderChange,
  invoice: Invoice,
  part: CapturePart,
  attemptNo: number,
  isManual: boolean,
): Promise<string> {
  const { tx, order, author } = scope;
  const authorizationId =
    part.kind === "capture" ? await reserveOnHold(scope, part) : await openSuccessorHold(scope, part);
  const hold = order.authorizations.find((each) => each.id === authorizationId);
  const method = order.methods.find((each) => each.id === part.paymentMethodId);
  if (!method) throw new Error(`order ${order.id} lost payment method ${part.paymentMethodId}`);
  const captureId = newId("cap");
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
  const common = {
    orderId: order.id,
    orderNumber: order.orderNumber,
    gateway: method.gateway,
    obligation: obligationOf(part, invoice.id),
    amount: part.amount,
    attemptNo,
    isManual,
    subjects: { paymentMethodId: method.id, authorizationId, captureId, invoiceId: invoice.id },
  };
  if (part.kind === "capture") {
    const authorizationReference = hold?.gatewayReference;
    if (!authorizationReference) throw new Error(`hold ${authorizationId} has no gateway reference`);
    return requestAttempt(tx, author, {
      ...common,
      operation: "capture",
      request: { amount: part.amount, authorizationReference, isFinal: part.isFinal },
    });
  }
  if (!method.token) throw new Error(`payment method ${method.id} has no token to charge`);
  const instrument = { kind: method.kind, token: method.token, customerToken: method.customerToken };
  return requestAttempt(tx, author, {
    ...common,
    operation: "authorize_and_capture",
    request: { amount: part.amount, instrument, initiator: "merchant" },
  });
}

async function reserveOnHold(
  { tx, order }: OrderChange,
  part: Extract<CapturePart, { kind: "capture" }>,
): Promise<string> {
  await tx.rows(
    "UPDATE authorizations SET reserved_minor = reserved_minor + $3, version = version + 1 WHERE store_id = $1 AND id = $2",
    [order.storeId, part.authorizationId, part.amount.amountMinor],
  );
  return part.authorizationId;
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
  { tx, order }: OrderChange,
  invoice: Invoice,
  parts: readonly CapturePart[],
  attemptNo: number,
): Promise<void> {
  const reserved = add(
    invoice.reserved,
    sum(
      invoice.amount.currency,
      parts.map((part) => part.amount),
    ),
  );
  const status = (invoiceTransitions[invoice.status] as Partial<Record<"capture_requested", "capturing">>)
    .capture_requested;
  if (!status) throw new Error(`invoice ${invoice.id} cannot be captured while ${invoice.status}`);
  await tx.rows(
    "UPDATE invoices SET status = $3, reserved_minor = $4, attempt_count = $5, next_attempt_at = NULL, version = version + 1 WHERE store_id = $1 AND id = $2",
    [order.storeId, invoice.id, status, reserved.amountMinor, attemptNo],
  );
}
