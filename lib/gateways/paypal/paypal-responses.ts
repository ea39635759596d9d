import type {
  AuthorizationFacts,
  AuthorizeAndCaptureFacts,
  CaptureFacts,
  Exchange,
  GatewayOutcome,
  HostedPageFacts,
  Instrument,
  InstrumentFacts,
  RefundFacts,
} from "@/lib/payments/gateway";
import { DAY_MS, HOUR_MS, type Instant, later, toInstant } from "@/lib/payments/instant";
import type { Money } from "@/lib/payments/money";
import { fromPaypalAmount } from "./paypal-amounts";
import type { PaypalObject } from "./paypal-client";
import { reasonOf } from "./paypal-codes";
import { emptyExchange, type Json, refusal, unreadable } from "./paypal-errors";

/** For so long PayPal keeps the money back; it gives no date for it (developer.paypal.com, "Authorization and honor period"). */
const honourMs = 3 * DAY_MS;
/** For so long a payer can agree to an order, by default. */
const orderLifeMs = 3 * HOUR_MS;

/** The payments of an order, oldest first. Ours have one purchase unit. */
export type OrderPayments = {
  readonly authorizations: readonly Json[];
  readonly captures: readonly Json[];
  readonly refunds: readonly Json[];
};

export function paymentsOf(order: Json): OrderPayments {
  const payments = asObject(unitOf(order).payments);
  const listOf = (name: string) =>
    (Array.isArray(payments[name]) ? (payments[name] as Json[]) : []).toSorted(
      (a, b) => instantOf(a.create_time) - instantOf(b.create_time),
    );
  return { authorizations: listOf("authorizations"), captures: listOf("captures"), refunds: listOf("refunds") };
}

export function unitOf(order: Json): Json {
  return Array.isArray(order.purchase_units) ? asObject(order.purchase_units[0]) : {};
}

/** What an order says about the hold that was asked for with it; undefined where none was made. */
export function authorizationOutcome(
  { body, requestId }: PaypalObject,
  instrument: Instrument | null,
): GatewayOutcome<AuthorizationFacts> | undefined {
  const [authorization] = paymentsOf(body).authorizations;
  return authorization && toAuthorizationOutcome(authorization, toInstrumentFacts(body, instrument), requestId);
}

/** What an order says about the payment that was asked for at once; undefined where none was made. */
export function saleOutcome(
  { body, requestId }: PaypalObject,
  instrument: Instrument,
): GatewayOutcome<AuthorizeAndCaptureFacts> | undefined {
  const [capture] = paymentsOf(body).captures;
  if (capture === undefined) return undefined;
  const outcome = toCaptureOutcome(capture, requestId);
  if (outcome.kind === "pending") return { ...outcome, facts: null };
  return outcome.kind === "succeeded"
    ? { ...outcome, facts: { ...toSaleFacts(capture, toInstrumentFacts(body, instrument)), ...outcome.facts } }
    : outcome;
}

export function toAuthorizationOutcome(
  authorization: Json,
  instrument: InstrumentFacts | null,
  requestId: string | null,
): GatewayOutcome<AuthorizationFacts> {
  const exchange = toExchange(authorization, requestId);
  switch (authorization.status) {
    case "CREATED":
    case "CAPTURED":
    case "PARTIALLY_CAPTURED":
      return { kind: "succeeded", facts: toAuthorizationFacts(authorization, instrument), exchange };
    case "PENDING":
      return { kind: "pending", facts: null, exchange };
    case "DENIED":
      return refusal(reasonOf("authorization.DENIED"), exchange);
    case "VOIDED":
      return { kind: "declined", reason: reasonOfEnd(authorization), exchange };
    default:
      return { kind: "unconfirmed", exchange };
  }
}

export function toCaptureOutcome(capture: Json, requestId: string | null): GatewayOutcome<CaptureFacts> {
  const exchange = toExchange(capture, requestId);
  switch (capture.status) {
    case "COMPLETED":
    case "PARTIALLY_REFUNDED":
    case "REFUNDED":
      return { kind: "succeeded", facts: toCaptureFacts(capture), exchange };
    case "PENDING":
      return { kind: "pending", facts: toCaptureFacts(capture), exchange };
    case "DECLINED":
    case "FAILED":
      return refusal(reasonOf(`capture.${capture.status}`), exchange);
    default:
      return { kind: "unconfirmed", exchange };
  }
}

