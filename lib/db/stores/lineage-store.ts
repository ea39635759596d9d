import { amountStep } from "@/lib/payments/amount-step";
import type { RefundableCapture } from "@/lib/payments/refunding";
import type { RowOf } from "../tables";
import { toMoney } from "../to-domain";
import type { Tx } from "../transaction";

const lineageSql = `WITH RECURSIVE ahead AS (
    SELECT $2::text AS id, 0 AS place
    UNION ALL SELECT l.successor_id, a.place + 1 FROM order_links l JOIN ahead a ON l.predecessor_id = a.id WHERE l.store_id = $1
  ), behind AS (
    SELECT $2::text AS id, 0 AS place
    UNION ALL SELECT l.predecessor_id, b.place - 1 FROM order_links l JOIN behind b ON l.successor_id = b.id WHERE l.store_id = $1
  )
  SELECT id FROM (SELECT * FROM ahead UNION SELECT * FROM behind) line ORDER BY place`;

/** An order and all that it replaced or was replaced by, the oldest first. Links never change their ends, so this needs no lock. */
export async function lineageOf(
  read: (text: string, values: unknown[]) => Promise<{ id: string }[]>,
  storeId: string,
  orderId: string,
): Promise<string[]> {
  return (await read(lineageSql, [storeId, orderId])).map((row) => row.id);
}

/** Columns and tables of a `RefundableRow`; `c` is the capture, `m` the payment method it was taken from. */
export const refundableColumns = `c.*, z.gateway, o.order_number, coalesce(t.charge_sequence, 99) * 100 + m.sequence AS charged_as,
  EXISTS (SELECT 1 FROM refunds r WHERE r.store_id = c.store_id AND r.capture_id = c.id AND r.status = 'unconfirmed') AS is_frozen`;
export const refundableTables = `FROM captures c
  JOIN orders o ON o.store_id = c.store_id AND o.id = c.order_id
  JOIN authorizations z ON z.store_id = c.store_id AND z.id = c.authorization_id
  JOIN order_payment_methods m ON m.store_id = c.store_id AND m.id = c.payment_method_id
  LEFT JOIN payment_types t ON t.store_id = m.store_id AND t.kind = m.kind`;
/** A capture whose gateway gave it no name, as imported history has, cannot be asked for. */
export const refundableTerms = "c.status <> 'failed' AND (c.status <> 'captured' OR c.gateway_reference IS NOT NULL)";

/** The captures of a whole lineage under their locks, for deciding what may go back (PR-5). */
export async function loadRefundables(
  tx: Tx,
  storeId: string,
  orderIds: readonly string[],
): Promise<{ captures: RefundableCapture[]; rows: ReadonlyMap<string, RefundableRow> }> {
  const rows = await tx.rows<RefundableRow>(
    `SELECT ${refundableColumns} ${refundableTables}
     WHERE c.store_id = $1 AND c.order_id = ANY($2) AND ${refundableTerms}
     ORDER BY c.requested_at DESC, c.id DESC FOR UPDATE OF c`,
    [storeId, orderIds],
  );
  return { captures: rows.map(toRefundable), rows: new Map(rows.map((row) => [row.id, row])) };
}

export type RefundableRow = RowOf<"captures"> & {
  readonly gateway: string;
  readonly orderNumber: string;
  readonly chargedAs: number;
  readonly isFrozen: boolean;
};

export function toRefundable(row: Omit<RefundableRow, "orderNumber">): RefundableCapture {
  const amount = (minor: bigint) => toMoney(minor, row.currency);
  return {
    id: row.id as RefundableCapture["id"],
    orderId: row.orderId as RefundableCapture["orderId"],
    paymentMethodId: row.paymentMethodId as RefundableCapture["paymentMethodId"],
    status: row.status as RefundableCapture["status"],
    amount: amount(row.amountMinor),
    refunded: amount(row.refundedMinor),
    reserved: amount(row.refundReservedMinor),
    disputed: amount(row.disputedMinor),
    applied: amount(row.appliedMinor),
    paidAhead: amount(0n),
    isFrozen: row.isFrozen,
    chargedAs: row.chargedAs,
    step: amountStep(row.gateway, row.currency),
  };
}
