import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { claimOrder } from "./claim-order";

/** As many as may be snatched away in the moment between looking and taking. */
const mostTries = 20;

/**
 * Hands out the unpaid order with most at risk that nobody works on and that is nobody else's, and claims it in the same breath: two colleagues
 * who ask at once get two orders. Orders that only wait, and those put off, are left alone.
 */
export async function claimNext(
  context: OperationContext,
): Promise<Result<{ orderNumber: string }, "only_staff" | "nothing_to_do">> {
  const { actor, pool, storeId } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  const found = await pool.query<{ order_number: string }>(
    `SELECT o.order_number FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
     WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at IS NULL AND w.next_step <> 'wait'
       AND (w.snoozed_until IS NULL OR w.snoozed_until <= paydesk_now()) AND (o.owner_id IS NULL OR o.owner_id = $2)
       AND NOT EXISTS (SELECT 1 FROM order_claims c WHERE c.store_id = o.store_id AND c.order_id = o.id AND c.expires_at > paydesk_now())
     ORDER BY w.lapse_rank, paydesk_risk_band(w.amount_minor, w.currency), coalesce(w.deadline_at, 'infinity'::timestamptz), w.id LIMIT $3`,
    [storeId, actor.userId, mostTries],
  );
  for (const { order_number: orderNumber } of found.rows) {
    const claimed = await claimOrder(context, { orderNumber }, { takeOverReason: null });
    if (claimed.ok) return ok({ orderNumber });
  }
  return refused("nothing_to_do");
}
