import { invoiceRest } from "./capturing";
import type { Instant } from "./instant";
import type { Invoice } from "./invoice";
import { add, isPositive, type Money, smaller, subtract, sum } from "./money";
import type { Order } from "./order";
import { decidePayAhead, type PayAheadRefusal } from "./paying-ahead";
import { ok, type Result, refused } from "./result";
import { isEnded, spareOf } from "./spare-money";

/** Money for one order: for an invoice that it owes, or, without one, for what it has yet to ship. */
export type SparePart = { readonly order: Order; readonly invoice: Invoice | null; readonly amount: Money };
export type SparePlan = { readonly parts: readonly SparePart[] };
export type SpareRefusal = "nothing_spare" | PayAheadRefusal;

/**
 * Where an order's spare money goes, in minor units: to what the other orders of its lineage, the oldest first, owe for goods that have shipped; what is left
 * pays them ahead (I18, PR-5). Invoices that a call is out for are left alone (I6), and whatever is stopped for fraud (I14). Refuses where nothing could be
 * moved, with what stands in the way.
 */
export function planSpare(giver: Order, others: readonly Order[], now: Instant): Result<SparePlan, SpareRefusal> {
  let left = spareOf(giver);
  if (!isPositive(left)) return refused("nothing_spare");
  if (giver.isFraudStopped) return refused("order_fraud_stopped");
  const parts: SparePart[] = [];
  const put = (order: Order, invoice: Invoice | null, most: Money) => {
    const amount = smaller(left, most);
    if (!isPositive(amount)) return;
    left = subtract(left, amount);
    parts.push({ order, invoice, amount });
  };
  for (const order of others) for (const invoice of owedInvoices(order)) put(order, invoice, invoiceRest(invoice));
  const reasons: PayAheadRefusal[] = [];
  for (const order of others) {
    const most = decidePayAhead(withPaid(order, parts), now);
    if (most.ok) put(order, null, most.value);
    else if (most.reason !== "nothing_due") reasons.push(most.reason);
  }
  return parts.length > 0 ? ok({ parts }) : refused(reasons[0] ?? "nothing_due");
}

function owedInvoices(order: Order): Invoice[] {
  if (isEnded(order) || order.isFraudStopped) return [];
  const isOwed = ({ status }: Invoice) => status === "open" || status === "failed" || status === "finally_failed";
  return order.invoices.filter(
    (invoice) => isOwed(invoice) && isPositive(invoiceRest(invoice)) && !isPositive(invoice.reserved),
  );
}

function withPaid(order: Order, parts: readonly SparePart[]): Order {
  const own = parts.filter((part) => part.order === order);
  const paid = sum(
    order.total.currency,
    own.map((part) => part.amount),
  );
  return { ...order, appliedIn: add(order.appliedIn, paid) };
}
