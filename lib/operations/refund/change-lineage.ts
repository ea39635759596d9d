import { lineageOf } from "@/lib/db/stores/lineage-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { type Result, refused } from "@/lib/payments/result";
import { changeOrder, claimHolder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

/** What changes an order together with others of its lineage; `lineage` are the ids of all of them, the oldest first. */
export type LineageChange = Pick<OrderChange, "tx" | "author" | "loaded" | "order"> & {
  readonly lineage: readonly string[];
};

/**
 * Changes an order and others of its lineage. Locks are taken from the oldest order on, whichever one is named: two such acts queue and do not block each
 * other. Version and claim are those of the order that is named; `change` settles whatever it touches.
 */
export async function changeLineage<T, R extends string>(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  change: (scope: LineageChange) => Promise<Result<T, R>>,
): Promise<Result<T, R | OrderMissing>> {
  const { storeId, pool } = context;
  const orderId = await findOrder(context, key);
  if (orderId === undefined) return refused("order_not_found");
  const lineage = await lineageOf(async (text, values) => (await pool.query(text, values)).rows, storeId, orderId);
  const inside = async (first: OrderChange): Promise<Result<T, R | OrderMissing>> => {
    const { tx, author } = first;
    const loaded = first.order.id === orderId ? first.loaded : await loadOrderForChange(tx, storeId, orderId);
    if (!loaded) return refused("order_not_found");
    if (key.version !== undefined && key.version !== loaded.row.version) return refused("stale_version");
    const holder = await claimHolder(tx, context, orderId);
    if (holder !== undefined) return refused("claimed_by_other", holder);
    return change({ tx, author, loaded, order: loaded.order, lineage });
  };
  return changeOrder(context, { orderId: lineage[0] ?? orderId }, inside, { ignoresClaim: true });
}

async function findOrder({ pool, storeId }: OperationContext, key: OrderKey): Promise<string | undefined> {
  if ("orderId" in key) return key.orderId;
  const found = await pool.query<{ id: string }>("SELECT id FROM orders WHERE store_id = $1 AND order_number = $2", [
    storeId,
    key.orderNumber,
  ]);
  return found.rows[0]?.id;
}
