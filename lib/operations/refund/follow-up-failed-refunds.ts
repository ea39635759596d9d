import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import type { Money } from "@/lib/payments/money";

/** A new refund answers those that failed before, the oldest first, as far as its amount covers each of them: they no longer wait for a person. */
export async function followUpFailedRefunds(
  tx: Tx,
  { storeId, orderIds, amount }: { storeId: string; orderIds: readonly string[]; amount: Money },
): Promise<void> {
  const failed = await tx.rows<{ id: string; orderId: string; amountMinor: bigint }>(
    `SELECT id, order_id, amount_minor FROM refunds
     WHERE store_id = $1 AND order_id = ANY($2) AND status = 'failed' AND followed_up_at IS NULL ORDER BY failed_at, id FOR UPDATE`,
    [storeId, orderIds],
  );
  let left = amount.amountMinor;
  for (const refund of failed) {
    if (refund.amountMinor > left) continue;
    left -= refund.amountMinor;
    await tx.update("refunds", { storeId, id: refund.id }, { followedUpAt: toDate(tx.now) });
    await tx.rows("UPDATE orders SET refund_failed_minor = refund_failed_minor - $3 WHERE store_id = $1 AND id = $2", [
      storeId,
      refund.orderId,
      refund.amountMinor,
    ]);
  }
}
