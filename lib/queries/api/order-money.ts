import { methodLabel } from "@/lib/format/method-label";
import { type AuthorizationStatus, outerAuthorizationStatus } from "@/lib/payments/authorization-state";
import { type InvoiceStatus, outerCaptureStatus } from "@/lib/payments/capture-state";
import { type Money, money } from "@/lib/payments/money";
import { type QueryScope, readRows } from "../query-scope";
import { type ApiAttempt, type AttemptFacts, toApiAttempt } from "./attempt-row";
import { isoOrNull } from "./iso-or-null";
import type { OrderPartKey } from "./order-part-key";

type Scope = Pick<QueryScope, "pool">;

export type ApiPaymentMethod = {
  id: string;
  sequence: number;
  type: string;
  gateway: string;
  label: string;
  brand: string | null;
  last4: string | null;
  expiryMonth: number | null;
  expiryYear: number | null;
  status: string;
  limit: Money | null;
  fixedAmount: Money | null;
  lastReason: string | null;
  lastRawCode: string | null;
  lastFailedAt: string | null;
};

/** In the sequence of the order. Tokens stay inside. */
export async function readMethods(scope: Scope, key: OrderPartKey): Promise<ApiPaymentMethod[]> {
  type Json = Omit<ApiPaymentMethod, "label" | "limit" | "fixedAmount" | "lastFailedAt"> & {
    limitMinor: bigint | null;
    fixedMinor: bigint | null;
    lastFailedAt: Date | null;
  };
  const rows = await readRows<Json>(
    scope,
    `SELECT id, sequence, kind AS type, gateway, brand, last4, expiry_month AS "expiryMonth", expiry_year AS "expiryYear", status,
       limit_minor AS "limitMinor", fixed_minor AS "fixedMinor", last_reason AS "lastReason", last_raw_code AS "lastRawCode",
       last_failed_at AS "lastFailedAt"
     FROM order_payment_methods WHERE store_id = $1 AND order_id = $2 AND status <> 'removed' ORDER BY sequence`,
    [key.storeId, key.orderId],
  );
  return rows.map(({ limitMinor, fixedMinor, ...row }) => ({
    ...row,
    label: methodLabel({ kind: row.type, brand: row.brand, last4: row.last4 }),
    limit: limitMinor === null ? null : money(limitMinor, key.currency),
    fixedAmount: fixedMinor === null ? null : money(fixedMinor, key.currency),
    lastFailedAt: isoOrNull(row.lastFailedAt),
  }));
}

export type ApiAuthorization = {
  id: string;
  paymentMethodId: string;
  gateway: string;
  gatewayReference: string | null;
  initiator: string;
  status: string;
  amount: Money;
  captured: Money;
  requestedAt: string;
  authorizedAt: string | null;
  expiresAt: string | null;
  expirySource: string | null;
  guaranteedUntil: string | null;
  endedAt: string | null;
  replacesId: string | null;
};

export async function readAuthorizations(scope: Scope, key: OrderPartKey): Promise<ApiAuthorization[]> {
  type Json = Omit<
    ApiAuthorization,
    "amount" | "captured" | "requestedAt" | "authorizedAt" | "expiresAt" | "guaranteedUntil" | "endedAt"
  > & {
    amountMinor: bigint;
    capturedMinor: bigint;
    requestedAt: Date;
    authorizedAt: Date | null;
    expiresAt: Date | null;
    guaranteedUntil: Date | null;
    endedAt: Date | null;
  };
  const rows = await readRows<Json>(
    scope,
    `SELECT id, payment_method_id AS "paymentMethodId", gateway, gateway_reference AS "gatewayReference", initiator, status,
       amount_minor AS "amountMinor", captured_minor AS "capturedMinor", requested_at AS "requestedAt", authorized_at AS "authorizedAt",
       expires_at AS "expiresAt", expiry_source AS "expirySource", guaranteed_until AS "guaranteedUntil", ended_at AS "endedAt",
       replaces_id AS "replacesId"
     FROM authorizations WHERE store_id = $1 AND order_id = $2 ORDER BY requested_at, id`,
    [key.storeId, key.orderId],
  );
  return rows.map(({ amountMinor, capturedMinor, ...row }) => ({
    ...row,
    status: outerAuthorizationStatus[row.status as AuthorizationStatus],
    amount: money(amountMinor, key.currency),
    captured: money(capturedMinor, key.currency),
    requestedAt: row.requestedAt.toISOString(),
    authorizedAt: isoOrNull(row.authorizedAt),
    expiresAt: isoOrNull(row.expiresAt),
    guaranteedUntil: isoOrNull(row.guaranteedUntil),
    endedAt: isoOrNull(row.endedAt),
  }));
}

export type ApiCapture = {
  id: string;
  invoiceId: string | null;
  authorizationId: string;
  paymentMethodId: string;
  gatewayReference: string | null;
  status: string;
  amount: Money;
  refunded: Money;
  requestedAt: string;
  capturedAt: string | null;
};

