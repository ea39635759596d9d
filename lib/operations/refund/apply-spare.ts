import { recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { lineageOf } from "@/lib/db/stores/lineage-store";
import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
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
import { add, compare, isPositive, type Money, smaller, subtract, zero } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { decidePayAhead, type PayAheadRefusal } from "@/lib/payments/paying-ahead";
import { ok, type Result, refused } from "@/lib/payments/result";
import { isEnded, needlessPrepaid, spareOf } from "@/lib/payments/spare-money";
import { closeHostedPages, endApproval } from "../approval/end-approval";
import { completeWhenPaid } from "../attempt/reopen-or-complete";
import { releaseNeedlessHolds } from "../authorization/release-unneeded-holds";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { settleOrder } from "../order/settle-order";

export type ApplySpareRefusal = OrderMissing | "nothing_spare" | PayAheadRefusal;
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
  return changeOrder(context, key, async (scope): Promise<Result<AppliedSpare, ApplySpareRefusal>> => {
    const { tx, order } = scope;
    const spare = spareOf(order);
    if (!isPositive(spare)) return refused("nothing_spare");
    if (order.isFraudStopped) return refused("order_fraud_stopped");
    const purse = new Purse(scope, spare);
    const others = (await lineageOf(tx.rows, order.storeId, order.id)).filter((id) => id !== order.id);
    for (const id of others) {
      const target = await loadOrderForChange(tx, order.storeId, id);
      if (target && !target.order.isFraudStopped) await payOwed(purse, target);
    }
    const applied = subtract(spare, purse.left);
    const reasons: PayAheadRefusal[] = [];
    for (const id of others) {
      const target = isPositive(purse.left) ? await loadOrderForChange(tx, order.storeId, id) : undefined;
      const reason = target && (await payAhead(purse, target));
      if (reason) reasons.push(reason);
    }
    if (purse.orderNumbers.size === 0) return refused(reasons.find((each) => each !== "nothing_due") ?? "nothing_due");
    const all = subtract(spare, purse.left);
    return ok({ applied: all, ahead: subtract(all, applied), orderNumbers: [...purse.orderNumbers] });
  });
}

/** What the giving order has to give, and how it leaves its books: money that it was paid ahead first, then what its own captures keep. */
class Purse {
  readonly orderNumbers = new Set<string>();
  private prepaid: Money;

  constructor(
    readonly scope: OrderChange,
    public left: Money,
  ) {
    this.prepaid = needlessPrepaid(scope.order);
  }

  async take(amount: Money, subject: string): Promise<void> {
    const { tx, order } = this.scope;
    const fromPrepaid = smaller(amount, this.prepaid);
    const fromCaptures = subtract(amount, fromPrepaid);
    this.prepaid = subtract(this.prepaid, fromPrepaid);
    this.left = subtract(this.left, amount);
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
    this.orderNumbers.add(target.orderNumber);
    const line = {
      from: order.orderNumber,
      to: target.orderNumber,
      invoiceNumber,
      amountMinor: amount.amountMinor.toString(),
      currency: amount.currency,
    };
    await this.scope.event("money_transferred", line);
    await recordEvent(tx, author, target.id, "money_transferred", line);
    await this.scope.audit("payment.applied", { after: line });
  }
}

async function payOwed(purse: Purse, { order: target }: LoadedOrder): Promise<void> {
  const { tx, author } = purse.scope;
  let given = zero(target.total.currency);
  for (const invoice of owedInvoices(target)) {
    const amount = smaller(purse.left, invoiceRest(invoice));
    if (!isPositive(amount)) break;
    await payInvoice(purse, target, invoice, amount);
    given = add(given, amount);
  }
  if (!isPositive(given)) return;
  await completeWhenPaid(tx, author, { storeId: target.storeId, orderId: target.id, before: target.status });
  await settleOrder(tx, target.storeId, target.id);
}

function owedInvoices(order: Order): Invoice[] {
  if (isEnded(order)) return [];
  const isOwed = ({ status }: Invoice) => status === "open" || status === "failed" || status === "finally_failed";
  return order.invoices.filter(
    (invoice) => isOwed(invoice) && isPositive(invoiceRest(invoice)) && !isPositive(invoice.reserved),
  );
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

/** Answers why the order could not be paid ahead; undefined where it was. */
async function payAhead(purse: Purse, { order: target }: LoadedOrder): Promise<PayAheadRefusal | undefined> {
  const { tx, author } = purse.scope;
  const { storeId, id: orderId } = target;
  const most = decidePayAhead(target, tx.now);
  if (!most.ok) return most.reason;
  const amount = smaller(purse.left, most.value);
  await purse.take(amount, orderId);
  await tx.rows(
    `UPDATE orders SET applied_in_minor = applied_in_minor + $3, prepaid_minor = prepaid_minor + $3, version = version + 1, updated_at = $4
     WHERE store_id = $1 AND id = $2`,
    [storeId, orderId, amount.amountMinor, toDate(tx.now)],
  );
  await recordLedger(tx, storeId, orderId, orderId, paidAheadEntries(amount));
  await purse.record(target, amount, null);
  const after = { ...target, appliedIn: add(target.appliedIn, amount), prepaid: add(target.prepaid, amount) };
  await tellTheCustomersPage({ tx, author, order: after });
  await releaseNeedlessHolds({ tx, author, order: after });
  await settleOrder(tx, storeId, orderId);
  return undefined;
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
