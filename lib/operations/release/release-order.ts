import { z } from "zod";
import { loadLines } from "@/lib/db/stores/line-store";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { decideRelease } from "@/lib/payments/shipping";
import { type LineQuantity, releaseAmount } from "@/lib/payments/splitting";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export const releaseOrderInput = z.strictObject({
  lines: z
    .array(z.strictObject({ lineNo: z.number().int().min(1), quantity: z.number().int().min(1) }))
    .max(500)
    .optional()
    .describe("Absent: everything that is not released yet"),
});
export type ReleaseOrderInput = z.output<typeof releaseOrderInput>;

export type ReleaseOrderRefusal =
  | OrderMissing
  | "order_not_confirmed"
  | "order_closed"
  | "order_fraud_stopped"
  | "blocked_by_payment"
  | "nothing_to_release"
  | "exceeds_order"
  | "unknown_line"
  | "not_a_quantity"
  | "exceeds_ordered"
  | "nothing_released";

/** Hands lines of a confirmed order to the warehouse as its next release; the amounts of all releases sum to the order's total exactly. */
export async function releaseOrder(
  context: OperationContext,
  key: OrderKey,
  input: ReleaseOrderInput,
): Promise<Result<{ releaseNo: number; amountMinor: bigint }, ReleaseOrderRefusal>> {
  return changeOrder(context, key, async (scope) => {
    const { tx, order, loaded } = scope;
    const { storeId, id: orderId, currency, revision } = loaded.row;
    const lines = await loadLines(tx, { storeId, orderId, revision, currency });
    const released = await releasedQuantities(tx, storeId, orderId);
    const wanted = input.lines ?? remaining(lines, released);
    const amount = releaseAmount(lines, wanted, released);
    if (!amount.ok) return refused(amount.reason, amount.detail);
    const decision = decideRelease(order, amount.value);
    if (!decision.ok) return refused(decision.reason, decision.detail);
    const { releaseNo } = decision.value;
    await tx.insert("releases", {
      storeId,
      orderId,
      releaseNo,
      status: "open",
      amountMinor: amount.value.amountMinor,
      currency,
      createdAt: toDate(tx.now),
    });
    await tx.insertAll(
      "release_lines",
      wanted.map((line) => ({ storeId, orderId, releaseNo, ...line })),
    );
    await scope.event("release_created", { releaseNo, amountMinor: amount.value.amountMinor.toString(), currency });
    await scope.audit("order.released", { after: { releaseNo } });
    return ok({ releaseNo, amountMinor: amount.value.amountMinor });
  });
}

/** Units of each line that were handed to the warehouse and not taken back. */
export async function releasedQuantities(tx: Tx, storeId: string, orderId: string): Promise<LineQuantity[]> {
  return tx.rows<{ lineNo: number; quantity: number }>(
    `SELECT l.line_no, sum(l.quantity)::int AS quantity FROM release_lines l
     JOIN releases r USING (store_id, order_id, release_no)
     WHERE l.store_id = $1 AND l.order_id = $2 AND r.status <> 'cancelled' GROUP BY l.line_no`,
    [storeId, orderId],
  );
}

function remaining(
  lines: readonly { lineNo: number; quantity: number }[],
  released: readonly LineQuantity[],
): LineQuantity[] {
  return lines
    .map(({ lineNo, quantity }) => ({
      lineNo,
      quantity: quantity - (released.find((each) => each.lineNo === lineNo)?.quantity ?? 0),
    }))
    .filter((line) => line.quantity > 0);
}
