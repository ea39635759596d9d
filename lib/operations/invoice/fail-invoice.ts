import type { HouseReason } from "@/lib/payments/decline-reasons";
import type { Invoice } from "@/lib/payments/invoice";
import type { OrderChange } from "../change-order";

/** An invoice that is owed and for which no money can be asked fails visibly, with why, and nothing about it is automatic any more (P03, I18). */
export async function failInvoice(
  { tx, order, event }: Pick<OrderChange, "tx" | "order" | "event">,
  invoice: Invoice,
  failure: { readonly status: "failed" | "finally_failed"; readonly reason: HouseReason },
  why: string,
): Promise<void> {
  await tx.rows(
    "UPDATE invoices SET status = $3, last_reason = $4, last_failed_at = $5, next_attempt_at = NULL, version = version + 1 WHERE store_id = $1 AND id = $2",
    [order.storeId, invoice.id, failure.status, invoice.lastReason ?? failure.reason, new Date(tx.now)],
  );
  await event("capture_not_possible", { invoiceNumber: invoice.invoiceNumber, why });
}
