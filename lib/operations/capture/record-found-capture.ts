import { newId } from "@/lib/db/new-id";
import { recordLedger } from "@/lib/db/stores/history-store";
import { toDate } from "@/lib/db/to-domain";
import type { Authorization } from "@/lib/payments/authorization";
import { authorizationAfter } from "@/lib/payments/authorizing";
import { invoiceRest } from "@/lib/payments/capturing";
import type { AuthorizationState } from "@/lib/payments/gateway";
import type { Invoice } from "@/lib/payments/invoice";
import { capturedEntries, foundEntries, releasedEntries } from "@/lib/payments/ledger";
import { compare, isPositive, type Money, smaller, subtract } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { ok, type Result } from "@/lib/payments/result";
import { isEnded } from "@/lib/payments/spare-money";
import { reopenOrComplete } from "../attempt/reopen-or-complete";
import { changeOrder, type OrderChange, type OrderMissing } from "../change-order";
import type { HoldSubject } from "../notification/find-subjects";
import type { OperationContext } from "../operation-context";
import { refundFromLineage } from "../refund/request-refund";

type CapturedState = Extract<AuthorizationState, { kind: "captured" }>;

/**
 * The gateway holds more captured money than we know of: a success that came after its refusal, or a capture by another hand. It pays an invoice that is
 * owed; whatever fits none is spare, with a deadline (I9, I18, I20). Money that we had wanted to release goes back as a refund, once (RF-3).
 * Answers whether there was any.
 */
export async function recordFoundCapture(
  context: OperationContext,
  subject: HoldSubject,
  state: CapturedState,
): Promise<Result<boolean, OrderMissing>> {
  return changeOrder(context, { orderId: subject.orderId }, async (scope) => {
    const hold = scope.order.authorizations.find((each) => each.id === subject.authorizationId);
    if (!hold || hold.captured.currency !== state.captured.currency) return ok(false);
    const isAsked =
      isPositive(hold.reserved) || scope.order.openAttempts.some(({ operation }) => operation === "capture");
    const found = subtract(state.captured, hold.captured);
    // What we have asked for ourselves is told by its own call.
    if (isAsked || !isPositive(found) || compare(state.captured, hold.amount) > 0) return ok(false);
    const invoice = owedInvoice(scope.order);
    await writeFound(scope, { hold, found, invoice, reference: state.captureReference });
    await scope.event("late_capture_found", {
      amountMinor: found.amountMinor.toString(),
      currency: found.currency,
      invoiceNumber: invoice?.invoiceNumber ?? null,
      paymentMethodId: hold.paymentMethodId,
    });
    await scope.audit("payment.late_capture_found", {
      before: { capturedMinor: hold.captured.amountMinor.toString() },
      after: { capturedMinor: state.captured.amountMinor.toString(), captureReference: state.captureReference },
    });
    const { storeId, id: orderId, status: before } = scope.order;
    await reopenOrComplete(scope.tx, scope.author, { storeId, orderId, before });
    if (await wasToBeReleased(scope, hold)) {
      await refundFromLineage(scope, {
        amount: found,
        reason: "Its hold was to be released, and was captured meanwhile",
      });
    }
    return ok(true);
  });
}

type Found = { hold: Authorization; found: Money; invoice: Invoice | undefined; reference: string };

async function writeFound({ tx, order }: OrderChange, { hold, found, invoice, reference }: Found): Promise<void> {
  const { storeId } = order;
  const captureId = newId("cap");
  await tx.insert("captures", {
    storeId,
    id: captureId,
    orderId: order.id,
    invoiceId: invoice?.id ?? null,
    authorizationId: hold.id,
    paymentMethodId: hold.paymentMethodId,
    gatewayReference: reference,
    status: "captured",
    amountMinor: found.amountMinor,
    currency: found.currency,
    requestedAt: toDate(tx.now),
    capturedAt: toDate(tx.now),
  });
  const wasHeld =
    hold.status === "authorized" || hold.status === "void_requested" || hold.status === "void_unconfirmed";
  const status = authorizationAfter(hold.status, "fully_captured") ?? hold.status;
  await tx.rows(
    "UPDATE authorizations SET captured_minor = captured_minor + $3, status = $4, version = version + 1 WHERE store_id = $1 AND id = $2",
    [storeId, hold.id, found.amountMinor, status],
  );
  await tx.rows(
    "UPDATE orders SET captured_minor = captured_minor + $3, version = version + 1, updated_at = $4 WHERE store_id = $1 AND id = $2",
    [storeId, order.id, found.amountMinor, toDate(tx.now)],
  );
  if (invoice) await payInvoice(tx, storeId, invoice, { captureId, found });
  // The promise of a hold that had ended is off the books already.
  const entries = wasHeld ? capturedEntries(found, hold.gateway) : foundEntries(found, hold.gateway);
  await recordLedger(tx, storeId, order.id, captureId, entries);
  const rest = subtract(subtract(hold.amount, hold.captured), found);
  if (wasHeld && isPositive(rest))
    await recordLedger(tx, storeId, order.id, hold.id, releasedEntries(rest, hold.gateway));
}

async function payInvoice(
  tx: OrderChange["tx"],
  storeId: string,
  invoice: Invoice,
  { captureId, found }: { captureId: string; found: Money },
): Promise<void> {
  const taken = smaller(found, invoiceRest(invoice));
  const isPaid = compare(taken, invoiceRest(invoice)) === 0;
  await tx.rows(
    `UPDATE invoices SET captured_minor = captured_minor + $3, version = version + 1, capture_id = $4, last_reason = NULL, next_step = NULL,
       next_attempt_at = NULL, status = CASE WHEN $5 THEN 'captured' ELSE status END, paid_at = CASE WHEN $5 THEN $6::timestamptz ELSE paid_at END
     WHERE store_id = $1 AND id = $2`,
    [storeId, invoice.id, taken.amountMinor, captureId, isPaid, toDate(tx.now)],
  );
}

/** The first invoice that is owed and that nothing else is being captured for. */
function owedInvoice(order: Order): Invoice | undefined {
  if (isEnded(order)) return undefined;
  const isOwed = ({ status }: Invoice) => status === "open" || status === "failed" || status === "finally_failed";
  return order.invoices.find(
    (invoice) => isOwed(invoice) && isPositive(invoiceRest(invoice)) && !isPositive(invoice.reserved),
  );
}

/** We had asked for this hold's release, and the gateway said that it was captured: the other verb, once (RF-3, PR-4). */
async function wasToBeReleased({ tx, order }: OrderChange, hold: Authorization): Promise<boolean> {
  const refusals = await tx.rows(
    `SELECT 1 FROM attempts WHERE store_id = $1 AND authorization_id = $2 AND operation = 'void' AND reason = 'already_captured' LIMIT 1`,
    [order.storeId, hold.id],
  );
  return refusals.length > 0;
}
