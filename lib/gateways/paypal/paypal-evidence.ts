import type {
  AuthorizationFacts,
  CaptureFacts,
  CaptureRequest,
  GatewayOutcome,
  RefundFacts,
  RefundRequest,
  RenewRequest,
  VoidFacts,
} from "@/lib/payments/gateway";
import { type Instant, MINUTE_MS } from "@/lib/payments/instant";
import { compare, type Money, sum } from "@/lib/payments/money";
import type { PaypalObject } from "./paypal-client";
import type { Json } from "./paypal-errors";
import { isClosedMark, operationOfInvoice } from "./paypal-requests";
import {
  amountOf,
  authorizationOutcome,
  idOf,
  instantOf,
  type OrderPayments,
  paymentsOf,
  reasonOfEnd,
  toAuthorizationOutcome,
  toCaptureOutcome,
  toExchange,
  toRefundOutcome,
  unitOf,
} from "./paypal-responses";

/** Far sides' clocks differ from ours. */
export const clockDifferenceMs = 15 * MINUTE_MS;

/** What PayPal's objects prove about one operation of ours; undefined where they prove that it had no effect. */
export type Evidence<Facts> = GatewayOutcome<Facts> | undefined;

export function captureEvidence(
  authorization: Json,
  { captures }: OrderPayments,
  request: CaptureRequest,
): Evidence<CaptureFacts> {
  const ours = captures.find((capture) => isOurCapture(capture, request));
  if (ours !== undefined) return toCaptureOutcome(ours, null);
  const exchange = toExchange(authorization, null);
  if (authorization.status === "VOIDED") return { kind: "declined", reason: reasonOfEnd(authorization), exchange };
  return isTaken(authorization, captures) ? { kind: "rejected", reason: "already_captured", exchange } : undefined;
}

export function voidEvidence(authorization: Json, { captures }: OrderPayments): Evidence<VoidFacts> {
  const exchange = toExchange(authorization, null);
  if (authorization.status === "VOIDED" || authorization.status === "DENIED")
    return { kind: "succeeded", facts: { authorizationReference: idOf(authorization) }, exchange };
  return isTaken(authorization, captures) ? { kind: "rejected", reason: "already_captured", exchange } : undefined;
}

export function refundEvidence({ refunds }: OrderPayments, request: RefundRequest): Evidence<RefundFacts> {
  const ours = refunds.find((refund) => refund.custom_id === request.operationId);
  return ours && toRefundOutcome(ours, null);
}

/** An approved order is authorized once; an authorization as young as our call is ours. */
export function approvalEvidence(order: PaypalObject, since: Instant): Evidence<AuthorizationFacts> {
  const [authorization] = paymentsOf(order.body).authorizations;
  const isOurs = authorization !== undefined && instantOf(authorization.create_time) >= since - clockDifferenceMs;
  return isOurs ? authorizationOutcome(order, null) : undefined;
}

/** A renewal carries no mark of ours; but one hold can be renewed only once, so one that is as young as our call is ours. */
export function renewalEvidence(
  { authorizations }: OrderPayments,
  { authorizationReference, amount }: RenewRequest,
  since: Instant,
): Evidence<AuthorizationFacts> {
  const ours = authorizations.find(
    (each) =>
      each.id !== authorizationReference &&
      instantOf(each.create_time) >= since - clockDifferenceMs &&
      compare(amountOf(each), amount) === 0,
  );
  return ours && toAuthorizationOutcome(ours, null, null);
}

/** A page that was authorized cannot be closed: the payer's money is held behind it, and the page is to be read. */
export function closureEvidence(order: Json): Evidence<{ readonly sessionReference: string }> {
  const exchange = toExchange(order, null);
  if (paymentsOf(order).authorizations.length > 0) return { kind: "rejected", reason: "already_captured", exchange };
  return isClosedMark(unitOf(order).custom_id) || order.status === "VOIDED"
    ? { kind: "succeeded", facts: { sessionReference: idOf(order) }, exchange }
    : undefined;
}

/** Nothing more can be taken from it: taken whole, or by a capture that was called the last. */
export function isTaken(authorization: Json, captures: readonly Json[]): boolean {
  return (
    authorization.status === "CAPTURED" ||
    captures.some((capture) => capture.final_capture === true && isStanding(capture))
  );
}

export function takenOf(currency: string, captures: readonly Json[]): Money {
  return sum(currency, captures.filter(isStanding).map(amountOf));
}

function isStanding({ status }: Json): boolean {
  return status !== "DECLINED" && status !== "FAILED";
}

/** Marked with our operation; or, where nobody left a mark, captured for the very amount (by hand, on PayPal's site). */
function isOurCapture(capture: Json, request: CaptureRequest): boolean {
  const mark = operationOfInvoice(capture.invoice_id);
  return mark === null ? compare(amountOf(capture), request.amount) === 0 : mark === request.operationId;
}
