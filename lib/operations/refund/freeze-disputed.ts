import type { Tx } from "@/lib/db/transaction";

/**
 * Brings a capture's disputed part up to date: the sum of its open and lost disputes, as far as the money was not given back before (FD-3). Called
 * whenever a dispute or a refund of the capture changes.
 */
export async function freezeDisputed(
  tx: Tx,
  { storeId, captureId }: { storeId: string; captureId: string },
): Promise<void> {
  await tx.rows(
    `UPDATE captures SET version = version + 1, disputed_minor = least(amount_minor - refunded_minor - refund_reserved_minor,
       (SELECT coalesce(sum(d.amount_minor), 0) FROM disputes d WHERE d.store_id = $1 AND d.capture_id = $2 AND d.status IN ('open', 'lost')))
     WHERE store_id = $1 AND id = $2`,
    [storeId, captureId],
  );
}