export async function readCaptures(scope: Scope, key: OrderPartKey): Promise<ApiCapture[]> {
  type Json = Omit<ApiCapture, "amount" | "refunded" | "requestedAt" | "capturedAt"> & {
    amountMinor: bigint;
    refundedMinor: bigint;
    requestedAt: Date;
    capturedAt: Date | null;
  };
  const rows = await readRows<Json>(
    scope,
    `SELECT id, invoice_id AS "invoiceId", authorization_id AS "authorizationId", payment_method_id AS "paymentMethodId",
       gateway_reference AS "gatewayReference", status, amount_minor AS "amountMinor", refunded_minor AS "refundedMinor",
       requested_at AS "requestedAt", captured_at AS "capturedAt"
     FROM captures WHERE store_id = $1 AND order_id = $2 ORDER BY requested_at, id`,
    [key.storeId, key.orderId],
  );
  return rows.map(({ amountMinor, refundedMinor, ...row }) => ({
    ...row,
    amount: money(amountMinor, key.currency),
    refunded: money(refundedMinor, key.currency),
    requestedAt: row.requestedAt.toISOString(),
    capturedAt: isoOrNull(row.capturedAt),
  }));
}

export type ApiRefund = {
  id: string;
  captureId: string;
  gatewayReference: string | null;
  status: string;
  amount: Money;
  reason: string;
  requestedAt: string;
  refundedAt: string | null;
};

export async function readRefunds(scope: Scope, key: OrderPartKey): Promise<ApiRefund[]> {
  type Json = Omit<ApiRefund, "amount" | "requestedAt" | "refundedAt"> & {
    amountMinor: bigint;
    requestedAt: Date;
    refundedAt: Date | null;
  };
  const rows = await readRows<Json>(
    scope,
    `SELECT id, capture_id AS "captureId", gateway_reference AS "gatewayReference", status, amount_minor AS "amountMinor", reason,
       requested_at AS "requestedAt", refunded_at AS "refundedAt"
     FROM refunds WHERE store_id = $1 AND order_id = $2 ORDER BY requested_at, id`,
    [key.storeId, key.orderId],
  );
  return rows.map(({ amountMinor, ...row }) => ({
    ...row,
    amount: money(amountMinor, key.currency),
    requestedAt: row.requestedAt.toISOString(),
    refundedAt: isoOrNull(row.refundedAt),
  }));
}

export type ApiInvoice = {
  id: string;
  invoiceNumber: string;
  releaseNo: number;
  status: string;
  captureStatus: string;
  amount: Money;
  captured: Money;
  balance: Money;
  attemptCount: number;
  lastReason: string | null;
  lastRawCode: string | null;
  lastRawMessage: string | null;
  lastFailedAt: string | null;
  nextStep: string | null;
  nextAttemptAt: string | null;
  captureId: string | null;
  issuedAt: string;
  paidAt: string | null;
};

/** `invoiceId` narrows to one. */
export async function readInvoices(scope: Scope, key: OrderPartKey, invoiceId: string | null = null) {
  type Json = Omit<
    ApiInvoice,
    "captureStatus" | "amount" | "captured" | "balance" | "lastFailedAt" | "nextAttemptAt" | "issuedAt" | "paidAt"
  > & {
    amountMinor: bigint;
    capturedMinor: bigint;
    lastFailedAt: Date | null;
    nextAttemptAt: Date | null;
    issuedAt: Date;
    paidAt: Date | null;
  };
  const rows = await readRows<Json>(
    scope,
    `SELECT id, invoice_number AS "invoiceNumber", release_no AS "releaseNo", status, amount_minor AS "amountMinor", captured_minor AS "capturedMinor",
       attempt_count AS "attemptCount", last_reason AS "lastReason", last_raw_code AS "lastRawCode", last_raw_message AS "lastRawMessage",
       last_failed_at AS "lastFailedAt", next_step AS "nextStep", next_attempt_at AS "nextAttemptAt", capture_id AS "captureId",
       issued_at AS "issuedAt", paid_at AS "paidAt"
     FROM invoices WHERE store_id = $1 AND order_id = $2 AND ($3::text IS NULL OR id = $3) ORDER BY release_no`,
    [key.storeId, key.orderId, invoiceId],
  );
  return rows.map(
    ({ amountMinor, capturedMinor, ...row }): ApiInvoice => ({
      ...row,
      captureStatus: outerCaptureStatus[row.status as InvoiceStatus],
      amount: money(amountMinor, key.currency),
      captured: money(capturedMinor, key.currency),
      balance: money(amountMinor - capturedMinor, key.currency),
      lastFailedAt: isoOrNull(row.lastFailedAt),
      nextAttemptAt: isoOrNull(row.nextAttemptAt),
      issuedAt: row.issuedAt.toISOString(),
      paidAt: isoOrNull(row.paidAt),
    }),
  );
}

export const attemptColumns = `id, operation, operation_id AS "operationId", attempt_no AS "attemptNo", status, amount_minor AS "amountMinor", currency, gateway,
       gateway_reference AS "gatewayReference", reason, raw_code AS "rawCode", raw_message AS "rawMessage",
       payment_method_id AS "paymentMethodId", authorization_id AS "authorizationId", capture_id AS "captureId", invoice_id AS "invoiceId",
       approval_request_id AS "approvalRequestId", actor, correlation_id AS "correlationId", requested_at AS "requestedAt",
       started_at AS "startedAt", finished_at AS "finishedAt"`;

export async function readAttempts(scope: Scope, key: OrderPartKey): Promise<ApiAttempt[]> {
  const rows = await readRows<AttemptFacts>(
    scope,
    `SELECT ${attemptColumns} FROM attempts WHERE store_id = $1 AND order_id = $2 ORDER BY requested_at, id`,
    [key.storeId, key.orderId],
  );
  return rows.map(toApiAttempt);
}
