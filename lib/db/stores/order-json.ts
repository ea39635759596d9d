import type { Authorization } from "@/lib/payments/authorization";
import { type Instant, toInstant } from "@/lib/payments/instant";
import type { Capture, Invoice } from "@/lib/payments/invoice";
import { type Money, money } from "@/lib/payments/money";
import type { ApprovalRequest, OpenAttempt, Order, Release } from "@/lib/payments/order";
import type { PaymentMethod } from "@/lib/payments/payment-method";

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

export type OrderJson = {
  id: string;
  store_id: string;
  order_number: string;
  source: string;
  status: string;
  version: number;
  currency: string;
  total_minor: bigint;
  approved_total_minor: bigint | null;
  applied_in_minor: bigint;
  refund_failed_minor: bigint;
  spare_since: Date | null;
  is_fraud_stopped: boolean;
  placed_at: Date;
  promised_ship_at: Date | null;
  reference: string | null;
  capture_status: string;
  revision: number;
  approved_revision: number | null;
  fraud_reason: string | null;
  is_manual_only: boolean;
  shipped_at: Date | null;
  cancelled_at: Date | null;
  cancel_reason: string | null;
  owner_id: string | null;
  account_id: string;
  account_name: string;
  account_email: string | null;
  account_phone: string | null;
  account_city: string | null;
  methods: AsJson<PaymentMethod>[];
  authorizations: (AsJson<Authorization> & { endedAt: number | null })[];
  releases: AsJson<Release>[];
  invoices: AsJson<Invoice>[];
  captures: AsJson<Capture>[];
  open_attempts: AsJson<OpenAttempt>[];
  approval: AsJson<ApprovalRequest> | null;
  predecessor_id: string | null;
  successor: Order["successor"];
};

export function toOrder(row: OrderJson): Order {
  const amount = (text: string) => money(BigInt(text), row.currency);
  const amountOrNull = (text: string | null) => (text === null ? null : amount(text));
  return {
    storeId: row.store_id as Order["storeId"],
    id: row.id as Order["id"],
    orderNumber: row.order_number,
    source: row.source as Order["source"],
    status: row.status as Order["status"],
    version: row.version,
    total: money(row.total_minor, row.currency),
    approvedTotal: row.approved_total_minor === null ? null : money(row.approved_total_minor, row.currency),
    appliedIn: money(row.applied_in_minor, row.currency),
    refundFailed: money(row.refund_failed_minor, row.currency),
    spareSince: row.spare_since === null ? null : toInstant(row.spare_since.getTime()),
    isFraudStopped: row.is_fraud_stopped,
    placedAt: toInstant(row.placed_at.getTime()),
    promisedShipAt: row.promised_ship_at === null ? null : toInstant(row.promised_ship_at.getTime()),
    methods: row.methods.map((part) => ({
      ...part,
      limit: amountOrNull(part.limit),
      fixed: amountOrNull(part.fixed),
      available: amountOrNull(part.available),
    })),
    authorizations: row.authorizations.map(({ endedAt: _endedAt, ...part }) => ({
      ...part,
      amount: amount(part.amount),
      captured: amount(part.captured),
      reserved: amount(part.reserved),
      authorizedAt: instantOrNull(part.authorizedAt),
      expiresAt: instantOrNull(part.expiresAt),
      guaranteedUntil: instantOrNull(part.guaranteedUntil),
    })),
    releases: row.releases.map((part) => ({ ...part, amount: amount(part.amount) })),
    invoices: row.invoices.map((part) => ({
      ...part,
      amount: amount(part.amount),
      captured: amount(part.captured),
      reserved: amount(part.reserved),
      nextAttemptAt: instantOrNull(part.nextAttemptAt),
    })),
    captures: row.captures.map((part) => ({
      ...part,
      amount: amount(part.amount),
      refunded: amount(part.refunded),
      refundReserved: amount(part.refundReserved),
      disputed: amount(part.disputed),
      applied: amount(part.applied),
      capturedAt: instantOrNull(part.capturedAt),
    })),
    openAttempts: row.open_attempts.map((part) => ({ ...part, requestedAt: toInstant(part.requestedAt) })),
    approval: row.approval && {
      ...row.approval,
      amount: amount(row.approval.amount),
      previousAmount: amount(row.approval.previousAmount),
      expiresAt: toInstant(row.approval.expiresAt),
      sentAt: instantOrNull(row.approval.sentAt),
      openedAt: instantOrNull(row.approval.openedAt),
    },
    predecessorId: row.predecessor_id as Order["predecessorId"],
    successor: row.successor,
  };
}

function instantOrNull(ms: number | null): Instant | null {
  return ms === null ? null : toInstant(ms);
}
