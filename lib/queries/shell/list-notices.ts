import { alertText } from "@/lib/format/alert-words";
import { toInstant } from "@/lib/payments/instant";
import { type QueryScope, readRows } from "../query-scope";
import { type AlertRow, toAlertFacts } from "./alert-facts";

export type Notice = { id: string; text: string; orderNumber: string; at: string };

/** What the viewer has not read yet: what colleagues did to their work, and alerts; newest first. */
export async function listNotices(scope: QueryScope): Promise<Notice[]> {
  const rows = await readRows<NoticeRow>(
    scope,
    `SELECT n.id, n.kind, n.order_number AS "orderNumber", n.reason, s.name, n.created_at AS "createdAt", n.amount_minor AS "amountMinor", n.currency, n.at
     FROM staff_notices n LEFT JOIN staff_users s ON s.store_id = n.store_id AND 'staff:' || s.id = n.actor
     WHERE n.store_id = $1 AND n.user_id = $2 AND n.read_at IS NULL ORDER BY n.created_at DESC LIMIT 9`,
    [scope.storeId, scope.viewer.userId],
  );
  return rows.map((row) => ({
    id: row.id,
    orderNumber: row.orderNumber,
    at: row.createdAt.toISOString(),
    text: noticeText(row, scope),
  }));
}

type NoticeRow = AlertRow & {
  id: string;
  orderNumber: string;
  reason: string | null;
  name: string | null;
  createdAt: Date;
};

function noticeText(row: NoticeRow, { now }: QueryScope): string {
  const alert = toAlertFacts(row);
  if (alert) return alertText(alert, toInstant(now));
  const who = row.name ?? "A colleague";
  switch (row.kind) {
    case "claim_taken_over":
      return `${who} took over ${row.orderNumber}: ${row.reason}`;
    case "override_allowed":
      return `${who} lets ${row.orderNumber} pass: ${row.reason}`;
    case "override_refused":
      return `${who} does not let ${row.orderNumber} pass: ${row.reason}`;
    default:
      return `${who} gave you ${row.orderNumber}.`;
  }
}
