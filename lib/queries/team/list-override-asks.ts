import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { type QueryScope, readRows } from "../query-scope";

/** A colleague's open request to let a failed authorization pass. */
export type OverrideAsk = {
  readonly overrideId: string;
  readonly orderNumber: string;
  readonly amount: AmountView;
  readonly askedBy: string;
  readonly isOwn: boolean;
  readonly reason: string;
  readonly askedAt: string;
};

/** Every open request of the store, the oldest first; at most fifty, and how many there are. */
export async function listOverrideAsks(scope: QueryScope): Promise<{ total: number; asks: OverrideAsk[] }> {
  const rows = await readRows<AskRow>(
    scope,
    `SELECT r.id, o.order_number, r.amount_minor, r.currency, r.reason, r.asked_at, r.asked_by, s.name, count(*) OVER ()::int AS total
     FROM override_requests r JOIN orders o ON o.store_id = r.store_id AND o.id = r.order_id
     JOIN staff_users s ON s.store_id = r.store_id AND s.id = r.asked_by
     WHERE r.store_id = $1 AND r.status = 'asked' ORDER BY r.asked_at, r.id LIMIT 50`,
    [scope.storeId],
  );
  const asks = rows.map((row) => ({
    overrideId: row.id,
    orderNumber: row.order_number,
    amount: minorToAmountView(row.amount_minor, row.currency),
    askedBy: row.name,
    isOwn: row.asked_by === scope.viewer.userId,
    reason: row.reason,
    askedAt: row.asked_at.toISOString(),
  }));
  return { total: rows[0]?.total ?? 0, asks };
}

type AskRow = {
  id: string;
  order_number: string;
  amount_minor: bigint;
  currency: string;
  reason: string;
  asked_at: Date;
  asked_by: string;
  name: string;
  total: number;
};
