import { type Author, recordEvent } from "@/lib/db/stores/history-store";
import { loadRefundables } from "@/lib/db/stores/lineage-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toMoney } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { sendRefund } from "./send-refund";

/** The capture is confirmed: refunds that waited for it go out now (RF-3). */
export async function sendWaitingRefunds(tx: Tx, author: Author, captureId: string): Promise<void> {
  const waiting = await waitingOf(tx, author.storeId, captureId);
  const first = waiting[0];
  if (!first) return;
  const { rows } = await loadRefundables(tx, author.storeId, [first.orderId]);
  const capture = rows.get(captureId);
  if (!capture) throw new Error(`capture ${captureId} is gone`);
  for (const refund of waiting) {
    const key = { storeId: author.storeId, id: refund.id };
    await tx.update("refunds", key, { status: "requested", version: refund.version + 1 });
    await sendRefund(tx, author, {
      refundId: refund.id,
      capture,
      amount: toMoney(refund.amountMinor, refund.currency),
    });
  }
}

/** The capture did not come through: nothing was taken, so there is nothing to give back. */
export async function withdrawWaitingRefunds(tx: Tx, author: Author, captureId: string): Promise<void> {
  for (const refund of await waitingOf(tx, author.storeId, captureId)) {
    const now = toDate(tx.now);
    await tx.update(
      "refunds",
      { storeId: author.storeId, id: refund.id },
      { status: "failed", failedAt: now, followedUpAt: now, version: refund.version + 1 },
    );
    await tx.rows(
      "UPDATE captures SET refund_reserved_minor = refund_reserved_minor - $3, version = version + 1 WHERE store_id = $1 AND id = $2",
      [author.storeId, captureId, refund.amountMinor],
    );
    await recordEvent(tx, author, refund.orderId, "refund_withdrawn", {
      refundId: refund.id,
      amountMinor: refund.amountMinor.toString(),
      currency: refund.currency,
    });
  }
}

function waitingOf(tx: Tx, storeId: string, captureId: string): Promise<RowOf<"refunds">[]> {
  return tx.select("refunds", { storeId, captureId, status: "waiting" }, { orderBy: "requested_at, id", lock: true });
}
