/**
 * Conditions on a closed row `w` of the unpaid list and its order `o`: with it the order left the list, and it left alive. Not cancelled, and replaced
 * only by an order that stands; no other row kept it in the list.
 */
export const leftAliveSql = `(o.status NOT IN ('cancelled','replaced') OR (o.status = 'replaced' AND EXISTS (
      SELECT 1 FROM order_links l WHERE l.store_id = o.store_id AND l.predecessor_id = o.id AND l.status = 'complete')))
    AND NOT EXISTS (SELECT 1 FROM worklist_items other WHERE other.store_id = w.store_id AND other.order_id = w.order_id AND other.list = 'unpaid'
      AND other.opened_at <= w.closed_at AND (other.closed_at IS NULL OR other.closed_at > w.closed_at))`;

/** What left the unpaid list alive since `period.began`, once per order and day, for the most it stood there for; who owns it is named. */
export const recoveredSinceSql = `
  SELECT DISTINCT ON (w.order_id, (w.closed_at AT TIME ZONE $3)::date) w.order_id, o.owner_id, w.currency, w.amount_minor
  FROM period, worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
  WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at >= period.began AND ${leftAliveSql}
  ORDER BY w.order_id, (w.closed_at AT TIME ZONE $3)::date, w.amount_minor DESC`;
