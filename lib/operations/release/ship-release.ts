import { z } from "zod";
import { newId } from "@/lib/db/new-id";
import { recordLedger } from "@/lib/db/stores/history-store";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { later, MINUTE_MS } from "@/lib/payments/instant";
import { invoicedEntries, prepaidTakenEntries } from "@/lib/payments/ledger";
import { isPositive, type Money } from "@/lib/payments/money";
import { orderTransitions } from "@/lib/payments/order-state";
import { takePrepaid } from "@/lib/payments/paying-ahead";
import { ok, type Result, refused } from "@/lib/payments/result";
import { decideShip } from "@/lib/payments/shipping";
import { completeWhenPaid } from "../attempt/reopen-or-complete";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import { textSchema } from "../input-schemas";
import type { OperationContext } from "../operation-context";

export const shipReleaseInput = z.strictObject({
  carrier: textSchema(60).optional(),
  trackingNumber: textSchema(80).optional(),
});
export type ShipReleaseInput = z.output<typeof shipReleaseInput>;

export type ShipReleaseRefusal =
  | OrderMissing
  | "order_not_confirmed"
  | "order_closed"
  | "no_such_release"
  | "release_cancelled"
  | "order_fraud_stopped"
  | "blocked_by_payment";

export type ShipAnswer = { readonly invoiceId: string; readonly invoiceNumber: string; readonly isRepeat: boolean };

/**
 * Reports that a release has left: an invoice appears and its capture is queued in this very transaction, so shipping never waits for a gateway
 * (W01 to W04). A repeat answers as before and does nothing.
 */
export async function shipRelease(
  context: OperationContext,
  key: OrderKey & { readonly releaseNo: number },
  input: ShipReleaseInput,
): Promise<Result<ShipAnswer, ShipReleaseRefusal>> {
  return changeOrder(context, key, async (scope): Promise<Result<ShipAnswer, ShipReleaseRefusal>> => {
    const { tx, order, loaded } = scope;
    const { storeId, id: orderId, currency } = loaded.row;
    const decision = decideShip(order, key.releaseNo);
    if (!decision.ok) {
      if (decision.reason !== "already_shipped") return refused(decision.reason, decision.detail);
      const known = order.invoices.find((invoice) => invoice.releaseNo === key.releaseNo);
      if (!known) throw new Error(`shipped release ${orderId}/${key.releaseNo} has no invoice`);
      return ok({ invoiceId: known.id, invoiceNumber: known.invoiceNumber, isRepeat: true });
    }
    const { invoiceAmount, orderEvent } = decision.value;
    const now = toDate(tx.now);
    await tx.update(
      "releases",
      { storeId, orderId, releaseNo: key.releaseNo, status: "open" },
      {
        status: "shipped",
        shippedAt: now,
        carrier: input.carrier ?? null,
        trackingNumber: input.trackingNumber ?? null,
      },
    );
    const status = orderTransitions.confirmed[orderEvent];
    await tx.update(
      "orders",
      { storeId, id: orderId },
      { status, updatedAt: now, ...(status === "shipped" ? { shippedAt: now } : {}) },
    );

    const { taken, isPaid } = takePrepaid(order, invoiceAmount);
    const invoiceId = newId("inv");
    const invoiceNumber = await nextInvoiceNumber(tx, storeId);
    await tx.insert("invoices", {
      storeId,
      id: invoiceId,
      invoiceNumber,
      orderId,
      releaseNo: key.releaseNo,
      status: isPaid ? "captured" : "open",
      amountMinor: invoiceAmount.amountMinor,
      capturedMinor: taken.amountMinor,
      currency,
      issuedAt: now,
      paidAt: isPaid ? now : null,
      // The job below captures at once; this is the net under it (W35), wide enough for a morning's backlog: what waits its turn is no lost job.
      nextAttemptAt: isPaid ? null : toDate(later(tx.now, 3 * MINUTE_MS)),
    });
    await recordLedger(tx, storeId, orderId, invoiceId, invoicedEntries(invoiceAmount));
    if (!isPaid) await tx.addJob("capture_invoice", { storeId, orderId, invoiceId }, { key: `capture:${invoiceId}` });
    await scope.event("release_shipped", {
      releaseNo: key.releaseNo,
      invoiceNumber,
      amountMinor: invoiceAmount.amountMinor.toString(),
      currency,
    });
    await scope.audit("release.shipped", { after: { releaseNo: key.releaseNo, invoiceNumber } });
    if (isPositive(taken)) await payFromPrepaid(scope, { id: invoiceId, invoiceNumber, taken });
    if (isPaid) await finishPaid(scope, { releaseNo: key.releaseNo, before: status });
    return ok({ invoiceId, invoiceNumber, isRepeat: false });
  });
}

/** What the order was paid ahead pays for these goods first; no gateway is asked for that part (PR-5). */
async function payFromPrepaid(
  scope: OrderChange,
  invoice: { readonly id: string; readonly invoiceNumber: string; readonly taken: Money },
): Promise<void> {
  const { tx, order } = scope;
  const { id, invoiceNumber, taken } = invoice;
  await tx.rows("UPDATE orders SET prepaid_minor = prepaid_minor - $3 WHERE store_id = $1 AND id = $2", [
    order.storeId,
    order.id,
    taken.amountMinor,
  ]);
  await recordLedger(tx, order.storeId, order.id, id, prepaidTakenEntries(taken));
  const line = { invoiceNumber, amountMinor: taken.amountMinor.toString(), currency: taken.currency };
  await scope.event("prepaid_taken", line);
  await scope.audit("payment.prepaid_taken", { after: line });
}

/** Nothing is to be captured for these goods: the order may be complete with them, and then needs no hold any more. */
async function finishPaid(
  { tx, author, order }: OrderChange,
  { releaseNo, before }: { readonly releaseNo: number; readonly before: string },
): Promise<void> {
  const { storeId, id: orderId } = order;
  await tx.update("releases", { storeId, orderId, releaseNo }, { captureDate: toDate(tx.now) });
  await completeWhenPaid(tx, author, { storeId, orderId, before });
}

/** A counter under its own row lock: numbers have no gaps that a rollback could not explain, and no two are alike. */
async function nextInvoiceNumber(tx: Tx, storeId: string): Promise<string> {
  const [row] = await tx.rows<{ number: bigint }>(
    "UPDATE stores SET next_invoice_number = next_invoice_number + 1 WHERE id = $1 RETURNING next_invoice_number - 1 AS number",
    [storeId],
  );
  return `INV-${String(row?.number ?? 0n).padStart(6, "0")}`;
}
