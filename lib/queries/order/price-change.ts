import { type AmountView, toAmountView } from "@/lib/format/amount-view";
import { money, subtract, zero } from "@/lib/payments/money";
import { compareLines, type OrderLine } from "@/lib/payments/order-lines";
import { type QueryScope, readRows } from "../query-scope";

export type PriceChange = {
  /** Who or what moved the price: a reason, else an actor as it is stored. */
  reason: string | null;
  actor: string;
  at: string;
  lines: { name: string; before: AmountView; after: AmountView; difference: AmountView }[];
  before: AmountView;
  after: AmountView;
  difference: AmountView;
};

/** What the customer agreed to beside what the order says now, line by line (S53); null while both are the same. */
export async function readPriceChange(
  scope: QueryScope,
  order: { id: string; currency: string; revision: number; approvedRevision: number | null },
): Promise<PriceChange | null> {
  const from = order.approvedRevision;
  if (from === null || from === order.revision) return null;
  const rows = await readRows<LineRow>(
    scope,
    `SELECT l.revision, l.line_no, l.sku, l.name, l.quantity, l.unit_price_minor, l.tax_minor, l.shipping_minor, l.shipping_tax_minor,
       l.adjustment_minor, l.trading_agreement, v.reason, v.actor, v.created_at, v.total_minor
     FROM order_revisions v JOIN order_lines l USING (store_id, order_id, revision)
     WHERE v.store_id = $1 AND v.order_id = $2 AND v.revision IN ($3, $4) ORDER BY l.line_no`,
    [scope.storeId, order.id, from, order.revision],
  );
  const now = rows.find((row) => row.revision === order.revision);
  if (!now) return null;
  const linesOf = (revision: number) =>
    rows.filter((row) => row.revision === revision).map((row) => toLine(row, order.currency));
  const totalOf = (revision: number) =>
    money(rows.find((row) => row.revision === revision)?.total_minor ?? 0n, order.currency);
  const none = zero(order.currency);
  const [before, after] = [totalOf(from), totalOf(order.revision)];
  return {
    reason: now.reason,
    actor: now.actor,
    at: now.created_at.toISOString(),
    lines: compareLines(linesOf(from), linesOf(order.revision)).map((line) => ({
      name: line.name,
      before: toAmountView(line.before ?? none),
      after: toAmountView(line.after ?? none),
      difference: toAmountView(line.difference),
    })),
    before: toAmountView(before),
    after: toAmountView(after),
    difference: toAmountView(subtract(after, before)),
  };
}

type LineRow = {
  revision: number;
  line_no: number;
  sku: string;
  name: string;
  quantity: number;
  unit_price_minor: bigint;
  tax_minor: bigint;
  shipping_minor: bigint;
  shipping_tax_minor: bigint;
  adjustment_minor: bigint;
  trading_agreement: string | null;
  reason: string | null;
  actor: string;
  created_at: Date;
  total_minor: bigint;
};

function toLine(row: LineRow, currency: string): OrderLine {
  return {
    lineNo: row.line_no,
    sku: row.sku,
    name: row.name,
    quantity: row.quantity,
    unitPrice: money(row.unit_price_minor, currency),
    tax: money(row.tax_minor, currency),
    shipping: money(row.shipping_minor, currency),
    shippingTax: money(row.shipping_tax_minor, currency),
    adjustment: money(row.adjustment_minor, currency),
    tradingAgreement: row.trading_agreement,
  };
}
