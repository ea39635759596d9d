import { type Money, money } from "@/lib/payments/money";
import { type QueryScope, readRows } from "../query-scope";
import { type ApiAttempt, type AttemptFacts, toApiAttempt } from "./attempt-row";
import { isoOrNull } from "./iso-or-null";
import { type ApiRefund, attemptColumns } from "./order-money";

export type ApiRefundPart = ApiRefund & { orderNumber: string; paymentMethodId: string; failureReason: string | null };
export type ApiRefundRequest = {
  id: string;
  orderNumber: string;
  result: "refunded" | "failed" | "partly_failed" | "under_way";
  amount: Money;
  refunded: Money;
  reason: string;
  parts: ApiRefundPart[];
  attempts: ApiAttempt[];
};

/** One request for money back, with its parts as they are now; null where the store has none of this id. */
export async function getApiRefund(
  scope: Pick<QueryScope, "pool" | "storeId">,
  refundRequestId: string,
): Promise<ApiRefundRequest | null> {
  const [request] = await readRows<{
    id: string;
    order_number: string;
    amount_minor: bigint;
    currency: string;
    reason: string;
  }>(
    scope,
    `SELECT q.id, o.order_number, q.amount_minor, q.currency, q.reason FROM refund_requests q
     JOIN orders o ON o.store_id = q.store_id AND o.id = q.order_id WHERE q.store_id = $1 AND q.id = $2`,
    [scope.storeId, refundRequestId],
  );
  if (!request) return null;
  const parts = await readParts(scope, refundRequestId);
  const given = parts.filter((part) => part.status === "refunded");
  return {
    id: request.id,
    orderNumber: request.order_number,
    result: resultOf(parts),
    amount: money(request.amount_minor, request.currency),
    refunded: money(
      given.reduce((sum, part) => sum + part.amount.amountMinor, 0n),
      request.currency,
    ),
    reason: request.reason,
    parts,
    attempts: await readAttempts(scope, refundRequestId),
  };
}

type PartJson = Omit<ApiRefundPart, "amount" | "requestedAt" | "refundedAt"> & {
  amountMinor: bigint;
  currency: string;
  requestedAt: Date;
  refundedAt: Date | null;
};

async function readParts(scope: Pick<QueryScope, "pool" | "storeId">, id: string): Promise<ApiRefundPart[]> {
  const rows = await readRows<PartJson>(
    scope,
    `SELECT r.id, o.order_number AS "orderNumber", r.capture_id AS "captureId", c.payment_method_id AS "paymentMethodId",
       r.gateway_reference AS "gatewayReference", r.status, r.amount_minor AS "amountMinor", r.currency, r.reason,
       r.requested_at AS "requestedAt", r.refunded_at AS "refundedAt", r.failure_reason AS "failureReason"
     FROM refunds r JOIN captures c ON c.store_id = r.store_id AND c.id = r.capture_id
     JOIN orders o ON o.store_id = r.store_id AND o.id = r.order_id
     WHERE r.store_id = $1 AND r.refund_request_id = $2 ORDER BY r.id`,
    [scope.storeId, id],
  );
  return rows.map(({ amountMinor, currency, ...row }) => ({
    ...row,
    amount: money(amountMinor, currency),
    requestedAt: row.requestedAt.toISOString(),
    refundedAt: isoOrNull(row.refundedAt),
  }));
}

async function readAttempts(scope: Pick<QueryScope, "pool" | "storeId">, id: string): Promise<ApiAttempt[]> {
  const rows = await readRows<AttemptFacts>(
    scope,
    `SELECT ${attemptColumns} FROM attempts WHERE store_id = $1
       AND refund_id IN (SELECT r.id FROM refunds r WHERE r.store_id = $1 AND r.refund_request_id = $2) ORDER BY requested_at, id`,
    [scope.storeId, id],
  );
  return rows.map(toApiAttempt);
}

function resultOf(parts: readonly ApiRefundPart[]): ApiRefundRequest["result"] {
  const failed = parts.filter((part) => part.status === "failed").length;
  const done = parts.filter((part) => part.status === "refunded").length;
  if (failed + done < parts.length) return "under_way";
  if (failed === 0) return "refunded";
  return done === 0 ? "failed" : "partly_failed";
}
