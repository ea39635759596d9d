import { newId } from "@/lib/db/new-id";
import { toDateOrNull } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import type { DisputedPayment } from "@/lib/payments/gateway";
import type { Instant } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import { silenceMails } from "../approval/silence-mails";
import { changeOrder, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { freezeDisputed } from "../refund/freeze-disputed";

export type DisputeNotice = DisputedPayment & {
  readonly disputeReference: string;
  /** Until when the gateway takes our answer, where it says so. */
  readonly answerBy?: Instant | null | undefined;
};

/** The payer's bank wants captured money back: that part can no longer be refunded (FD-3), and what waits to be written to the payer stays unwritten (F04). The same notice twice is one dispute. */
export async function recordDispute(
  context: OperationContext,
  notice: DisputeNotice,
): Promise<Result<boolean, OrderMissing | "capture_not_found">> {
  const found = await context.pool.query<{ id: string; order_id: string }>(
    "SELECT id, order_id FROM captures WHERE store_id = $1 AND gateway_reference = $2",
    [context.storeId, notice.captureReference],
  );
  const capture = found.rows[0];
  if (!capture) return refused("capture_not_found");
  return changeOrder(context, { orderId: capture.order_id }, async (scope) => {
    const { tx, order, event } = scope;
    const inserted = await tx.rows<{ id: string; refundedBeforeMinor: bigint }>(
      `INSERT INTO disputes (store_id, id, order_id, capture_id, gateway_reference, status, amount_minor, currency, opened_at, answer_by, refunded_before_minor)
       SELECT $1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, c.refunded_minor + c.refund_reserved_minor FROM captures c WHERE c.store_id = $1 AND c.id = $4
       ON CONFLICT (store_id, gateway_reference) DO NOTHING RETURNING id, refunded_before_minor`,
      [
        context.storeId,
        newId("dsp"),
        order.id,
        capture.id,
        notice.disputeReference,
        notice.amount.amountMinor,
        notice.amount.currency,
        new Date(tx.now),
        toDateOrNull(notice.answerBy ?? null),
      ],
    );
    const dispute = inserted[0];
    if (!dispute) return ok(await moveDate(tx, context.storeId, notice));
    await freezeDisputed(tx, { storeId: context.storeId, captureId: capture.id });
    await event("payment_disputed", {
      amountMinor: notice.amount.amountMinor.toString(),
      currency: notice.amount.currency,
      disputeReference: notice.disputeReference,
      ...(dispute.refundedBeforeMinor > 0n && { refundedBeforeMinor: dispute.refundedBeforeMinor.toString() }),
    });
    await silenceMails(scope);
    return ok(true);
  });
}

/** The bank may give another date later. */
async function moveDate(tx: Tx, storeId: string, { disputeReference, answerBy }: DisputeNotice): Promise<boolean> {
  if (answerBy == null) return false;
  const moved = await tx.rows(
    "UPDATE disputes SET answer_by = $3 WHERE store_id = $1 AND gateway_reference = $2 AND status = 'open' AND answer_by IS DISTINCT FROM $3 RETURNING 1 AS one",
    [storeId, disputeReference, new Date(answerBy)],
  );
  return moved.length > 0;
}
