import { houseReasonText } from "@/lib/format/house-reason-words";
import { type Money, money } from "@/lib/payments/money";
import { isoOrNull } from "./iso-or-null";

/** One numbered call to a gateway: what was asked, and what came of it. */
export type ApiAttempt = {
  id: string;
  operation: string;
  operationId: string;
  attemptNo: number;
  outcome: string;
  amount: Money;
  gateway: string;
  gatewayReference: string | null;
  reason: string | null;
  reasonText: string | null;
  rawCode: string | null;
  rawMessage: string | null;
  paymentMethodId: string | null;
  authorizationId: string | null;
  captureId: string | null;
  invoiceId: string | null;
  approvalRequestId: string | null;
  actor: string;
  correlationId: string;
  requestedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
};

/** The columns that are shown; the stored request, with its token, never is. */
export type AttemptFacts = Omit<
  ApiAttempt,
  "outcome" | "amount" | "reasonText" | "requestedAt" | "startedAt" | "finishedAt"
> & {
  status: string;
  amountMinor: bigint;
  currency: string;
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

export function toApiAttempt(row: AttemptFacts): ApiAttempt {
  return {
    id: row.id,
    operation: row.operation,
    operationId: row.operationId,
    attemptNo: row.attemptNo,
    outcome: row.status,
    amount: money(row.amountMinor, row.currency),
    gateway: row.gateway,
    gatewayReference: row.gatewayReference,
    reason: row.reason,
    reasonText: houseReasonText(row.reason),
    rawCode: row.rawCode,
    rawMessage: row.rawMessage,
    paymentMethodId: row.paymentMethodId,
    authorizationId: row.authorizationId,
    captureId: row.captureId,
    invoiceId: row.invoiceId,
    approvalRequestId: row.approvalRequestId,
    actor: row.actor,
    correlationId: row.correlationId,
    requestedAt: row.requestedAt.toISOString(),
    startedAt: isoOrNull(row.startedAt),
    finishedAt: isoOrNull(row.finishedAt),
  };
}
