import { type Money, money } from "@/lib/payments/money";
import { lineTotal } from "@/lib/payments/order-lines";
import { type QueryScope, readRows } from "../query-scope";
import { isoOrNull } from "./iso-or-null";
import type { OrderPartKey } from "./order-part-key";

export type ApiOrderLine = {
  lineNo: number;
  sku: string;
  name: string;
  quantity: number;
  releasedQuantity: number;
  unitPrice: Money;
  tax: Money;
  shipping: Money;
  shippingTax: Money;
  adjustments: Money;
  total: Money;
  tradingAgreement: string | null;
};

export type ApiRelease = {
  releaseNo: number;
  status: string;
  amount: Money;
  lines: { lineNo: number; quantity: number }[];
  carrier: string | null;
  trackingNumber: string | null;
  createdAt: string;
  shippedAt: string | null;
  captureDate: string | null;
};

type Scope = Pick<QueryScope, "pool">;
type LineJson = {
  lineNo: number;
  sku: string;
  name: string;
  quantity: number;
  releasedQuantity: number;
  unitPrice: bigint;
  tax: bigint;
  shipping: bigint;
  shippingTax: bigint;
  adjustment: bigint;
  tradingAgreement: string | null;
};

/** The lines that count now, each with how much of it was handed to the warehouse. */
export async function readLines(scope: Scope, key: OrderPartKey, revision: number): Promise<ApiOrderLine[]> {
  const rows = await readRows<LineJson>(
    scope,
    `SELECT l.line_no AS "lineNo", l.sku, l.name, l.quantity, l.unit_price_minor AS "unitPrice", l.tax_minor AS tax, l.shipping_minor AS shipping,
       l.shipping_tax_minor AS "shippingTax", l.adjustment_minor AS adjustment, l.trading_agreement AS "tradingAgreement",
       coalesce((SELECT sum(x.quantity) FROM release_lines x JOIN releases r USING (store_id, order_id, release_no)
         WHERE x.store_id = l.store_id AND x.order_id = l.order_id AND x.line_no = l.line_no AND r.status <> 'cancelled'), 0)::int AS "releasedQuantity"
     FROM order_lines l WHERE l.store_id = $1 AND l.order_id = $2 AND l.revision = $3 ORDER BY l.line_no`,
    [key.storeId, key.orderId, revision],
  );
  return rows.map(({ adjustment, ...row }) => {
    const amounts = {
      unitPrice: money(row.unitPrice, key.currency),
      tax: money(row.tax, key.currency),
      shipping: money(row.shipping, key.currency),
      shippingTax: money(row.shippingTax, key.currency),
    };
    const adjustments = money(adjustment, key.currency);
    return { ...row, ...amounts, adjustments, total: lineTotal({ ...row, ...amounts, adjustment: adjustments }) };
  });
}

type ReleaseJson = Omit<ApiRelease, "amount" | "createdAt" | "shippedAt" | "captureDate"> & {
  amountMinor: bigint;
  createdAt: Date;
  shippedAt: Date | null;
  captureDate: Date | null;
};

export async function readReleases(scope: Scope, key: OrderPartKey): Promise<ApiRelease[]> {
  const rows = await readRows<ReleaseJson>(
    scope,
    `SELECT r.release_no AS "releaseNo", r.status, r.amount_minor AS "amountMinor", r.carrier, r.tracking_number AS "trackingNumber",
       r.created_at AS "createdAt", r.shipped_at AS "shippedAt", r.capture_date AS "captureDate",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', x.line_no, 'quantity', x.quantity) ORDER BY x.line_no), '[]')
        FROM release_lines x WHERE x.store_id = r.store_id AND x.order_id = r.order_id AND x.release_no = r.release_no) AS lines
     FROM releases r WHERE r.store_id = $1 AND r.order_id = $2 ORDER BY r.release_no`,
    [key.storeId, key.orderId],
  );
  return rows.map(({ amountMinor, ...row }) => ({
    ...row,
    amount: money(amountMinor, key.currency),
    createdAt: row.createdAt.toISOString(),
    shippedAt: isoOrNull(row.shippedAt),
    captureDate: isoOrNull(row.captureDate),
  }));
}
