import { loadLines } from "@/lib/db/stores/line-store";
import type { LoadedOrder } from "@/lib/db/stores/order-store";
import type { Tx } from "@/lib/db/transaction";
import { isPositive, type Money } from "@/lib/payments/money";
import { ok, type Result, refused } from "@/lib/payments/result";
import { type LineQuantity, type ReleaseAmountRefusal, releaseAmount } from "@/lib/payments/splitting";

export type LinesRefusal = "unknown_line" | "exceeds_ordered" | "nothing_to_refund";

/** What was paid for these units: price, tax, shipping and discounts included (MT-4). Units that were refunded before are not refunded again. */
export async function worthOfLines(
  tx: Tx,
  { row }: LoadedOrder,
  wanted: readonly LineQuantity[],
): Promise<Result<Money, LinesRefusal>> {
  const { storeId, id: orderId, revision, currency } = row;
  const lines = await loadLines(tx, { storeId, orderId, revision, currency });
  const worth = releaseAmount(lines, wanted, await refundedBefore(tx, storeId, orderId));
  if (!worth.ok) return refused(refusalOf[worth.reason], worth.detail);
  return isPositive(worth.value) ? ok(worth.value) : refused("nothing_to_refund");
}

/** Units of requests of which at least a part went out or is on its way. */
async function refundedBefore(tx: Tx, storeId: string, orderId: string): Promise<LineQuantity[]> {
  const rows = await tx.rows<{ lines: LineQuantity[] }>(
    `SELECT q.lines FROM refund_requests q WHERE q.store_id = $1 AND q.order_id = $2 AND q.lines IS NOT NULL
       AND EXISTS (SELECT 1 FROM refunds r WHERE r.store_id = q.store_id AND r.refund_request_id = q.id AND r.status <> 'failed')`,
    [storeId, orderId],
  );
  return rows.flatMap((row) => row.lines);
}

const refusalOf: Readonly<Record<ReleaseAmountRefusal, LinesRefusal>> = {
  unknown_line: "unknown_line",
  not_a_quantity: "unknown_line",
  exceeds_ordered: "exceeds_ordered",
  nothing_released: "nothing_to_refund",
};
