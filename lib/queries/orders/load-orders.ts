import { type Instant, toInstant } from "@/lib/payments/instant";
import type { Order } from "@/lib/payments/order";
import { type QueryScope, readRows } from "../query-scope";
import { type OrderJson, toOrder } from "./order-json";

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
  const rows = await readRows<OrderJson>(scope, loadSql, [scope.storeId, [...new Set(orderIds)]]);
  return new Map(rows.map((row) => [row.id, toOrderRead(row)]));
}

function toOrderRead(row: OrderJson): OrderRead {
  return {
    order: toOrder(row),
    account: {
      id: row.account_id,
      name: row.account_name,
      email: row.account_email,
      phone: row.account_phone,
      city: row.account_city,
    },
    reference: row.reference,
    captureStatus: row.capture_status,
    revision: row.revision,
    approvedRevision: row.approved_revision,
    fraudReason: row.fraud_reason,
    isManualOnly: row.is_manual_only,
    shippedAt: row.shipped_at,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    ownerId: row.owner_id,
    holdsEndedAt: new Map(
      row.authorizations.flatMap(({ id, endedAt }) => (endedAt === null ? [] : [[id, toInstant(endedAt)] as const])),
    ),
  };
}

// Amounts leave the database as text and moments as whole milliseconds: a JSON number would lose digits of the former.
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::int8`;

const list = (json: string, from: string, order: string) =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_object(${json}) ORDER BY ${order}), '[]') FROM ${from} WHERE x.store_id = o.store_id AND x.order_id = o.id)`;

const loadSql = `
SELECT o.id, o.store_id, o.order_number, o.source, o.status, o.version, o.currency, o.total_minor, o.approved_total_minor, o.applied_in_minor, o.refund_failed_minor, o.spare_since, o.is_fraud_stopped,
  o.placed_at, o.promised_ship_at, o.reference, o.capture_status, o.revision, o.approved_revision, o.fraud_reason, o.is_manual_only, o.shipped_at,
  o.cancelled_at, o.cancel_reason, o.owner_id, a.id AS account_id, a.name AS account_name, a.email AS account_email, a.phone AS account_phone,
  a.city AS account_city,
  ${list(
    `'id', x.id, 'kind', x.kind, 'gateway', x.gateway, 'token', x.token, 'customerToken', x.customer_token, 'brand', x.brand, 'last4', x.last4,
     'chargeSequence', coalesce(t.charge_sequence, 99), 'sequence', x.sequence, 'status', x.status, 'lastReason', x.last_reason, 'limit', x.limit_minor::text, 'fixed', x.fixed_minor::text,
     'available', (b.balance_minor + b.limit_minor - b.held_minor)::text`,
    `order_payment_methods x LEFT JOIN payment_types t ON t.store_id = x.store_id AND t.kind = x.kind
     LEFT JOIN house_balances b ON b.store_id = x.store_id AND b.kind = x.gateway AND b.token = x.token AND b.currency = x.currency`,
    "x.sequence",
  )} AS methods,
  ${list(
    `'id', x.id, 'paymentMethodId', x.payment_method_id, 'gateway', x.gateway, 'gatewayReference', x.gateway_reference, 'status', x.status,
     'initiator', x.initiator, 'amount', x.amount_minor::text, 'captured', x.captured_minor::text, 'reserved', x.reserved_minor::text,
     'authorizedAt', ${ms("x.authorized_at")}, 'expiresAt', ${ms("x.expires_at")}, 'expirySource', x.expiry_source,
     'guaranteedUntil', ${ms("x.guaranteed_until")}, 'canCaptureAgain', x.can_capture_again, 'replacesId', x.replaces_id, 'endedAt', ${ms("x.ended_at")}`,
    "authorizations x",
    "x.requested_at, x.id",
  )} AS authorizations,
  ${list("'releaseNo', x.release_no, 'status', x.status, 'amount', x.amount_minor::text", "releases x", "x.release_no")} AS releases,
  ${list(
    `'id', x.id, 'invoiceNumber', x.invoice_number, 'releaseNo', x.release_no, 'status', x.status, 'amount', x.amount_minor::text,
     'captured', x.captured_minor::text, 'reserved', x.reserved_minor::text, 'attemptCount', x.attempt_count, 'lastReason', x.last_reason, 'lastRawCode', x.last_raw_code,
     'nextAttemptAt', ${ms("x.next_attempt_at")}`,
    "invoices x",
    "x.release_no",
  )} AS invoices,
  ${list(
    `'id', x.id, 'invoiceId', x.invoice_id, 'authorizationId', x.authorization_id, 'status', x.status, 'amount', x.amount_minor::text,
     'refunded', x.refunded_minor::text, 'refundReserved', x.refund_reserved_minor::text, 'disputed', x.disputed_minor::text,
     'applied', x.applied_minor::text, 'capturedAt', ${ms("x.captured_at")}`,
    "captures x",
    "x.requested_at, x.id",
  )} AS captures,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'operation', x.operation, 'obligation', x.obligation,
       'isUnconfirmed', x.status = 'unconfirmed', 'requestedAt', ${ms("x.requested_at")}) ORDER BY x.requested_at), '[]')
     FROM attempts x WHERE x.store_id = o.store_id AND x.order_id = o.id AND x.status IN ('requested','started','pending','unconfirmed')) AS open_attempts,
  (SELECT jsonb_build_object('id', x.id, 'status', x.status, 'reason', x.reason, 'amount', x.amount_minor::text, 'previousAmount', x.previous_minor::text,
       'expiresAt', ${ms("x.expires_at")}, 'sentAt', ${ms("x.sent_at")}, 'openedAt', ${ms("x.opened_at")})
     FROM approval_requests x WHERE x.store_id = o.store_id AND x.order_id = o.id ORDER BY x.requested_at DESC, x.id DESC LIMIT 1) AS approval,
  (SELECT x.predecessor_id FROM order_links x WHERE x.store_id = o.store_id AND x.successor_id = o.id) AS predecessor_id,
  (SELECT jsonb_build_object('orderId', x.successor_id, 'isComplete', x.status = 'complete')
     FROM order_links x WHERE x.store_id = o.store_id AND x.predecessor_id = o.id) AS successor
FROM orders o JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
WHERE o.store_id = $1 AND o.id = ANY($2)`;
