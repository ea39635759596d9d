import {
  lineageOf,
  type RefundableRow,
  refundableColumns,
  refundableTables,
  refundableTerms,
  toRefundable,
} from "@/lib/db/stores/lineage-store";
import { toRow } from "@/lib/db/transaction";
import { methodLabel } from "@/lib/format/method-label";
import { type Money, subtract, sum } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { keepPaidAhead, type RefundableCapture, refundableOf, refundableRest } from "@/lib/payments/refunding";
import { needlessPrepaid } from "@/lib/payments/spare-money";
import { loadOrders } from "../orders/load-orders";
import { type QueryScope, readRows } from "../query-scope";

/** One capture that money may go back from, as the refund dialog shows it; amounts as text of minor units. */
export type RefundSource = {
  id: string;
  paymentMethodId: string;
  label: string;
  /** The order that it was captured under, where that is an earlier one. */
  from: string | null;
  status: RefundableCapture["status"];
  rest: string;
  isFrozen: boolean;
  chargedAs: number;
  step: string;
};

/** Where money of an order's whole lineage may go back from, and how much in all (PR-5); and the other orders of it. */
export async function readRefundSources(
  scope: QueryScope,
  order: { id: string; orderNumber: string; currency: string },
): Promise<{ sources: RefundSource[]; rest: Money; givenBack: Money; others: Order[] }> {
  const lineage = await lineageOf((text, values) => readRows(scope, text, values), scope.storeId, order.id);
  const raw = await readRows<Record<string, unknown>>(
    scope,
    `SELECT ${refundableColumns}, m.kind, m.brand, m.last4 ${refundableTables}
     WHERE c.store_id = $1 AND c.order_id = ANY($2) AND ${refundableTerms} ORDER BY c.requested_at DESC, c.id DESC`,
    [scope.storeId, lineage],
  );
  const found = raw.map((each) => toRow<Row>(each));
  const line = await readLine(scope, lineage);
  const needed = line.map((each) => subtract(each.prepaid, needlessPrepaid(each)));
  const kept = keepPaidAhead(
    found.map((row) => toRefundable({ ...row, chargedAs: Number(row.chargedAs) })),
    sum(order.currency, needed),
  );
  const captures = found.flatMap((row, at) => (kept[at] ? [{ row, capture: kept[at] }] : []));
  return {
    others: line.filter(({ id }) => id !== order.id),
    rest: refundableOf(
      captures.map(({ capture }) => capture),
      order.currency,
    ),
    givenBack: sum(
      order.currency,
      captures.map(({ capture }) => capture.refunded),
    ),
    sources: captures.map(({ row, capture }) => ({
      id: capture.id,
      paymentMethodId: capture.paymentMethodId,
      label: methodLabel(row),
      from: row.orderNumber === order.orderNumber ? null : row.orderNumber,
      status: capture.status,
      rest: refundableRest(capture).amountMinor.toString(),
      isFrozen: capture.isFrozen,
      chargedAs: capture.chargedAs,
      step: capture.step.toString(),
    })),
  };
}

type Row = RefundableRow & { kind: string; brand: string | null; last4: string | null };

/** The orders of a lineage, the oldest first; none where an order is alone. */
async function readLine(scope: QueryScope, lineage: readonly string[]): Promise<Order[]> {
  if (lineage.length < 2) return [];
  const found = await loadOrders(scope, lineage);
  return lineage.flatMap((id) => found.get(id)?.order ?? []);
}
