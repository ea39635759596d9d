import { type QueryScope, readRows } from "../query-scope";
import { type ApiOrderRow, type OrderRowJson, orderRowColumns, toApiOrderRow } from "./order-row";

/** One order in brief; null where the store has none of this number, whoever else may have one. */
export async function getOrderRow(
  scope: Pick<QueryScope, "pool" | "storeId">,
  orderNumber: string,
): Promise<ApiOrderRow | null> {
  const [row] = await readRows<OrderRowJson>(
    scope,
    `SELECT ${orderRowColumns} FROM orders o JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
     WHERE o.store_id = $1 AND o.order_number = $2`,
    [scope.storeId, orderNumber],
  );
  return row ? toApiOrderRow(row) : null;
}
