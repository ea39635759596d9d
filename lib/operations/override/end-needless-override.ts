import { recordEvent } from "@/lib/db/stores/history-store";
import type { LoadedOrder } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { decideOverride, isOverrideNeedless } from "@/lib/payments/overriding";

/** After any change of an order: a request for an override that nothing calls for any more ends, and so does an override whose money has come in before it was used. */
export async function endNeedlessOverride(tx: Tx, { row, order }: LoadedOrder): Promise<void> {
  const { storeId, id: orderId } = row;
  const ended = { status: "ended", endedAt: toDate(tx.now) };
  if (row.overrideAskId !== null) {
    const need = decideOverride(order, tx.now);
    // A bank that is deciding may still say no.
    if (!need.ok && need.reason !== "authorize_in_progress") {
      await tx.update("override_requests", { storeId, id: row.overrideAskId, status: "asked" }, ended);
      await tx.amend("orders", { storeId, id: orderId }, { overrideAskId: null });
      await say(tx, storeId, orderId, "override_ask_ended");
    }
  }
  if (isOverrideNeedless(order, tx.now)) {
    await tx.rows(
      "UPDATE override_requests SET status = 'ended', ended_at = $3 WHERE store_id = $1 AND order_id = $2 AND status = 'allowed'",
      [storeId, orderId, ended.endedAt],
    );
    await tx.amend("orders", { storeId, id: orderId }, { overrideMinor: 0n });
    await say(tx, storeId, orderId, "override_ended");
  }
}

function say(tx: Tx, storeId: string, orderId: string, type: string): Promise<void> {
  return recordEvent(tx, { storeId, actor: "system:override", correlationId: orderId }, orderId, type);
}
