import type { Authorization } from "./authorization";
import type {
  ApprovalRequestId,
  AttemptId,
  AuthorizationId,
  CaptureId,
  InvoiceId,
  OrderId,
  PaymentMethodId,
  StoreId,
} from "./ids";
import { type Instant, toInstant } from "./instant";
import type { Capture, Invoice } from "./invoice";
import { type Money, money, zero } from "./money";
import type { ApprovalRequest, OpenAttempt, Order, Release } from "./order";
import type { PaymentMethod } from "./payment-method";

/** A small consistent order for tests of rules: 200.00 USD on one Visa card, confirmed, nothing held yet. Every part can be overridden. */
export function exampleOrder(parts: Partial<Order> = {}): Order {
  return {
    storeId: "store-1" as StoreId,
    id: "order-1" as OrderId,
    orderNumber: "00012345",
    source: "commerce",
    status: "confirmed",
    version: 1,
    total: usd(20_000),
    approvedTotal: usd(20_000),
    appliedIn: usd(0),
    prepaid: usd(0),
    refundFailed: usd(0),
    spareSince: null,
    isFraudStopped: false,
    override: { granted: usd(0), isAsked: false },
    dispute: { isOpen: false, decision: null, answerBy: null, isAnswered: false, isAnswerStuck: false },
    placedAt: exampleNow,
    promisedShipAt: null,
    methods: [exampleMethod()],
    authorizations: [],
    releases: [],
    invoices: [],
    captures: [],
    openAttempts: [],
    approval: null,
    predecessorId: null,
    successor: null,
    ...parts,
  };
}

export const exampleNow: Instant = toInstant(1_800_000_000_000);

export function usd(amountMinor: bigint | number): Money {
  return money(amountMinor, "USD");
}

export function methodId(name: string): PaymentMethodId {
  return name as PaymentMethodId;
}

export function holdId(name: string): AuthorizationId {
  return name as AuthorizationId;
}

export function invoiceId(name: string): InvoiceId {
  return name as InvoiceId;
}

export function exampleMethod(parts: Partial<PaymentMethod> = {}): PaymentMethod {
  return {
    id: methodId("visa"),
    kind: "card",
    gateway: "stripe",
    token: "pm_visa",
    customerToken: "cus_1",
    brand: "visa",
    last4: "4242",
    chargeSequence: 1,
    sequence: 1,
    status: "active",
    lastReason: null,
    limit: null,
    fixed: null,
    available: null,
    ...parts,
  };
}

/** A live hold of 200.00 without an end. */
export function exampleHold(parts: Partial<Authorization> = {}): Authorization {
  return {
    id: holdId("hold-1"),
    paymentMethodId: methodId("visa"),
    gateway: "stripe",
    gatewayReference: "pi_1",
    status: "authorized",
    initiator: "customer",
    amount: usd(20_000),
    captured: usd(0),
    reserved: usd(0),
    canCaptureAgain: true,
    canIncrease: false,
    authorizedAt: exampleNow,
    expiresAt: null,
    expirySource: null,
    guaranteedUntil: null,
    replacesId: null,
    ...parts,
  };
}

export function exampleRelease(parts: Partial<Release> = {}): Release {
  return { releaseNo: 1, status: "shipped", amount: usd(20_000), ...parts };
}

export function exampleInvoice(parts: Partial<Invoice> = {}): Invoice {
  return {
    id: invoiceId("invoice-1"),
    invoiceNumber: "INV-1",
    releaseNo: 1,
    status: "open",
    amount: usd(20_000),
    captured: usd(0),
    reserved: usd(0),
    attemptCount: 0,
    lastReason: null,
    lastRawCode: null,
    nextAttemptAt: null,
    ...parts,
  };
}

export function exampleCapture(parts: Partial<Capture> = {}): Capture {
  return {
    id: "capture-1" as CaptureId,
    invoiceId: invoiceId("invoice-1"),
    authorizationId: holdId("hold-1"),
    status: "requested",
    amount: usd(20_000),
    refunded: zero("USD"),
    refundReserved: zero("USD"),
    disputed: zero("USD"),
    applied: zero("USD"),
    capturedAt: null,
    ...parts,
  };
}

export function exampleAttempt(parts: Partial<OpenAttempt> = {}): OpenAttempt {
  return {
    id: "attempt-1" as AttemptId,
    operation: "capture",
    obligation: "capture:invoice-1:visa",
    isUnconfirmed: false,
    isAskedOut: false,
    amount: usd(2000),
    requestedAt: exampleNow,
    ...parts,
  };
}

export function exampleApproval(parts: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    id: "request-1" as ApprovalRequestId,
    status: "sent",
    reason: "price_rise",
    amount: usd(24_118),
    previousAmount: usd(20_000),
    expiresAt: toInstant(exampleNow + 7 * 86_400_000),
    sentAt: exampleNow,
    openedAt: null,
    sendAt: null,
    remindAt: null,
    questionAt: null,
    failureReason: null,
    ...parts,
  };
}

/** 200.00 confirmed, shipped in one release and invoiced, not captured. */
export function shippedOrder(parts: Partial<Order> = {}): Order {
  return exampleOrder({
    status: "shipped",
    authorizations: [exampleHold()],
    releases: [exampleRelease()],
    invoices: [exampleInvoice()],
    ...parts,
  });
}
