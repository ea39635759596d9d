import { recordAudit, recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import {
  applyCaptureOutcome,
  captureAfter,
  invoiceAfter,
  orderEventAfterCapture,
} from "@/lib/payments/capture-outcome";
import type { HouseReason } from "@/lib/payments/decline-reasons";
import type { Capture } from "@/lib/payments/invoice";
import { reversedEntries } from "@/lib/payments/ledger";
import { orderTransitions } from "@/lib/payments/order-state";
import { recommend } from "@/lib/payments/recovery";
import { defaultRetryPolicy } from "@/lib/payments/retry-policy";
import type { OrderChange } from "../change-order";

export type LateRefusal = {
  readonly reason: HouseReason;
  readonly rawCode: string | null;
  readonly rawMessage: string | null;
};

/**
 * Money that counted as captured does not any more (X05): capture and invoice fail, what was captured is taken off hold, invoice, release and order, the debt goes
 * back to the customer in the books, and a completed order is open again. A capture that is not `captured` is left as it is.
 */
export async function reverseCapture(
  { tx, author, order, loaded }: Pick<OrderChange, "tx" | "author" | "order" | "loaded">,
  capture: Capture,
  refusal: LateRefusal,
): Promise<void> {
  const invoice = order.invoices.find((each) => each.id === capture.invoiceId);
  const hold = order.authorizations.find((each) => each.id === capture.authorizationId);
  if (!invoice || !hold) throw new Error(`capture ${capture.id} lost its invoice or hold`);
  const effect = applyCaptureOutcome(invoice, capture, "declined", refusal.reason);
  const status = effect.captureEvent && captureAfter(capture.status, effect.captureEvent);
  if (!effect.isReversed || !status) return;
  const { storeId, id: orderId } = order;
  const { amountMinor, currency } = capture.amount;
  const invoiceStatus = (effect.invoiceEvent && invoiceAfter(invoice.status, effect.invoiceEvent)) ?? invoice.status;
  const advice = recommend({
    order,
    invoice: { ...invoice, status: invoiceStatus },
    reason: refusal.reason,
    holdStatus: hold.status,
    attemptNo: invoice.attemptCount,
    policy: defaultRetryPolicy,
    canUseSavedInstrument: true,
    isFraudStopped: order.isFraudStopped,
    now: tx.now,
  });
  await tx.update("captures", { storeId, id: capture.id }, { status });
  await tx.rows(
    "UPDATE authorizations SET captured_minor = captured_minor - $3, version = version + 1 WHERE store_id = $1 AND id = $2",
    [storeId, hold.id, amountMinor],
  );
  await tx.rows(
    `UPDATE invoices SET captured_minor = captured_minor - $3, status = $4, last_reason = $5, last_raw_code = $6, last_raw_message = $7,
       last_failed_at = $8, next_step = $9, next_attempt_at = $10, paid_at = NULL, capture_id = NULL, version = version + 1
     WHERE store_id = $1 AND id = $2`,
    [
      storeId,
      invoice.id,
      amountMinor,
      invoiceStatus,
      refusal.reason,
      refusal.rawCode,
      refusal.rawMessage,
      toDate(tx.now),
      advice.step,
      advice.isAutomatic && advice.notBefore !== null ? toDate(advice.notBefore) : null,
    ],
  );
  await tx.update("releases", { storeId, orderId, releaseNo: invoice.releaseNo }, { captureDate: null });
  await tx.rows("UPDATE orders SET captured_minor = captured_minor - $3 WHERE store_id = $1 AND id = $2", [
    storeId,
    orderId,
    amountMinor,
  ]);
  await recordLedger(tx, storeId, orderId, capture.id, reversedEntries(capture.amount, hold.gateway));
  await recordAudit(tx, author, {
    action: "payment.capture_reversed",
    subjectKind: "capture",
    subjectId: capture.id,
    orderId,
    reason: refusal.rawMessage,
    before: { status: capture.status },
    after: { status, amountMinor: amountMinor.toString() },
  });
  await recordEvent(tx, author, orderId, "capture_failed", {
    reason: refusal.reason,
    rawCode: refusal.rawCode,
    rawMessage: refusal.rawMessage,
    amountMinor: amountMinor.toString(),
    currency,
    invoiceId: invoice.id,
    invoiceNumber: invoice.invoiceNumber,
    isLate: true,
  });
  const changed = await loadOrderForChange(tx, storeId, orderId);
  const event = changed && orderEventAfterCapture(changed.order);
  const next = event && (orderTransitions as Record<string, Record<string, string>>)[loaded.row.status]?.[event];
  if (next && next !== changed?.row.status) {
    await tx.update("orders", { storeId, id: orderId }, { status: next });
    await recordEvent(tx, author, orderId, "order_reopened");
  }
}
