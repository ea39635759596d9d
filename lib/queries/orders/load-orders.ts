import { toRow } from "@/lib/db/columns";
import { type OrderPartsJson, type OrderRow, orderPartsSql, toOrder } from "@/lib/db/stores/order-json";
import { type Instant, toInstant } from "@/lib/payments/instant";
import type { Order } from "@/lib/payments/order";
import { type QueryScope, readRows } from "../query-scope";

/** An order as the rules see it, and what screens say beside it. */
export type OrderRead = {
  readonly order: Order;
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly city: string | null;
  };
  readonly reference: string | null;
  readonly captureStatus: string;
  readonly revision: number;
  readonly approvedRevision: number | null;
  readonly fraudReason: string | null;
  readonly isManualOnly: boolean;
  readonly shippedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  readonly ownerId: string | null;
  /** When each hold that is no more really ended; a gateway may end one before its date. */
  readonly holdsEndedAt: ReadonlyMap<string, Instant>;
};

/**
 * Orders with all their parts in one statement, however many are asked for: a page of rows is judged by the very rules that judge a single
 * record. Keyed by order id; ids of other stores are not found.
 */
export async function loadOrders(
  scope: Pick<QueryScope, "pool" | "storeId">,
  orderIds: readonly string[],
): Promise<Map<string, OrderRead>> {
  if (orderIds.length === 0) return new Map();
  const rows = await readRows<Record<string, unknown>>(scope, loadSql, [scope.storeId, [...new Set(orderIds)]]);
  const orders = rows.map((row) => toOrderRead(toRow<OrderReadJson>(row)));
  return new Map(orders.map((read) => [read.order.id, read]));
}

type OrderReadJson = OrderRow &
  OrderPartsJson &
  Omit<OrderRead, "order" | "account" | "holdsEndedAt"> & {
    readonly accountId: string;
    readonly accountName: string;
    readonly accountEmail: string | null;
    readonly accountPhone: string | null;
    readonly accountCity: string | null;
  };

function toOrderRead(row: OrderReadJson): OrderRead {
  return {
    order: toOrder(row, row),
    account: {
      id: row.accountId,
      name: row.accountName,
      email: row.accountEmail,
      phone: row.accountPhone,
      city: row.accountCity,
    },
    reference: row.reference,
    captureStatus: row.captureStatus,
    revision: row.revision,
    approvedRevision: row.approvedRevision,
    fraudReason: row.fraudReason,
    isManualOnly: row.isManualOnly,
    shippedAt: row.shippedAt,
    cancelledAt: row.cancelledAt,
    cancelReason: row.cancelReason,
    ownerId: row.ownerId,
    holdsEndedAt: new Map(
      row.authorizations.flatMap(({ id, endedAt }) => (endedAt === null ? [] : [[id, toInstant(endedAt)] as const])),
    ),
  };
}

const loadSql = `
SELECT o.id, o.store_id, o.order_number, o.source, o.status, o.version, o.currency, o.total_minor, o.approved_total_minor, o.applied_in_minor, o.prepaid_minor,
  o.refund_failed_minor, o.spare_since, o.is_fraud_stopped, o.override_minor, o.override_ask_id, o.is_disputed, o.dispute_decision, o.dispute_answer_by, o.dispute_answered, o.dispute_answer_stuck,
  o.placed_at, o.promised_ship_at, o.reference, o.capture_status, o.revision, o.approved_revision, o.fraud_reason, o.is_manual_only, o.shipped_at,
  o.cancelled_at, o.cancel_reason, o.owner_id, a.id AS account_id, a.name AS account_name, a.email AS account_email, a.phone AS account_phone,
  a.city AS account_city,
  ${orderPartsSql}
FROM orders o JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
WHERE o.store_id = $1 AND o.id = ANY($2)`;
