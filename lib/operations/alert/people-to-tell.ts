import type { RowOf } from "@/lib/db/tables";
import type { Tx } from "@/lib/db/transaction";
import type { Alert } from "@/lib/payments/alerting";
import type { Order } from "@/lib/payments/order";

export type Person = Pick<RowOf<"staff_users">, "id" | "email" | "wantsAlertMail">;

/** Whoever works on the order now, else whoever it is assigned to. */
const owner = `s.id = coalesce(
  (SELECT c.user_id FROM order_claims c WHERE c.store_id = o.store_id AND c.order_id = o.id AND c.expires_at > paydesk_now()), o.owner_id)`;

/** The supervisors; where a shop has none, its administrators. */
const supervisors = `s.role = CASE WHEN EXISTS (SELECT 1 FROM staff_users x WHERE x.store_id = o.store_id AND x.role = 'supervisor' AND x.is_active)
  THEN 'supervisor' ELSE 'administrator' END`;

const terms = { owner, supervisors } as const;

/** Whom an alert concerns at this moment; `untold` leaves out who has heard of it. Nobody where nobody has the order. */
export function peopleToTell(
  tx: Tx,
  order: Pick<Order, "storeId" | "id">,
  { tells, cause }: Pick<Alert, "tells" | "cause">,
  { only }: { only: "untold" | "all" },
): Promise<Person[]> {
  return tx.rows<Person>(
    `SELECT s.id, s.email, s.wants_alert_mail FROM orders o JOIN staff_users s ON s.store_id = o.store_id
     WHERE o.store_id = $1 AND o.id = $2 AND s.is_active AND ${terms[tells]} AND ($4 = 'all' OR NOT EXISTS (
       SELECT 1 FROM staff_notices n WHERE n.store_id = s.store_id AND n.user_id = s.id AND n.cause = $3))
     ORDER BY s.id`,
    [order.storeId, order.id, cause, only],
  );
}
