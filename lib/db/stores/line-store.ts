import type { Money } from "@/lib/payments/money";
import type { OrderLine } from "@/lib/payments/order-lines";
import type { RowOf } from "../tables";
import { toMoney } from "../to-domain";
import type { Tx } from "../transaction";

export type RevisionKey = {
  readonly storeId: string;
  readonly orderId: string;
  readonly revision: number;
  readonly currency: string;
};

/** Writes one version of an order's lines. Earlier versions stay, so that what changed can always be shown. */
export async function insertRevision(
  tx: Tx,
  key: RevisionKey,
  lines: readonly OrderLine[],
  what: { total: Money; actor: string; reason: string | null },
): Promise<void> {
  const { storeId, orderId, revision, currency } = key;
  await tx.insert("order_revisions", {
    storeId,
    orderId,
    revision,
    totalMinor: what.total.amountMinor,
    currency,
    reason: what.reason,
    actor: what.actor,
    createdAt: new Date(tx.now),
  });
  await tx.insertAll(
    "order_lines",
    lines.map((line) => ({
      storeId,
      orderId,
      revision,
      lineNo: line.lineNo,
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      unitPriceMinor: line.unitPrice.amountMinor,
      taxMinor: line.tax.amountMinor,
      shippingMinor: line.shipping.amountMinor,
      shippingTaxMinor: line.shippingTax.amountMinor,
      adjustmentMinor: line.adjustment.amountMinor,
      tradingAgreement: line.tradingAgreement,
    })),
  );
}

export async function loadLines(tx: Tx, key: RevisionKey): Promise<OrderLine[]> {
  const { storeId, orderId, revision, currency } = key;
  const rows = await tx.select("order_lines", { storeId, orderId, revision }, { orderBy: "line_no" });
  return rows.map((row) => toOrderLine(row, currency));
}

export function toOrderLine(row: RowOf<"order_lines">, currency: string): OrderLine {
  return {
    lineNo: row.lineNo,
    sku: row.sku,
    name: row.name,
    quantity: row.quantity,
    unitPrice: toMoney(row.unitPriceMinor, currency),
    tax: toMoney(row.taxMinor, currency),
    shipping: toMoney(row.shippingMinor, currency),
    shippingTax: toMoney(row.shippingTaxMinor, currency),
    adjustment: toMoney(row.adjustmentMinor, currency),
    tradingAgreement: row.tradingAgreement,
  };
}
