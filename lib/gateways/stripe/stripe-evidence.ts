import type Stripe from "stripe";
import type {
  AuthorizationFacts,
  CaptureFacts,
  CaptureRequest,
  GatewayOutcome,
  IncreaseRequest,
  VoidFacts,
} from "@/lib/payments/gateway";
import { compare } from "@/lib/payments/money";
import { operationKeys } from "./stripe-requests";
import {
  expectObject,
  reasonOfCancellation,
  toAuthorizationFacts,
  toAuthorizationOutcome,
  toCaptureFacts,
  toCaptureOutcome,
  toExchange,
} from "./stripe-responses";

/** What an object of Stripe's proves about one operation of ours; undefined where it proves that the operation had no effect. */
export type Evidence<Facts> = GatewayOutcome<Facts> | undefined;

export function captureEvidence(intent: Stripe.PaymentIntent, request: CaptureRequest): Evidence<CaptureFacts> {
  expectObject(intent, "payment_intent");
  if (isUncaptured(intent)) return undefined;
  if (intent.status !== "succeeded" || isOurCapture(intent, request)) return toCaptureOutcome(intent);
  return { kind: "rejected", reason: "already_captured", exchange: toExchange(intent, intent.status) };
}

export function voidEvidence(intent: Stripe.PaymentIntent): Evidence<VoidFacts> {
  expectObject(intent, "payment_intent");
  if (isUncaptured(intent)) return undefined;
  const exchange = toExchange(intent, intent.status);
  if (intent.status === "canceled")
    return { kind: "succeeded", facts: { authorizationReference: intent.id }, exchange };
  if (intent.status === "succeeded") return { kind: "rejected", reason: "already_captured", exchange };
  return { kind: "unconfirmed", exchange };
}

export function increaseEvidence(intent: Stripe.PaymentIntent, request: IncreaseRequest): Evidence<AuthorizationFacts> {
  expectObject(intent, "payment_intent");
  const exchange = toExchange(intent, intent.status);
  if (intent.status === "canceled") return { kind: "declined", reason: reasonOfCancellation(intent), exchange };
  if (intent.status === "succeeded") return { kind: "rejected", reason: "already_captured", exchange };
  const isRaised = compare(toAuthorizationFacts(intent).amount, request.newTotal) === 0;
  return isRaised ? toAuthorizationOutcome(intent) : undefined;
}

/** A page that was completed cannot be closed: the customer's money is held behind it, and the page is to be read. */
export function closureEvidence(session: Stripe.Checkout.Session): Evidence<{ readonly sessionReference: string }> {
  expectObject(session, "checkout.session");
  const exchange = toExchange(session, session.status);
  if (session.status === "open") return undefined;
  if (session.status === "expired") return { kind: "succeeded", facts: { sessionReference: session.id }, exchange };
  if (session.status === "complete") return { kind: "rejected", reason: "already_captured", exchange };
  return { kind: "unconfirmed", exchange };
}

function isUncaptured(intent: Stripe.PaymentIntent): boolean {
  return intent.status.startsWith("requires_");
}

/** Marked with our operation; or, where no operation of ours left its mark, captured for the very amount (by hand in Stripe's dashboard). */
function isOurCapture(intent: Stripe.PaymentIntent, request: CaptureRequest): boolean {
  const mark = intent.metadata[operationKeys.capture];
  return mark === undefined
    ? compare(toCaptureFacts(intent).amount, request.amount) === 0
    : mark === request.operationId;
}
