import { STUCK_CLAIM_MS } from "@/lib/payments/handing-out";
import type { QueryScope } from "../query-scope";
import type { SqlValues } from "../sql-values";

/**
 * A condition on an order `o` that somebody has: they claimed it, the claim has run out, and they have done nothing to it for twenty minutes and more
 * since they took it. Work that was begun and waits, for instance for the customer, is not stuck.
 */
export function isStuckSql({ now }: Pick<QueryScope, "now">, values: SqlValues): string {
  const [moment, before] = [values.add(new Date(now)), values.add(new Date(now - STUCK_CLAIM_MS))];
  return `EXISTS (SELECT 1 FROM order_claims c WHERE c.store_id = o.store_id AND c.order_id = o.id AND c.user_id = o.owner_id
    AND c.claimed_at <= ${before} AND c.expires_at <= ${moment}
    AND NOT EXISTS (SELECT 1 FROM events e WHERE e.store_id = o.store_id AND e.order_id = o.id AND e.actor = 'staff:' || c.user_id
      AND e.created_at >= c.claimed_at AND e.type <> 'order_claimed'))`;
}
