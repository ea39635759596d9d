import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { type QueryScope, readRows } from "../query-scope";

/** An order and the one that replaced it (H15 to H17). */
export type RelinkedRow = {
  oldOrderNumber: string;
  newOrderNumber: string;
  customerName: string;
  change: AmountView;
  state: "approved" | "half_linked" | "payment_failed";
  at: string;
};

export type Relinked = { readonly total: number; readonly halfLinked: number; readonly rows: RelinkedRow[] };

/** The newest links, half-linked ones first: there the customer has agreed and the old order is still open. */
export async function listRelinked(
  scope: QueryScope,
  { sinceDays, limit }: { sinceDays: number; limit: number },
): Promise<Relinked> {
  const rows = await readRows<{
    old_number: string;
    new_number: string;
    name: string;
    difference_minor: bigint;
    currency: string;
    state: RelinkedRow["state"];
    at: Date;
    total: number;
    half_linked: number;
  }>(
    scope,
    `WITH links AS (
       SELECT l.*, CASE WHEN l.status = 'complete' THEN 'approved' WHEN r.status = 'payment_failed' THEN 'payment_failed' ELSE 'half_linked' END AS state,
         coalesce(l.completed_at, l.created_at) AS at
       FROM order_links l LEFT JOIN approval_requests r ON r.store_id = l.store_id AND r.id = l.approval_request_id
       WHERE l.store_id = $1 AND (
         l.completed_at >= $2::timestamptz - make_interval(days => $3)
         OR (l.status = 'proposed' AND r.status IN ('approved', 'payment_failed'))
       )
     )
     SELECT old.order_number AS old_number, new.order_number AS new_number, a.name, links.difference_minor, links.currency, links.state, links.at,
       count(*) OVER ()::int AS total, (count(*) FILTER (WHERE links.state = 'half_linked') OVER ())::int AS half_linked
     FROM links
     JOIN orders old ON old.store_id = links.store_id AND old.id = links.predecessor_id
     JOIN orders new ON new.store_id = links.store_id AND new.id = links.successor_id
     JOIN accounts a ON a.store_id = old.store_id AND a.id = old.account_id
     ORDER BY (links.state = 'half_linked') DESC, links.at DESC, links.predecessor_id LIMIT $4`,
    [scope.storeId, new Date(scope.now), sinceDays, limit],
  );
  return {
    total: rows[0]?.total ?? 0,
    halfLinked: rows[0]?.half_linked ?? 0,
    rows: rows.map((row) => ({
      oldOrderNumber: row.old_number,
      newOrderNumber: row.new_number,
      customerName: row.name,
      change: minorToAmountView(row.difference_minor, row.currency),
      state: row.state,
      at: row.at.toISOString(),
    })),
  };
}
