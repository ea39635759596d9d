import { z } from "zod";
import { newId } from "@/lib/db/new-id";
import { recordLedger } from "@/lib/db/stores/history-store";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { later, MINUTE_MS } from "@/lib/payments/instant";
import { invoicedEntries } from "@/lib/payments/ledger";
import { orderTransitions } from "@/lib/payments/order-state";
import { ok, type Result, refused } from "@/lib/payments/result";
import { decideShip } from "@/lib/payments/shipping";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
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

    const invoiceId = newId("inv");
    const invoiceNumber = await nextInvoiceNumber(tx, storeId);
    await tx.insert("invoices", {
      storeId,
      id: invoiceId,
      invoiceNumber,
      orderId,
      releaseNo: key.releaseNo,
      status: "open",
      amountMinor: invoiceAmount.amountMinor,
      currency,
      issuedAt: now,
      // The job below captures at once; this is the net under it (W35), wide enough for a morning's backlog: what waits its turn is no lost job.
      nextAttemptAt: toDate(later(tx.now, 3 * MINUTE_MS)),
    });
    await recordLedger(tx, storeId, orderId, invoiceId, invoicedEntries(invoiceAmount));
    await tx.addJob("capture_invoice", { storeId, orderId, invoiceId }, { key: `capture:${invoiceId}` });
    await scope.event("release_shipped", {
      releaseNo: key.releaseNo,
      invoiceNumber,
      amountMinor: invoiceAmount.amountMinor.toString(),
      currency,
    });
    await scope.audit("release.shipped", { after: { releaseNo: key.releaseNo, invoiceNumber } });
    return ok({ invoiceId, invoiceNumber, isRepeat: false });
  });
}

/** A counter under its own row lock: numbers have no gaps that a rollback could not explain, and no two are alike. */
async function nextInvoiceNumber(tx: Tx, storeId: string): Promise<string> {
  const [row] = await tx.rows<{ number: bigint }>(
    "UPDATE stores SET next_invoice_number = next_invoice_number + 1 WHERE id = $1 RETURNING next_invoice_number - 1 AS number",
    [storeId],
  );
  return `INV-${String(row?.number ?? 0n).padStart(6, "0")}`;
}
