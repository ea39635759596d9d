import { type QueryScope, readRows } from "../query-scope";

export type Notice = { id: string; text: string; orderNumber: string; at: string };

/** What the viewer has not read yet of what colleagues did to their work, newest first. */
export async function listNotices(scope: QueryScope): Promise<Notice[]> {
  const rows = await readRows<{
    id: string;
    kind: string;
    order_number: string;
    reason: string | null;
    name: string | null;
    created_at: Date;
  }>(
    scope,
    `SELECT n.id, n.kind, n.order_number, n.reason, s.name, n.created_at FROM staff_notices n
     LEFT JOIN staff_users s ON s.store_id = n.store_id AND 'staff:' || s.id = n.actor
     WHERE n.store_id = $1 AND n.user_id = $2 AND n.read_at IS NULL ORDER BY n.created_at DESC LIMIT 9`,
    [scope.storeId, scope.viewer.userId],
  );
  return rows.map(({ id, kind, order_number, reason, name, created_at }) => ({
    id,
    orderNumber: order_number,
    at: created_at.toISOString(),
    text:
      kind === "claim_taken_over"
        ? `${name ?? "A colleague"} took over ${order_number}: ${reason}`
        : `${name ?? "A colleague"} gave you ${order_number}.`,
  }));
}
