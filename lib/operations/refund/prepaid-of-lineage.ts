import { recordLedger } from "@/lib/db/stores/history-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { prepaidFreedEntries, transferredInEntries } from "@/lib/payments/ledger";
import { isPositive, type Money, smaller, subtract, sum } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { needlessPrepaid } from "@/lib/payments/spare-money";

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
export async function freePrepaid(tx: Tx, orders: Order[], { captureId, orderId, amount }: Freed): Promise<void> {
  let left = amount;
  for (const [at, order] of orders.entries()) {
    const part = smaller(needlessPrepaid(order), left);
    if (!isPositive(part)) continue;
    left = subtract(left, part);
    orders[at] = { ...order, prepaid: subtract(order.prepaid, part), appliedIn: subtract(order.appliedIn, part) };
    await tx.rows(
      `UPDATE orders SET prepaid_minor = prepaid_minor - $3, applied_in_minor = applied_in_minor - $3, version = version + 1, updated_at = $4
       WHERE store_id = $1 AND id = $2`,
      [order.storeId, order.id, part.amountMinor, toDate(tx.now)],
    );
    await recordLedger(tx, order.storeId, order.id, captureId, prepaidFreedEntries(part));
    await recordLedger(tx, order.storeId, orderId, captureId, transferredInEntries(part));
    await tx.rows(
      "UPDATE captures SET applied_minor = applied_minor - $3, version = version + 1 WHERE store_id = $1 AND id = $2",
      [order.storeId, captureId, part.amountMinor],
    );
  }
}
