import { recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { lineageOf } from "@/lib/db/stores/lineage-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { prepaidFreedEntries, transferredInEntries } from "@/lib/payments/ledger";
import { isPositive, type Money, smaller, subtract, sum } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { needlessPrepaid } from "@/lib/payments/spare-money";
import type { OrderChange } from "../change-order";
import { settleOrder } from "../order/settle-order";

export type PrepaidOfLineage = {
  /** Those that were paid ahead, under their locks, the oldest first. */
  readonly orders: Order[];
  readonly needed: Money;
  readonly needless: Money;
};

/** What orders of a lineage were paid ahead: what they still need of it, and what they do not. An order alone was paid by nobody else. */
export async function loadPrepaid(
  tx: Tx,
  storeId: string,
  lineage: readonly string[],
  currency: string,
): Promise<PrepaidOfLineage> {
  const orders: Order[] = [];
  for (const id of lineage.length > 1 ? lineage : []) {
    const loaded = await loadOrderForChange(tx, storeId, id);
    if (loaded && isPositive(loaded.order.prepaid)) orders.push(loaded.order);
  }
  const needless = sum(currency, orders.map(needlessPrepaid));
  const prepaid = sum(
    currency,
    orders.map((order) => order.prepaid),
  );
  return { orders, needless, needed: subtract(prepaid, needless) };
}

type Freed = { readonly captureId: string; readonly orderId: string; readonly amount: Money };

/** Money that was applied and is not needed any more goes back to the capture that it came from, as part of its being given back. */
export async function freePrepaid(tx: Tx, orders: Order[], freed: Freed): Promise<void> {
  let left = freed.amount;
  for (const [at, order] of orders.entries()) {
    const part = smaller(needlessPrepaid(order), left);
    if (!isPositive(part)) continue;
    left = subtract(left, part);
    orders[at] = { ...order, prepaid: subtract(order.prepaid, part), appliedIn: subtract(order.appliedIn, part) };
    await moveBack(tx, order, { ...freed, amount: part });
  }
}

/**
 * The money of a capture never came (X05): what orders of its lineage were paid ahead with it, they were not. They are short of it again before their goods
 * leave, and say so. What invoices have taken stays: those goods are gone.
 */
export async function takeBackPrepaid(
  { tx, author, order }: Pick<OrderChange, "tx" | "author" | "order">,
  capture: { readonly id: string; readonly applied: Money },
): Promise<void> {
  const { storeId } = order;
  const lineage = await lineageOf(tx.rows, storeId, order.id);
  const { orders } = await loadPrepaid(tx, storeId, lineage, capture.applied.currency);
  let left = capture.applied;
  for (const paid of orders) {
    const part = smaller(paid.prepaid, left);
    if (!isPositive(part)) continue;
    left = subtract(left, part);
    await moveBack(tx, paid, { captureId: capture.id, orderId: order.id, amount: part });
    const line = { from: order.orderNumber, amountMinor: part.amountMinor.toString(), currency: part.currency };
    await recordEvent(tx, author, paid.id, "prepaid_lost", line);
    await settleOrder(tx, storeId, paid.id);
  }
}

async function moveBack(tx: Tx, order: Order, { captureId, orderId, amount }: Freed): Promise<void> {
  await tx.rows(
    `UPDATE orders SET prepaid_minor = prepaid_minor - $3, applied_in_minor = applied_in_minor - $3, version = version + 1, updated_at = $4
     WHERE store_id = $1 AND id = $2`,
    [order.storeId, order.id, amount.amountMinor, toDate(tx.now)],
  );
  await tx.rows(
    "UPDATE captures SET applied_minor = applied_minor - $3, version = version + 1 WHERE store_id = $1 AND id = $2",
    [order.storeId, captureId, amount.amountMinor],
  );
  await recordLedger(tx, order.storeId, order.id, captureId, prepaidFreedEntries(amount));
  await recordLedger(tx, order.storeId, orderId, captureId, transferredInEntries(amount));
}
