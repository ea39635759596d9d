import type { ApprovalStatus } from "@/lib/payments/approval-state";
import type { Authorization } from "@/lib/payments/authorization";
import type { GatewayOperation } from "@/lib/payments/gateway";
import type { Capture, Invoice } from "@/lib/payments/invoice";
import type { ApprovalRequest, Order, Release } from "@/lib/payments/order";
import type { PaymentMethod } from "@/lib/payments/payment-method";
import type { RowOf } from "../tables";
import { toMoment, toMomentOrNull, toMoney } from "../to-domain";
import type { Tx } from "../transaction";

/** An order as the rules see it, with the rows behind it. */
export type LoadedOrder = { readonly order: Order; readonly row: RowOf<"orders"> };

/**
 * Loads an order and takes its row lock: everything that changes an order's money queues here, for the few milliseconds of a
 * transaction. Undefined when the store has no such order.
 */
export async function loadOrderForChange(tx: Tx, storeId: string, orderId: string): Promise<LoadedOrder | undefined> {
  const [row] = await tx.select("orders", { storeId, id: orderId }, { lock: true });
  return row ? loadParts(tx, row) : undefined;
}

export async function loadOrderByNumberForChange(
  tx: Tx,
  storeId: string,
  orderNumber: string,
): Promise<LoadedOrder | undefined> {
  const [row] = await tx.select("orders", { storeId, orderNumber }, { lock: true });
  return row ? loadParts(tx, row) : undefined;
}

async function loadParts(tx: Tx, row: RowOf<"orders">): Promise<LoadedOrder> {
  const key = { storeId: row.storeId, orderId: row.id };
  const methods = await tx.rows<MethodRow>(
    `SELECT m.*, t.charge_sequence, b.balance_minor + b.limit_minor - b.held_minor AS available_minor FROM order_payment_methods m
     LEFT JOIN payment_types t ON t.store_id = m.store_id AND t.kind = m.kind
     LEFT JOIN house_balances b ON b.store_id = m.store_id AND b.kind = m.gateway AND b.token = m.token AND b.currency = m.currency
     WHERE m.store_id = $1 AND m.order_id = $2 ORDER BY m.sequence`,
    [row.storeId, row.id],
  );
  const authorizations = await tx.select("authorizations", key, { orderBy: "requested_at, id" });
  const releases = await tx.select("releases", key, { orderBy: "release_no" });
  const invoices = await tx.select("invoices", key, { orderBy: "release_no" });
  const captures = await tx.select("captures", key, { orderBy: "requested_at, id" });
  const openAttempts = await tx.rows<RowOf<"attempts">>(
    `SELECT * FROM attempts WHERE store_id = $1 AND order_id = $2 AND status IN ('requested','started','pending','unconfirmed') ORDER BY requested_at`,
    [row.storeId, row.id],
  );
  const [approval] = await tx.select("approval_requests", key, { orderBy: "requested_at DESC, id DESC", limit: 1 });
  const links = await tx.rows<RowOf<"order_links">>(
    "SELECT * FROM order_links WHERE store_id = $1 AND (predecessor_id = $2 OR successor_id = $2)",
    [row.storeId, row.id],
  );
  const before = links.find((link) => link.successorId === row.id);
  const after = links.find((link) => link.predecessorId === row.id);
  const order: Order = {
    storeId: row.storeId as Order["storeId"],
    id: row.id as Order["id"],
    orderNumber: row.orderNumber,
    source: row.source as Order["source"],
    status: row.status as Order["status"],
    version: row.version,
    total: toMoney(row.totalMinor, row.currency),
    approvedTotal: row.approvedTotalMinor === null ? null : toMoney(row.approvedTotalMinor, row.currency),
    appliedIn: toMoney(row.appliedInMinor, row.currency),
    refundFailed: toMoney(row.refundFailedMinor, row.currency),
    spareSince: toMomentOrNull(row.spareSince),
    isFraudStopped: row.isFraudStopped,
    placedAt: toMoment(row.placedAt),
    promisedShipAt: toMomentOrNull(row.promisedShipAt),
    methods: methods.map(toPaymentMethod),
    authorizations: authorizations.map(toAuthorization),
    releases: releases.map(toRelease),
    invoices: invoices.map(toInvoice),
    captures: captures.map(toCapture),
    openAttempts: openAttempts.map((attempt) => ({
      id: attempt.id as Order["openAttempts"][number]["id"],
      operation: attempt.operation as GatewayOperation,
      obligation: attempt.obligation,
      isUnconfirmed: attempt.status === "unconfirmed",
      requestedAt: toMoment(attempt.requestedAt),
    })),
    approval: approval ? toApproval(approval) : null,
    predecessorId: (before?.predecessorId ?? null) as Order["predecessorId"],
    successor: after ? { orderId: after.successorId as Order["id"], isComplete: after.status === "complete" } : null,
  };
  return { order, row };
}

