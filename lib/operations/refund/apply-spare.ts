import { recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { lineageOf } from "@/lib/db/stores/lineage-store";
import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import { invoiceRest } from "@/lib/payments/capturing";
import type { Invoice } from "@/lib/payments/invoice";
import { transferredInEntries, transferredOutEntries } from "@/lib/payments/ledger";
import { add, compare, isPositive, type Money, smaller, subtract, zero } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { ok, type Result, refused } from "@/lib/payments/result";
import { isEnded, spareOf } from "@/lib/payments/spare-money";
import { reopenOrComplete } from "../attempt/reopen-or-complete";
import { requestVoid } from "../authorization/request-void";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { settleOrder } from "../order/settle-order";

export type ApplySpareRefusal = OrderMissing | "nothing_spare" | "nothing_due" | "order_fraud_stopped";

/**
 * Money that an order keeps beyond its worth pays the invoices that other orders of its lineage still owe, the oldest first (I18, PR-5). No gateway is
 * asked: it moves between the books of two orders. Invoices that a call is out for are left alone (I6).
 */
export async function applySpare(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
): Promise<Result<{ applied: Money; orderNumbers: string[] }, ApplySpareRefusal>> {
  return changeOrder(
    context,
    key,
    async (scope): Promise<Result<{ applied: Money; orderNumbers: string[] }, ApplySpareRefusal>> => {
      const { tx, order } = scope;
      const spare = spareOf(order);
      if (!isPositive(spare)) return refused("nothing_spare");
      if (order.isFraudStopped) return refused("order_fraud_stopped");
      let left = spare;
      const orderNumbers: string[] = [];
      for (const id of await lineageOf(tx.rows, order.storeId, order.id)) {
        const target = id === order.id ? undefined : await loadOrderForChange(tx, order.storeId, id);
        if (!target || target.order.isFraudStopped) continue;
        const given = await payFrom(scope, target, left);
        if (!isPositive(given)) continue;
        left = subtract(left, given);
        orderNumbers.push(target.order.orderNumber);
      }
      if (orderNumbers.length === 0) return refused("nothing_due");
      return ok({ applied: subtract(spare, left), orderNumbers });
    },
  );
}

async function payFrom(scope: OrderChange, target: LoadedOrder, most: Money): Promise<Money> {
  let given = zero(most.currency);
  for (const invoice of owedInvoices(target.order)) {
    const amount = smaller(subtract(most, given), invoiceRest(invoice));
    if (!isPositive(amount)) break;
    await transfer(scope, target.order, invoice, amount);
    given = add(given, amount);
  }
  if (isPositive(given)) await finish(scope, target.order);
  return given;
}

function owedInvoices(order: Order): Invoice[] {
  if (isEnded(order)) return [];
  const isOwed = ({ status }: Invoice) => status === "open" || status === "failed" || status === "finally_failed";
  return order.invoices.filter(
    (invoice) => isOwed(invoice) && isPositive(invoiceRest(invoice)) && !isPositive(invoice.reserved),
  );
}

async function transfer(scope: OrderChange, target: Order, invoice: Invoice, amount: Money): Promise<void> {
  const { tx, author, order } = scope;
  const { storeId } = order;
  await takeFromCaptures(scope, amount);
  const isPaid = compare(amount, invoiceRest(invoice)) === 0;
  await tx.rows(
    `UPDATE invoices SET captured_minor = captured_minor + $3, version = version + 1, status = CASE WHEN $4 THEN 'captured' ELSE status END,
       paid_at = CASE WHEN $4 THEN $5::timestamptz ELSE paid_at END, next_attempt_at = CASE WHEN $4 THEN NULL ELSE next_attempt_at END
     WHERE store_id = $1 AND id = $2`,
    [storeId, invoice.id, amount.amountMinor, isPaid, toDate(tx.now)],
  );
  await tx.rows(
    "UPDATE orders SET applied_in_minor = applied_in_minor + $3, version = version + 1, updated_at = $4 WHERE store_id = $1 AND id = $2",
    [storeId, target.id, amount.amountMinor, toDate(tx.now)],
  );
  await recordLedger(tx, storeId, order.id, invoice.id, transferredOutEntries(amount));
  await recordLedger(tx, storeId, target.id, invoice.id, transferredInEntries(amount));
  const line = {
    from: order.orderNumber,
    to: target.orderNumber,
    invoiceNumber: invoice.invoiceNumber,
    amountMinor: amount.amountMinor.toString(),
    currency: amount.currency,
  };
  await scope.event("money_transferred", line);
  await recordEvent(tx, author, target.id, "money_transferred", line);
  await scope.audit("payment.applied", { after: line });
}

/** From the newest capture on, never more than each still keeps. */
async function takeFromCaptures({ tx, order }: OrderChange, amount: Money): Promise<void> {
  let left = amount.amountMinor;
  const captures = await tx.rows<{ id: string; kept: bigint }>(
    `SELECT id, amount_minor - refunded_minor - refund_reserved_minor - disputed_minor - applied_minor AS kept FROM captures
     WHERE store_id = $1 AND order_id = $2 AND status = 'captured' ORDER BY captured_at DESC, id DESC FOR UPDATE`,
    [order.storeId, order.id],
  );
  for (const { id, kept } of captures) {
    if (kept <= 0n || left === 0n) continue;
    let part = left;
    if (kept < left) part = kept;
    await tx.rows(
      "UPDATE captures SET applied_minor = applied_minor + $3, version = version + 1 WHERE store_id = $1 AND id = $2",
      [order.storeId, id, part],
    );
    left -= part;
  }
  if (left > 0n) throw new Error(`order ${order.id} keeps less than was to be applied`);
}

/** The order that was paid for is complete where nothing else is owed; holds that it no longer needs are released. */
async function finish({ tx, author }: OrderChange, target: Order): Promise<void> {
  const { storeId, id: orderId, status: before } = target;
  await reopenOrComplete(tx, author, { storeId, orderId, before });
  const loaded = await loadOrderForChange(tx, storeId, orderId);
  if (loaded?.order.status === "completed") {
    for (const hold of loaded.order.authorizations) await requestVoid({ tx, author, order: loaded.order }, hold);
  }
  await settleOrder(tx, storeId, orderId);
}
