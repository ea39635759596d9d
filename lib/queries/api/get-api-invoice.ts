import { type QueryScope, readRows } from "../query-scope";
import type { ApiAttempt } from "./attempt-row";
import { type ApiInvoice, readAttempts, readInvoices } from "./order-money";
import type { OrderPartKey } from "./order-part-key";
import { inSnapshot } from "./snapshot";

export type ApiInvoiceRead = { orderNumber: string; invoice: ApiInvoice; attempts: ApiAttempt[] };

/** One invoice with the calls of its order that were made for it. */
export function getApiInvoice(
  { pool, storeId }: Pick<QueryScope, "pool" | "storeId">,
  invoiceId: string,
): Promise<ApiInvoiceRead | null> {
  return inSnapshot(pool, async (snapshot) => {
    const scope = { pool: snapshot };
    const [found] = await readRows<OrderPartKey & { orderNumber: string }>(
      scope,
      `SELECT i.store_id AS "storeId", i.order_id AS "orderId", i.currency, o.order_number AS "orderNumber"
       FROM invoices i JOIN orders o ON o.store_id = i.store_id AND o.id = i.order_id WHERE i.store_id = $1 AND i.id = $2`,
      [storeId, invoiceId],
    );
    const [invoice] = found ? await readInvoices(scope, found, invoiceId) : [];
    if (!found || !invoice) return null;
    const attempts = await readAttempts(scope, found);
    const own = attempts.filter((attempt) => attempt.invoiceId === invoiceId);
    return { orderNumber: found.orderNumber, invoice, attempts: own };
  });
}
