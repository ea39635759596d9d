import { type QueryScope, readRows } from "../query-scope";

export type ChainLink = {
  order_number: string;
  status: string;
  /** Of an order that was replaced, what its customer had agreed to: its successor carries the newer price. */
  total_minor: bigint;
  currency: string;
  /** 0 is the order itself, negative what came before it, positive what replaced it. */
  place: number;
  /** What the price moved by on the way to this order; null where it is the first. */
  difference_minor: bigint | null;
  is_complete: boolean | null;
};

/** Everything an order replaced and was replaced by, oldest first (H17). An order has one predecessor and one successor at most. */
export function readChain(scope: QueryScope, orderId: string): Promise<ChainLink[]> {
  return readRows(
    scope,
    `WITH RECURSIVE before AS (
       SELECT l.predecessor_id AS order_id, -1 AS place FROM order_links l WHERE l.store_id = $1 AND l.successor_id = $2
       UNION ALL
       SELECT l.predecessor_id, before.place - 1 FROM order_links l JOIN before ON l.successor_id = before.order_id WHERE l.store_id = $1 AND before.place > -20
     ), after AS (
       SELECT l.successor_id AS order_id, 1 AS place FROM order_links l WHERE l.store_id = $1 AND l.predecessor_id = $2
       UNION ALL
       SELECT l.successor_id, after.place + 1 FROM order_links l JOIN after ON l.predecessor_id = after.order_id WHERE l.store_id = $1 AND after.place < 20
     ), chain AS (SELECT * FROM before UNION ALL SELECT $2, 0 UNION ALL SELECT * FROM after)
     SELECT o.order_number, o.status, o.currency, chain.place, l.difference_minor, l.status = 'complete' AS is_complete,
       CASE o.status WHEN 'replaced' THEN coalesce(o.approved_total_minor, o.total_minor) ELSE o.total_minor END AS total_minor
     FROM chain JOIN orders o ON o.store_id = $1 AND o.id = chain.order_id
     LEFT JOIN order_links l ON l.store_id = o.store_id AND l.successor_id = o.id
     ORDER BY chain.place`,
    [scope.storeId, orderId],
  );
}