export function toRefundOutcome(refund: Json, requestId: string | null): GatewayOutcome<RefundFacts> {
  const exchange = toExchange(refund, requestId);
  const facts = { refundReference: idOf(refund), amount: amountOf(refund) };
  switch (refund.status) {
    case "COMPLETED":
      return { kind: "succeeded", facts, exchange };
    case "PENDING":
      return { kind: "pending", facts, exchange };
    case "FAILED":
    case "CANCELLED":
      return refusal(reasonOf(`refund.${refund.status}`), exchange);
    default:
      return { kind: "unconfirmed", exchange };
  }
}

export function toHostedPageFacts(order: Json, endsAt: Instant): HostedPageFacts {
  const links = Array.isArray(order.links) ? (order.links as Json[]) : [];
  const page = links.find(({ rel }) => rel === "payer-action" || rel === "approve")?.href;
  if (typeof page !== "string") throw unreadable("order_without_page");
  const lapsesAt = later(instantOf(order.create_time), orderLifeMs);
  return { sessionReference: idOf(order), url: page, expiresAt: toInstant(Math.min(endsAt, lapsesAt)) };
}

export function toAuthorizationFacts(authorization: Json, instrument: InstrumentFacts | null): AuthorizationFacts {
  const expiresAt = instantOf(authorization.expiration_time);
  const honouredUntil = later(instantOf(authorization.create_time), honourMs);
  return {
    authorizationReference: idOf(authorization),
    amount: amountOf(authorization),
    expiresAt,
    guaranteedUntil: toInstant(Math.min(honouredUntil, expiresAt)),
    instrument,
  };
}

export function toCaptureFacts(capture: Json): CaptureFacts {
  return { captureReference: idOf(capture), amount: amountOf(capture) };
}

/** A payment at once makes no authorization at PayPal: its capture stands in for one. */
export function toSaleFacts(capture: Json, instrument: InstrumentFacts | null): AuthorizationFacts {
  return {
    authorizationReference: idOf(capture),
    amount: amountOf(capture),
    expiresAt: null,
    guaranteedUntil: null,
    instrument,
  };
}

/** A hold that lapsed reads as voided; that its end had come tells which it was. */
export function reasonOfEnd(authorization: Json): "authorization_expired" | "authorization_voided" {
  return instantOf(authorization.update_time) >= instantOf(authorization.expiration_time)
    ? "authorization_expired"
    : "authorization_voided";
}

/** The payer's account: what stands for it in later payments, and PayPal's stable name for it. */
export function toInstrumentFacts(order: Json, asked: Instrument | null): InstrumentFacts | null {
  const wallet = asObject(asObject(order.payment_source).paypal);
  const vault = asObject(asObject(wallet.attributes).vault);
  const token = typeof vault.id === "string" ? vault.id : (asked?.token ?? null);
  if (token === null) return null;
  const customer = asObject(vault.customer).id;
  const account = typeof wallet.account_id === "string" ? wallet.account_id : null;
  return {
    token,
    customerToken: typeof customer === "string" ? customer : (asked?.customerToken ?? account),
    brand: null,
    last4: null,
    expiryMonth: null,
    expiryYear: null,
    fingerprint: account,
  };
}

export function toExchange(object: Json, requestId: string | null): Exchange {
  return {
    ...emptyExchange,
    rawCode: typeof object.status === "string" ? object.status : null,
    gatewayRequestId: requestId,
    httpStatus: 200,
  };
}

export function amountOf(object: Json): Money {
  const amount = fromPaypalAmount(object.amount);
  if (amount === undefined) throw unreadable("answer_without_amount");
  return amount;
}

export function idOf(object: Json): string {
  if (typeof object.id !== "string") throw unreadable("answer_without_id");
  return object.id;
}

export function instantOf(value: unknown): Instant {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw unreadable("answer_without_time");
  return toInstant(at);
}

/** The order that an authorization, a capture or a refund belongs to. */
export function orderIdOf(object: Json): string | null {
  const id = asObject(asObject(object.supplementary_data).related_ids).order_id;
  return typeof id === "string" ? id : null;
}

/** What a capture was taken from, or a refund was made of, as its `up` link says; null where that is no such thing. */
export function parentIdOf(object: Json, kind: "authorizations" | "captures"): string | null {
  const links = Array.isArray(object.links) ? object.links.map(asObject) : [];
  const up = links.find(({ rel }) => rel === "up")?.href;
  const [, parent, id] =
    /\/v2\/payments\/(authorizations|captures)\/([^/?]+)$/.exec(typeof up === "string" ? up : "") ?? [];
  return parent === kind && id !== undefined ? id : null;
}

export function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
