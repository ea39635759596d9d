import type Stripe from "stripe";
import { redact } from "@/lib/http/redaction";
import type {
  AuthorizationFacts,
  AuthorizationState,
  AuthorizeAndCaptureFacts,
  CaptureFacts,
  Exchange,
  GatewayOutcome,
  HostedPageFacts,
  HostedPageState,
  InstrumentFacts,
  LateRefusal,
  RefundFacts,
} from "@/lib/payments/gateway";
import { type Instant, toInstant } from "@/lib/payments/instant";
import type { Money } from "@/lib/payments/money";
import { fromStripeAmount } from "./stripe-amounts";
import { UnreadableAnswer } from "./stripe-client";
import { reasonOf } from "./stripe-codes";
import { type DeclineWords, emptyExchange, type Failure, reasonOfDecline, toDeclineExchange } from "./stripe-errors";

type Answer<T> = T & { readonly lastResponse?: { readonly requestId?: string; readonly statusCode?: number } };

/** What an intent says about the hold that was asked for with it. */
export function toAuthorizationOutcome(intent: Answer<Stripe.PaymentIntent>): GatewayOutcome<AuthorizationFacts> {
  const exchange = toExchange(intent, intent.status);
  if (intent.status === "requires_capture" || intent.status === "succeeded")
    return { kind: "succeeded", facts: toAuthorizationFacts(intent), exchange };
  if (intent.status === "processing") return { kind: "pending", facts: null, exchange };
  return toUnpaidOutcome(intent, exchange);
}

export function toAuthorizeAndCaptureOutcome(
  intent: Answer<Stripe.PaymentIntent>,
): GatewayOutcome<AuthorizeAndCaptureFacts> {
  const exchange = toExchange(intent, intent.status);
  if (intent.status === "succeeded")
    return { kind: "succeeded", facts: { ...toAuthorizationFacts(intent), ...toCaptureFacts(intent) }, exchange };
  if (intent.status === "processing") return { kind: "pending", facts: null, exchange };
  if (intent.status === "requires_capture") return { kind: "unconfirmed", exchange };
  return toUnpaidOutcome(intent, exchange);
}

export function toCaptureOutcome(intent: Answer<Stripe.PaymentIntent>): GatewayOutcome<CaptureFacts> {
  const exchange = toExchange(intent, intent.status);
  if (intent.status === "succeeded") return { kind: "succeeded", facts: toCaptureFacts(intent), exchange };
  if (intent.status === "processing") return { kind: "pending", facts: null, exchange };
  if (intent.status === "canceled") return { kind: "declined", reason: reasonOfCancellation(intent), exchange };
  return { kind: "unconfirmed", exchange };
}

export function toRefundOutcome(refund: Answer<Stripe.Refund>): GatewayOutcome<RefundFacts> {
  expectObject(refund, "refund");
  const facts = { refundReference: refund.id, amount: toMoney(refund.amount, refund.currency) };
  const exchange = toExchange(refund, refund.failure_reason ?? refund.status);
  if (refund.status === "succeeded") return { kind: "succeeded", facts, exchange };
  if (refund.status === "pending" || refund.status === "requires_action") return { kind: "pending", facts, exchange };
  if (refund.status === "failed" || refund.status === "canceled") {
    const failure = refund.failure_reason ?? (refund.status === "canceled" ? "merchant_request" : "unknown");
    return { kind: "declined", reason: reasonOf("failure_reason", failure), exchange };
  }
  return { kind: "unconfirmed", exchange };
}

export function toHostedPageFacts(session: Stripe.Checkout.Session): HostedPageFacts {
  expectObject(session, "checkout.session");
  if (!session.url && session.status === "open") throw new UnreadableAnswer(200, "session_without_address");
  return { sessionReference: session.id, url: session.url || null, expiresAt: fromSeconds(session.expires_at) };
}

export function toHostedPageState(session: Stripe.Checkout.Session): HostedPageState {
  expectObject(session, "checkout.session");
  if (session.status === "open") return { kind: "open" };
  if (session.status === "expired") return { kind: "expired" };
  const intent = session.payment_intent;
  if (session.status !== "complete" || intent === null || typeof intent !== "object") return { kind: "silent" };
  if (intent.status === "requires_capture" || intent.status === "succeeded")
    return { kind: "authorized", authorization: toAuthorizationFacts(intent) };
  return intent.status === "canceled" ? { kind: "expired" } : { kind: "silent" };
}

export function toAuthorizationState(intent: Stripe.PaymentIntent): AuthorizationState {
  expectObject(intent, "payment_intent");
  switch (intent.status) {
    case "requires_capture":
      return {
        kind: "open",
        facts: toAuthorizationFacts(intent),
        capturable: toMoney(intent.amount_capturable, intent.currency),
      };
    case "succeeded": {
      const { amount: captured, captureReference } = toCaptureFacts(intent);
      return { kind: "captured", facts: toAuthorizationFacts(intent), captured, captureReference };
    }
    case "canceled":
      return { kind: reasonOfCancellation(intent) === "authorization_expired" ? "expired" : "voided" };
    case "requires_payment_method":
      return { kind: "unpaid", ...lateRefusal(intent) };
    case "requires_confirmation":
    case "requires_action":
      return { kind: "unpaid" };
    default:
      return { kind: "silent" };
  }
}