/** With its place in the charging order, and what a ledger of ours has available for it. */
type MethodRow = RowOf<"order_payment_methods"> & { chargeSequence: number | null; availableMinor: bigint | null };

function toPaymentMethod(row: MethodRow): PaymentMethod {
  return {
    id: row.id as PaymentMethod["id"],
    kind: row.kind as PaymentMethod["kind"],
    gateway: row.gateway as PaymentMethod["gateway"],
    token: row.token,
    customerToken: row.customerToken,
    brand: row.brand,
    last4: row.last4,
    chargeSequence: row.chargeSequence ?? 99,
    sequence: row.sequence,
    status: row.status as PaymentMethod["status"],
    lastReason: row.lastReason as PaymentMethod["lastReason"],
    limit: row.limitMinor === null ? null : toMoney(row.limitMinor, row.currency),
    fixed: row.fixedMinor === null ? null : toMoney(row.fixedMinor, row.currency),
    available: row.availableMinor === null ? null : toMoney(row.availableMinor, row.currency),
  };
}

function toAuthorization(row: RowOf<"authorizations">): Authorization {
  return {
    id: row.id as Authorization["id"],
    paymentMethodId: row.paymentMethodId as Authorization["paymentMethodId"],
    gateway: row.gateway as Authorization["gateway"],
    gatewayReference: row.gatewayReference,
    status: row.status as Authorization["status"],
    initiator: row.initiator as Authorization["initiator"],
    amount: toMoney(row.amountMinor, row.currency),
    captured: toMoney(row.capturedMinor, row.currency),
    reserved: toMoney(row.reservedMinor, row.currency),
    canCaptureAgain: row.canCaptureAgain,
    authorizedAt: toMomentOrNull(row.authorizedAt),
    expiresAt: toMomentOrNull(row.expiresAt),
    expirySource: row.expirySource as Authorization["expirySource"],
    guaranteedUntil: toMomentOrNull(row.guaranteedUntil),
    replacesId: row.replacesId as Authorization["replacesId"],
  };
}

function toRelease(row: RowOf<"releases">): Release {
  return {
    releaseNo: row.releaseNo,
    status: row.status as Release["status"],
    amount: toMoney(row.amountMinor, row.currency),
  };
}

function toInvoice(row: RowOf<"invoices">): Invoice {
  return {
    id: row.id as Invoice["id"],
    invoiceNumber: row.invoiceNumber,
    releaseNo: row.releaseNo,
    status: row.status as Invoice["status"],
    amount: toMoney(row.amountMinor, row.currency),
    captured: toMoney(row.capturedMinor, row.currency),
    reserved: toMoney(row.reservedMinor, row.currency),
    attemptCount: row.attemptCount,
    lastReason: row.lastReason as Invoice["lastReason"],
    lastRawCode: row.lastRawCode,
    nextAttemptAt: toMomentOrNull(row.nextAttemptAt),
  };
}

function toCapture(row: RowOf<"captures">): Capture {
  return {
    id: row.id as Capture["id"],
    invoiceId: row.invoiceId as Capture["invoiceId"],
    authorizationId: row.authorizationId as Capture["authorizationId"],
    status: row.status as Capture["status"],
    amount: toMoney(row.amountMinor, row.currency),
    refunded: toMoney(row.refundedMinor, row.currency),
    refundReserved: toMoney(row.refundReservedMinor, row.currency),
    disputed: toMoney(row.disputedMinor, row.currency),
    applied: toMoney(row.appliedMinor, row.currency),
    capturedAt: toMomentOrNull(row.capturedAt),
  };
}

function toApproval(row: RowOf<"approval_requests">): ApprovalRequest {
  return {
    id: row.id as ApprovalRequest["id"],
    status: row.status as ApprovalStatus,
    reason: row.reason,
    amount: toMoney(row.amountMinor, row.currency),
    previousAmount: toMoney(row.previousMinor, row.currency),
    expiresAt: toMoment(row.expiresAt),
    sentAt: toMomentOrNull(row.sentAt),
    openedAt: toMomentOrNull(row.openedAt),
  };
}
