import type { HouseReason } from "@/lib/payments/decline-reasons";
import { isBarredForGood } from "@/lib/payments/retry-policy";
import type { RowOf } from "../tables";

type MethodRow = RowOf<"order_payment_methods">;

/** A way to pay that a customer may be offered: the gateway's token and what may be shown of it. */
export type Instrument = Pick<MethodRow, "kind" | "gateway" | "token" | "customerToken"> &
  Partial<Pick<MethodRow, "brand" | "last4" | "expiryMonth" | "expiryYear" | "fingerprint" | "savedMethodId">>;
export type OfferedInstrument = Instrument & { readonly value: string; readonly wasUsedBefore: boolean };

/** Anything that can read rows: a transaction, or a query's plain connection. */
export type RowReader = { rows<T>(text: string, values?: readonly unknown[]): Promise<T[]> };

/**
 * What the customer may choose on the page: the cards and PayPal accounts of this order, or where it has none, those saved on the account. Nothing else of the account is
 * shown behind a link that may have been forwarded (EL-3), and no instrument that its bank forbids to try again (FD-1).
 */
export async function loadOfferedInstruments(
  reader: RowReader,
  order: Pick<RowOf<"orders">, "storeId" | "id" | "accountId">,
): Promise<OfferedInstrument[]> {
  const own = await reader.rows<MethodRow>(
    `SELECT * FROM order_payment_methods
     WHERE store_id = $1 AND order_id = $2 AND status = 'active' AND kind IN ('card','paypal') AND token IS NOT NULL ORDER BY sequence`,
    [order.storeId, order.id],
  );
  const mayBeTried = own.filter((method) => !isBarredForGood(method as { lastReason: HouseReason | null }));
  if (own.length > 0) return mayBeTried.map((method) => ({ ...method, value: method.id, wasUsedBefore: true }));
  const saved = await reader.rows<RowOf<"saved_payment_methods">>(
    `SELECT * FROM saved_payment_methods
     WHERE store_id = $1 AND account_id = $2 AND is_active AND kind IN ('card','paypal') ORDER BY created_at DESC, id LIMIT 3`,
    [order.storeId, order.accountId],
  );
  return saved.map((method) => ({ ...method, savedMethodId: method.id, value: method.id, wasUsedBefore: false }));
}