export function toAuthorizationFacts(intent: Stripe.PaymentIntent): AuthorizationFacts {
  expectObject(intent, "payment_intent");
  const card = chargeOf(intent)?.payment_method_details?.card;
  const deadline = card?.capture_before;
  return {
    authorizationReference: intent.id,
    amount: toMoney(intent.amount, intent.currency),
    expiresAt: deadline === undefined ? null : fromSeconds(deadline),
    guaranteedUntil: null,
    instrument: toInstrumentFacts(intent),
    ...(card?.incremental_authorization?.status === "available" && { canIncrease: true }),
  };
}

export function toCaptureFacts(intent: Stripe.PaymentIntent): CaptureFacts {
  expectObject(intent, "payment_intent");
  const charge = intent.latest_charge;
  if (charge === null) throw new UnreadableAnswer(200, "capture_without_charge");
  return {
    captureReference: typeof charge === "string" ? charge : charge.id,
    amount: toMoney(intent.amount_received, intent.currency),
  };
}

/** A canceled intent either lapsed by itself or was given up by someone. `automatic` was joined by `expired` in 2026. */
export function reasonOfCancellation(intent: Stripe.PaymentIntent): "authorization_expired" | "authorization_voided" {
  return intent.cancellation_reason === "automatic" || intent.cancellation_reason === "expired"
    ? "authorization_expired"
    : "authorization_voided";
}

export function toExchange(answer: Answer<object>, rawCode: string | null): Exchange {
  return {
    ...emptyExchange,
    rawCode,
    gatewayRequestId: answer.lastResponse?.requestId ?? null,
    httpStatus: answer.lastResponse?.statusCode ?? null,
  };
}

/** Guards against an answer with status 200 that is not the object we asked for. */
export function expectObject(value: { readonly object?: unknown; readonly id?: unknown }, kind: string): void {
  if (value.object !== kind || typeof value.id !== "string") throw new UnreadableAnswer(200, "answer_of_another_kind");
}

function lateRefusal(intent: Stripe.PaymentIntent): { refusal?: LateRefusal } {
  const outcome = toUnpaidOutcome(intent, emptyExchange);
  if (outcome.kind !== "declined" || !intent.last_payment_error) return {};
  const { rawCode, rawMessage } = outcome.exchange;
  return { refusal: { reason: outcome.reason, rawCode, rawMessage } };
}

function toUnpaidOutcome(intent: Stripe.PaymentIntent, exchange: Exchange): Failure {
  expectObject(intent, "payment_intent");
  if (intent.status === "requires_action" || intent.status === "requires_confirmation")
    return { kind: "declined", reason: "authentication_required", exchange };
  if (intent.status === "canceled") return { kind: "declined", reason: reasonOfCancellation(intent), exchange };
  if (intent.status !== "requires_payment_method") return { kind: "unconfirmed", exchange };
  const words: DeclineWords = intent.last_payment_error ?? {};
  const stop = chargeOf(intent)?.outcome?.reason;
  const told = reasonOfDecline(words);
  const reason = stop && (told === "unmapped" || told === "do_not_honor") ? reasonOf("outcome_reason", stop) : told;
  return {
    kind: "declined",
    reason: reason === "unmapped" ? told : reason,
    exchange: toDeclineExchange(words, { ...exchange, rawMessage: stop ? redact(stop) : null }),
  };
}

function toInstrumentFacts(intent: Stripe.PaymentIntent): InstrumentFacts | null {
  const method = intent.payment_method;
  if (method === null || method === undefined) return null;
  const customer = intent.customer;
  const card = chargeOf(intent)?.payment_method_details?.card;
  return {
    token: typeof method === "string" ? method : method.id,
    customerToken:
      customer === null || customer === undefined ? null : typeof customer === "string" ? customer : customer.id,
    brand: card?.brand ?? null,
    last4: card?.last4 ?? null,
    expiryMonth: card?.exp_month ?? null,
    expiryYear: card?.exp_year ?? null,
    fingerprint: card?.fingerprint ?? null,
  };
}

function chargeOf(intent: Stripe.PaymentIntent): Stripe.Charge | null {
  return typeof intent.latest_charge === "object" ? intent.latest_charge : null;
}

function toMoney(amount: unknown, currency: unknown): Money {
  const value = fromStripeAmount(amount, currency);
  if (value === undefined) throw new UnreadableAnswer(200, "answer_without_amount");
  return value;
}

function fromSeconds(seconds: number): Instant {
  return toInstant(seconds * 1_000);
}
