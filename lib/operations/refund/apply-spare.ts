import { recordAudit, recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import { planSpare, type SparePart, type SpareRefusal } from "@/lib/payments/applying-spare";
import { approvalNeed } from "@/lib/payments/approval";
import { invoiceRest } from "@/lib/payments/capturing";
import { coverageOf } from "@/lib/payments/coverage";
import type { Invoice } from "@/lib/payments/invoice";
import {
  paidAheadEntries,
  prepaidFreedEntries,
  transferredInEntries,
  transferredOutEntries,
} from "@/lib/payments/ledger";
import { compare, isPositive, type Money, smaller, subtract, sum } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { ok, type Result, refused } from "@/lib/payments/result";
import { needlessPrepaid } from "@/lib/payments/spare-money";
import { closeHostedPages, endApproval } from "../approval/end-approval";
import { completeWhenPaid } from "../attempt/reopen-or-complete";
import { releaseNeedlessHolds } from "../authorization/release-unneeded-holds";
import type { OrderChange, OrderKey, OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { settleOrder } from "../order/settle-order";
import { changeLineage, type LineageChange } from "./change-lineage";

export type ApplySpareRefusal = OrderMissing | SpareRefusal;
export type AppliedSpare = {
  readonly applied: Money;
  /** What of it pays orders ahead whose goods have not shipped yet. */
  readonly ahead: Money;
  readonly orderNumbers: string[];
};

/**
 * Money that an order keeps beyond its worth pays the invoices that other orders of its lineage still owe, the oldest first; what is left pays ahead
 * for what they have yet to ship (I18, PR-5). No gateway is asked for money: it moves between the books of two orders. Invoices that a call is out for
 * are left alone (I6). Refuses with what stands in the way where nothing could be moved.
 */
export async function applySpare(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
): Promise<Result<AppliedSpare, ApplySpareRefusal>> {
  return changeLineage(context, key, async (scope): Promise<Result<AppliedSpare, ApplySpareRefusal>> => {
    const { tx, order } = scope;
    const others: Order[] = [];
    for (const id of scope.lineage) {
      const loaded = id === order.id ? undefined : await loadOrderForChange(tx, order.storeId, id);
      if (loaded) others.push(loaded.order);
    }
    const plan = planSpare(order, others, tx.now);
    if (!plan.ok) return refused(plan.reason);
    const { parts } = plan.value;
    const purse = new Purse(scope);
    for (const { order: target, invoice, amount } of parts)
      if (invoice) await payInvoice(purse, target, invoice, amount);
      else await payAhead(purse, target, amount);
    for (const target of new Set(parts.map((part) => part.order))) await followUp(scope, target);
    await settleOrder(tx, order.storeId, order.id);
    const sumOf = (some: readonly SparePart[]) =>
      sum(
        order.total.currency,
        some.map((part) => part.amount),
      );
    return ok({
      applied: sumOf(parts),
      ahead: sumOf(parts.filter(({ invoice }) => invoice === null)),
      orderNumbers: [...new Set(parts.map((part) => part.order.orderNumber))],
    });
  });
}

/** What the giving order has to give, and how it leaves its books: money that it was paid ahead first, then what its own captures keep. */
class Purse {
  private prepaid: Money;

  constructor(readonly scope: LineageChange) {
    this.prepaid = needlessPrepaid(scope.order);
  }

  async take(amount: Money, subject: string): Promise<void> {
    const { tx, order } = this.scope;
    const fromPrepaid = smaller(amount, this.prepaid);
    const fromCaptures = subtract(amount, fromPrepaid);
    this.prepaid = subtract(this.prepaid, fromPrepaid);
    if (isPositive(fromPrepaid)) {
      await tx.rows(
        "UPDATE orders SET prepaid_minor = prepaid_minor - $3, applied_in_minor = applied_in_minor - $3, version = version + 1, updated_at = $4 WHERE store_id = $1 AND id = $2",
        [order.storeId, order.id, fromPrepaid.amountMinor, toDate(tx.now)],
      );
      await recordLedger(tx, order.storeId, order.id, subject, prepaidFreedEntries(fromPrepaid));
    }
    if (!isPositive(fromCaptures)) return;
    await takeFromCaptures(this.scope, fromCaptures);
    await recordLedger(tx, order.storeId, order.id, subject, transferredOutEntries(fromCaptures));
  }

  async record(target: Order, amount: Money, invoiceNumber: string | null): Promise<void> {
    const { tx, author, order } = this.scope;
    const line = {
      from: order.orderNumber,
      to: target.orderNumber,
      invoiceNumber,
      amountMinor: amount.amountMinor.toString(),
      currency: amount.currency,
    };
    for (const { id } of [order, target]) await recordEvent(tx, author, id, "money_transferred", line);
    const about = { subjectKind: "order", subjectId: order.id, orderId: order.id };
    await recordAudit(tx, author, { action: "payment.applied", ...about, after: line });
  }
}

async function payInvoice(purse: Purse, target: Order, invoice: Invoice, amount: Money): Promise<void> {
  const { tx } = purse.scope;
  const { storeId } = target;
  await purse.take(amount, invoice.id);
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
  await recordLedger(tx, storeId, target.id, invoice.id, transferredInEntries(amount));
  await purse.record(target, amount, invoice.invoiceNumber);
}

async function payAhead(purse: Purse, target: Order, amount: Money): Promise<void> {
  const { tx } = purse.scope;
  const { storeId, id: orderId } = target;
  await purse.take(amount, orderId);
  await tx.rows(
    `UPDATE orders SET applied_in_minor = applied_in_minor + $3, prepaid_minor = prepaid_minor + $3, version = version + 1, updated_at = $4
     WHERE store_id = $1 AND id = $2`,
    [storeId, orderId, amount.amountMinor, toDate(tx.now)],
  );
  await recordLedger(tx, storeId, orderId, orderId, paidAheadEntries(amount));
  await purse.record(target, amount, null);
}

/** The order that was paid for may be complete; its customer is asked for less or for nothing, and holds that it needs no longer go back. */
async function followUp({ tx, author }: LineageChange, { storeId, id: orderId, status: before }: Order): Promise<void> {
  await completeWhenPaid(tx, author, { storeId, orderId, before });
  const paid = await loadOrderForChange(tx, storeId, orderId);
  if (paid?.order.status === "confirmed") {
    await tellTheCustomersPage({ tx, author, order: paid.order });
    await releaseNeedlessHolds({ tx, author, order: paid.order });
  }
  await settleOrder(tx, storeId, orderId);
}

/** Pages at the gateway show more than is due now (I13, I19). The question itself ends where there is nothing left to agree to or to pay. */
async function tellTheCustomersPage(scope: Pick<OrderChange, "tx" | "author" | "order">): Promise<void> {
  const { tx, order } = scope;
  if (order.approval === null) return;
  const isOpen = approvalNeed(order).needed || isPositive(coverageOf(order, tx.now).due);
  if (isOpen) await closeHostedPages(scope, order.approval.id);
  else await endApproval(scope, "withdrawn");
}

/** From the newest capture on, never more than each still keeps. */
async function takeFromCaptures({ tx, order }: LineageChange, amount: Money): Promise<void> {
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
