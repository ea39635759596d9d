import { liveApprovalStatuses } from "@/lib/payments/approval-state";
import type { Authorization } from "@/lib/payments/authorization";
import { type Instant, toInstant } from "@/lib/payments/instant";
import type { Capture, Invoice } from "@/lib/payments/invoice";
import { type Money, money } from "@/lib/payments/money";
import type { ApprovalRequest, OpenAttempt, Order, Release } from "@/lib/payments/order";
import type { PaymentMethod } from "@/lib/payments/payment-method";
import type { RowOf } from "../tables";
import { toMoment, toMomentOrNull } from "../to-domain";

/** A part of an order as JSON carries it: amounts as text of minor units, moments as milliseconds. */
type AsJson<Part> = {
  -readonly [Key in keyof Part]: Part[Key] extends Money | null
    ? TextFor<Part[Key]>
    : Part[Key] extends Instant | null
      ? NumberFor<Part[Key]>
      : Part[Key];
};
type TextFor<Value> = null extends Value ? string | null : string;
type NumberFor<Value> = null extends Value ? number | null : number;

/** All parts of an order, as `orderPartsSql` brings them and `toRow` names them. */
export type OrderPartsJson = {
  methods: AsJson<PaymentMethod>[];
  authorizations: (AsJson<Authorization> & Versioned & { endedAt: number | null })[];
  releases: AsJson<Release>[];
  invoices: (AsJson<Invoice> & Versioned)[];
  captures: (AsJson<Capture> & Versioned)[];
  openAttempts: AsJson<OpenAttempt>[];
  approval: AsJson<ApprovalRequest> | null;
  predecessorId: string | null;
  successor: Order["successor"];
};
type Versioned = { readonly version: number };

/** The columns of an order's own row that its rules need. */
export type OrderRow = Pick<
  RowOf<"orders">,
  | "storeId"
  | "id"
  | "orderNumber"
  | "source"
  | "status"
  | "version"
  | "currency"
  | "totalMinor"
  | "approvedTotalMinor"
  | "appliedInMinor"
  | "prepaidMinor"
  | "refundFailedMinor"
  | "spareSince"
  | "isFraudStopped"
  | "overrideMinor"
  | "overrideAskId"
  | "isDisputed"
  | "disputeDecision"
  | "disputeAnswerBy"
  | "disputeAnswered"
  | "disputeAnswerStuck"
  | "placedAt"
  | "promisedShipAt"
>;

/** An order as the rules see it, from its row and its parts. */
export function toOrder(row: OrderRow, parts: OrderPartsJson): Order {
  const amount = (text: string) => money(BigInt(text), row.currency);
  const amountOrNull = (text: string | null) => (text === null ? null : amount(text));
  return {
    storeId: row.storeId as Order["storeId"],
    id: row.id as Order["id"],
    orderNumber: row.orderNumber,
    source: row.source as Order["source"],
    status: row.status as Order["status"],
    version: row.version,
    total: money(row.totalMinor, row.currency),
    approvedTotal: row.approvedTotalMinor === null ? null : money(row.approvedTotalMinor, row.currency),
    appliedIn: money(row.appliedInMinor, row.currency),
    prepaid: money(row.prepaidMinor, row.currency),
    refundFailed: money(row.refundFailedMinor, row.currency),
    spareSince: toMomentOrNull(row.spareSince),
    isFraudStopped: row.isFraudStopped,
    override: { granted: money(row.overrideMinor, row.currency), isAsked: row.overrideAskId !== null },
    dispute: {
      isOpen: row.isDisputed,
      decision: row.disputeDecision as Order["dispute"]["decision"],
      answerBy: toMomentOrNull(row.disputeAnswerBy),
      isAnswered: row.disputeAnswered,
      isAnswerStuck: row.disputeAnswerStuck,
    },
    placedAt: toMoment(row.placedAt),
    promisedShipAt: toMomentOrNull(row.promisedShipAt),
    methods: parts.methods.map((part) => ({
      ...part,
      limit: amountOrNull(part.limit),
      fixed: amountOrNull(part.fixed),
      available: amountOrNull(part.available),
    })),
    authorizations: parts.authorizations.map(({ endedAt: _endedAt, version: _version, ...part }) => ({
      ...part,
      amount: amount(part.amount),
      captured: amount(part.captured),
      reserved: amount(part.reserved),
      authorizedAt: instantOrNull(part.authorizedAt),
      expiresAt: instantOrNull(part.expiresAt),
      guaranteedUntil: instantOrNull(part.guaranteedUntil),
    })),
    releases: parts.releases.map((part) => ({ ...part, amount: amount(part.amount) })),
    invoices: parts.invoices.map(({ version: _version, ...part }) => ({
      ...part,
      amount: amount(part.amount),
      captured: amount(part.captured),
      reserved: amount(part.reserved),
      nextAttemptAt: instantOrNull(part.nextAttemptAt),
    })),
    captures: parts.captures.map(({ version: _version, ...part }) => ({
      ...part,
      amount: amount(part.amount),
      refunded: amount(part.refunded),
      refundReserved: amount(part.refundReserved),
      disputed: amount(part.disputed),
      applied: amount(part.applied),
      capturedAt: instantOrNull(part.capturedAt),
    })),
    openAttempts: parts.openAttempts.map((part) => ({
      ...part,
      amount: amount(part.amount),
      requestedAt: toInstant(part.requestedAt),
    })),
    approval: parts.approval && {
      ...parts.approval,
      amount: amount(parts.approval.amount),
      previousAmount: amount(parts.approval.previousAmount),
      expiresAt: toInstant(parts.approval.expiresAt),
      sentAt: instantOrNull(parts.approval.sentAt),
      openedAt: instantOrNull(parts.approval.openedAt),
      sendAt: instantOrNull(parts.approval.sendAt),
      remindAt: instantOrNull(parts.approval.remindAt),
      questionAt: instantOrNull(parts.approval.questionAt),
    },
    predecessorId: parts.predecessorId as Order["predecessorId"],
    successor: parts.successor,
  };
}

