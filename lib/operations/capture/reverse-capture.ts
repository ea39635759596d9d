import { recordLedger } from "@/lib/db/stores/history-store";
import { loadRecoveryPolicy } from "@/lib/db/stores/recovery-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toMoney } from "@/lib/db/to-domain";
import { applyCaptureOutcome, invoiceAfter } from "@/lib/payments/capture-outcome";
import { failedMethodOf } from "@/lib/payments/failed-method";
import type { GatewayName, LateRefusal } from "@/lib/payments/gateway";
import type { Invoice } from "@/lib/payments/invoice";
import { reversedEntries } from "@/lib/payments/ledger";
import type { Order } from "@/lib/payments/order";
import { holdStatusFor, recommend } from "@/lib/payments/recovery";
import { ok, type Result, refused } from "@/lib/payments/result";
import { reopenOrComplete } from "../attempt/reopen-or-complete";
import { changeOrder, type OrderChange, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { takeBackPrepaid } from "../refund/prepaid-of-lineage";
import { warnShipping } from "./warn-shipping";

/**
 * Money that counted as captured was refused after all (X05): the capture fails, its invoice is owed again, a completed order is open again, it comes back
 * in front of a person, and whoever ships is told. Old news changes nothing. Answers whether anything changed.
 */
export async function reverseCapture(
  context: OperationContext,
  captureId: string,
  refusal: LateRefusal,
): Promise<Result<boolean, OrderMissing | "capture_not_found">> {
  const found = await context.pool.query<{ order_id: string }>(
    "SELECT order_id FROM captures WHERE store_id = $1 AND id = $2",
    [context.storeId, captureId],
  );
  const orderId = found.rows[0]?.order_id;
  if (orderId === undefined) return refused("capture_not_found");
  return changeOrder(context, { orderId }, async (scope) => ok(await reverseInside(scope, captureId, refusal)));
}

/** The same inside a change that is already open, as for a check that came back. */
export async function reverseInside(scope: OrderChange, captureId: string, refusal: LateRefusal): Promise<boolean> {
  const { tx, order, author, loaded } = scope;
  const key = { storeId: order.storeId, id: captureId };
  const [capture] = await tx.select("captures", key, { lock: true });
  if (capture?.status !== "captured") return false;
  await tx.update("captures", key, { status: "failed", version: capture.version + 1 });
  await takeOffBooks(scope, capture);
  if (capture.appliedMinor > 0n)
    await takeBackPrepaid(scope, { id: capture.id, applied: toMoney(capture.appliedMinor, capture.currency) });
  const invoice = order.invoices.find((each) => each.id === capture.invoiceId);
  if (invoice) await reopenInvoice(scope, invoice, capture, refusal);
  const line = {
    captureId,
    amountMinor: capture.amountMinor.toString(),
    currency: capture.currency,
    invoiceNumber: invoice?.invoiceNumber ?? null,
    ...refusal,
    ...(capture.refundedMinor > 0n && { refundedBeforeMinor: capture.refundedMinor.toString() }),
  };
  await scope.event("capture_refused_late", line);
  await scope.audit("payment.capture_refused_late", { before: { status: "captured" }, after: line });
  await reopenOrComplete(tx, author, { storeId: order.storeId, orderId: order.id, before: order.status });
  await warnShipping(scope, { orderNumber: loaded.row.orderNumber, supportEmail: await supportEmailOf(scope) });
  return true;
}

/** Hold, order and ledger without the money. What had been refunded of it is a loss, and stands in the event. */
async function takeOffBooks({ tx, order }: OrderChange, capture: RowOf<"captures">): Promise<void> {
  const { storeId, amountMinor, refundedMinor } = capture;
  await tx.rows(
    "UPDATE authorizations SET captured_minor = captured_minor - $3, version = version + 1 WHERE store_id = $1 AND id = $2",
    [storeId, capture.authorizationId, amountMinor],
  );
  await tx.rows(
    "UPDATE orders SET captured_minor = captured_minor - $3, refunded_minor = refunded_minor - $4, version = version + 1, updated_at = $5 WHERE store_id = $1 AND id = $2",
    [storeId, order.id, amountMinor, refundedMinor, toDate(tx.now)],
  );
  const gateway = order.authorizations.find((hold) => hold.id === capture.authorizationId)?.gateway;
  const amount = toMoney(amountMinor, capture.currency);
  await recordLedger(tx, storeId, order.id, capture.id, reversedEntries(amount, gateway as GatewayName));
}

async function reopenInvoice(
  { tx, order, loaded }: OrderChange,
  invoice: Invoice,
  capture: RowOf<"captures">,
  refusal: LateRefusal,
): Promise<void> {
  const counted = order.captures.find((each) => each.id === capture.id);
  const effect = counted && applyCaptureOutcome(invoice, counted, "declined", refusal.reason);
  const status = (effect?.invoiceEvent && invoiceAfter(invoice.status, effect.invoiceEvent)) ?? invoice.status;
  // The goods are gone: a person decides what comes next, nothing is tried by itself.
  const after: Order = {
    ...order,
    authorizations: order.authorizations.map((hold) =>
      hold.id === capture.authorizationId
        ? { ...hold, captured: toMoney(hold.captured.amountMinor - capture.amountMinor, capture.currency) }
        : hold,
    ),
  };
  const { step } = recommend({
    order: after,
    invoice: { ...invoice, status },
    reason: refusal.reason,
    rawCode: refusal.rawCode,
    ...failedMethodOf(after, invoice),
    amount: toMoney(capture.amountMinor, capture.currency),
    holdStatus: holdStatusFor(after, tx.now),
    attemptNo: invoice.attemptCount,
    policy: await loadRecoveryPolicy(tx, loaded.row),
    canUseSavedInstrument: true,
    isFraudStopped: order.isFraudStopped,
    now: tx.now,
  });
  await tx.rows(
    `UPDATE invoices SET captured_minor = captured_minor - $3, status = $4, last_reason = $5, last_raw_code = $6, last_raw_message = $7,
       last_failed_at = $8, next_step = $9, next_attempt_at = NULL, paid_at = NULL, capture_id = NULL, version = version + 1
     WHERE store_id = $1 AND id = $2`,
    [
      order.storeId,
      invoice.id,
      capture.amountMinor,
      status,
      refusal.reason,
      refusal.rawCode,
      refusal.rawMessage,
      toDate(tx.now),
      step,
    ],
  );
  await tx.rows("UPDATE releases SET capture_date = NULL WHERE store_id = $1 AND order_id = $2 AND release_no = $3", [
    order.storeId,
    order.id,
    invoice.releaseNo,
  ]);
}

async function supportEmailOf({ tx, order }: OrderChange): Promise<string> {
  const [store] = await tx.select("stores", { id: order.storeId });
  return store?.supportEmail ?? "";
}
