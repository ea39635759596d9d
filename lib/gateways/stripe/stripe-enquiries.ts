import Stripe from "stripe";
import type {
  AuthorizationState,
  EnquiryAnswer,
  GatewayOperation,
  GatewayOperations,
  HostedPageState,
  RefundRequest,
} from "@/lib/payments/gateway";
import { type Instant, later, MINUTE_MS } from "@/lib/payments/instant";
import { readCall } from "./stripe-client";
import { emptyExchange, toFailure } from "./stripe-errors";
import { captureEvidence, closureEvidence, type Evidence, increaseEvidence, voidEvidence } from "./stripe-evidence";
import { expandCharge, operationKeys } from "./stripe-requests";
import {
  toAuthorizationOutcome,
  toAuthorizationState,
  toAuthorizeAndCaptureOutcome,
  toExchange,
  toHostedPageFacts,
  toHostedPageState,
  toRefundOutcome,
} from "./stripe-responses";

type Enquiries = {
  [O in GatewayOperation]: (
    request: GatewayOperations[O]["request"],
    since: Instant,
  ) => Promise<EnquiryAnswer<GatewayOperations[O]["facts"]>>;
};

/** Questions only: none of them sends anything that moves money, and none repeats the call it asks about. */
export function createStripeEnquiries(stripe: Stripe): Enquiries {
  return {
    authorize: (request, since) =>
      ask(async () => {
        const intent = await findIntent(stripe, request.operationId, request.instrument.customerToken, since);
        return intent && toAuthorizationOutcome(intent);
      }),
    authorize_and_capture: (request, since) =>
      ask(async () => {
        const intent = await findIntent(stripe, request.operationId, request.instrument.customerToken, since);
        return intent && toAuthorizeAndCaptureOutcome(intent);
      }),
    capture: (request) =>
      ask(async () => captureEvidence(await retrieveIntent(stripe, request.authorizationReference), request)),
    void: (request) => ask(async () => voidEvidence(await retrieveIntent(stripe, request.authorizationReference))),
    increase: (request) =>
      ask(async () => increaseEvidence(await retrieveIntent(stripe, request.authorizationReference), request)),
    refund: (request) =>
      ask(async () => {
        const refund = await findRefund(stripe, request);
        return refund && toRefundOutcome(refund);
      }),
    open_hosted_page: (request, since) =>
      ask(async () => {
        const session = await findSession(stripe, request.operationId, request.customerToken, since);
        return (
          session && {
            kind: "succeeded",
            facts: toHostedPageFacts(session),
            exchange: toExchange(session, session.status),
          }
        );
      }),
    close_hosted_page: (request) =>
      ask(async () => closureEvidence(await retrieveSession(stripe, request.sessionReference))),
  };
}

export async function readAuthorization(stripe: Stripe, reference: string): Promise<AuthorizationState> {
  return read<AuthorizationState>(
    async () => toAuthorizationState(await retrieveIntent(stripe, reference)),
    { kind: "unpaid" },
    { kind: "silent" },
  );
}

export async function readHostedPage(stripe: Stripe, reference: string): Promise<HostedPageState> {
  return read<HostedPageState>(
    async () => toHostedPageState(await retrieveSession(stripe, reference)),
    { kind: "expired" },
    { kind: "silent" },
  );
}

export function retrieveIntent(stripe: Stripe, reference: string): Promise<Stripe.Response<Stripe.PaymentIntent>> {
  return stripe.paymentIntents.retrieve(reference, { expand: expandCharge }, readCall());
}

export function retrieveSession(stripe: Stripe, reference: string): Promise<Stripe.Response<Stripe.Checkout.Session>> {
  return stripe.checkout.sessions.retrieve(reference, { expand: ["payment_intent.latest_charge"] }, readCall());
}

/** The refund of this charge that carries our operation's id. */
export async function findRefund(stripe: Stripe, request: RefundRequest): Promise<Stripe.Refund | undefined> {
  const refunds = stripe.refunds.list({ charge: request.captureReference, limit: 100 }, readCall(request.operationId));
  return firstOf(refunds, request.operationId);
}

/** Far sides' clocks differ from ours, so the window starts a little early. */
const clockDifferenceMs = 5 * MINUTE_MS;

function findIntent(stripe: Stripe, operationId: string, customerToken: string | null, since: Instant) {
  const intents = stripe.paymentIntents.list(
    { ...windowFrom(since, customerToken), expand: ["data.latest_charge"] },
    readCall(operationId),
  );
  return firstOf(intents, operationId);
}

function findSession(stripe: Stripe, operationId: string, customerToken: string | null, since: Instant) {
  return firstOf(stripe.checkout.sessions.list(windowFrom(since, customerToken), readCall(operationId)), operationId);
}

function windowFrom(since: Instant, customerToken: string | null) {
  return {
    created: { gte: Math.floor(later(since, -clockDifferenceMs) / 1_000) },
    limit: 100,
    ...(customerToken === null ? {} : { customer: customerToken }),
  };
}

async function firstOf<T extends { readonly metadata: Stripe.Metadata | null }>(
  list: AsyncIterable<T>,
  operationId: string,
): Promise<T | undefined> {
  for await (const item of list) if (item.metadata?.[operationKeys.own] === operationId) return item;
  return undefined;
}

async function ask<Facts>(find: () => Promise<Evidence<Facts>>): Promise<EnquiryAnswer<Facts>> {
  try {
    const outcome = await find();
    if (outcome === undefined) return { kind: "nothing", exchange: emptyExchange };
    return outcome.kind === "unconfirmed" || outcome.kind === "not_sent"
      ? { kind: "silent", exchange: outcome.exchange }
      : { kind: "found", outcome };
  } catch (error) {
    const { exchange } = toFailure(error);
    return { kind: isUnknownObject(error) ? "nothing" : "silent", exchange };
  }
}

async function read<State>(find: () => Promise<State>, whenUnknown: State, whenSilent: State): Promise<State> {
  try {
    return await find();
  } catch (error) {
    toFailure(error);
    return isUnknownObject(error) ? whenUnknown : whenSilent;
  }
}

function isUnknownObject(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.statusCode === 404 && error.code === "resource_missing";
}