function instantOrNull(ms: number | null): Instant | null {
  return ms === null ? null : toInstant(ms);
}

// Amounts leave the database as text and moments as whole milliseconds: a JSON number would lose digits of the former.
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::int8`;

const list = (json: string, from: string, order: string) =>
  `(SELECT coalesce(json_agg(json_build_object(${json}) ORDER BY ${order}), '[]') FROM ${from} WHERE x.store_id = o.store_id AND x.order_id = o.id)`;

// The newest request, unless an older one lives: of two that were made at one moment, the one that replaced the other may bear the earlier time.
const liveStatuses = liveApprovalStatuses.map((status) => `'${status}'`).join(",");

/** The columns of OrderPartsJson for an order `o`. */
export const orderPartsSql = `
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
     'guaranteedUntil', ${ms("x.guaranteed_until")}, 'canCaptureAgain', x.can_capture_again, 'canIncrease', x.can_increase, 'replacesId', x.replaces_id, 'endedAt', ${ms("x.ended_at")}, 'version', x.version`,
    "authorizations x",
    "x.requested_at, x.id",
  )} AS authorizations,
  ${list("'releaseNo', x.release_no, 'status', x.status, 'amount', x.amount_minor::text", "releases x", "x.release_no")} AS releases,
  ${list(
    `'id', x.id, 'invoiceNumber', x.invoice_number, 'releaseNo', x.release_no, 'status', x.status, 'amount', x.amount_minor::text,
     'captured', x.captured_minor::text, 'reserved', x.reserved_minor::text, 'attemptCount', x.attempt_count, 'lastReason', x.last_reason,
     'lastRawCode', x.last_raw_code, 'nextAttemptAt', ${ms("x.next_attempt_at")}, 'version', x.version`,
    "invoices x",
    "x.release_no",
  )} AS invoices,
  ${list(
    `'id', x.id, 'invoiceId', x.invoice_id, 'authorizationId', x.authorization_id, 'status', x.status, 'amount', x.amount_minor::text,
     'refunded', x.refunded_minor::text, 'refundReserved', x.refund_reserved_minor::text, 'disputed', x.disputed_minor::text,
     'applied', x.applied_minor::text, 'capturedAt', ${ms("x.captured_at")}, 'version', x.version`,
    "captures x",
    "x.requested_at, x.id",
  )} AS captures,
  (SELECT coalesce(json_agg(json_build_object('id', x.id, 'operation', x.operation, 'obligation', x.obligation,
       'isUnconfirmed', x.status = 'unconfirmed',
       'isAskedOut', x.status IN ('pending','unconfirmed') AND x.next_enquiry_at IS NULL, 'amount', x.amount_minor::text, 'requestedAt', ${ms("x.requested_at")}) ORDER BY x.requested_at), '[]')
     FROM attempts x WHERE x.store_id = o.store_id AND x.order_id = o.id AND x.status IN ('requested','started','pending','unconfirmed')) AS open_attempts,
  (SELECT json_build_object('id', x.id, 'status', x.status, 'reason', x.reason, 'amount', x.amount_minor::text, 'previousAmount', x.previous_minor::text,
       'expiresAt', ${ms("x.expires_at")}, 'sentAt', ${ms("x.sent_at")}, 'openedAt', ${ms("x.opened_at")},
       'sendAt', (SELECT min(${ms("m.send_at")}) FROM mails m WHERE m.store_id = x.store_id AND m.approval_request_id = x.id AND m.status = 'requested'),
       'remindAt', ${ms("x.remind_at")}, 'questionAt', ${ms("x.question_at")}, 'failureReason', x.failure_reason)
     FROM approval_requests x WHERE x.store_id = o.store_id AND x.order_id = o.id ORDER BY (x.status IN (${liveStatuses})) DESC, x.requested_at DESC, x.id DESC LIMIT 1) AS approval,
  (SELECT x.predecessor_id FROM order_links x WHERE x.store_id = o.store_id AND x.successor_id = o.id) AS predecessor_id,
  (SELECT json_build_object('orderId', x.successor_id, 'isComplete', x.status = 'complete')
     FROM order_links x WHERE x.store_id = o.store_id AND x.predecessor_id = o.id) AS successor`;
