import Stripe from "stripe";
import type {
  AuthorizationState,
  EnquiryAnswer,
  GatewayOperation,
  GatewayOperations,
  HostedPageState,
  RefundRequest,
} from "@/lib/payments/gateway";
import { type Instant, later, MINUTE_MS, SECOND_MS } from "@/lib/payments/instant";
import { readCall, UnreadableAnswer } from "./stripe-client";
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
    // Never sent, so never in effect.
    renew: async () => ({ kind: "nothing", exchange: emptyExchange }),
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
export function findRefund(stripe: Stripe, request: RefundRequest): Promise<Stripe.Refund | undefined> {
  return findOurs(request.operationId, (page, options) =>
    stripe.refunds.list({ charge: request.captureReference, ...page }, options),
  );
}

/** Far sides' clocks differ from ours, so the window starts a little early. */
const clockDifferenceMs = 5 * MINUTE_MS;

function findIntent(stripe: Stripe, operationId: string, customerToken: string | null, since: Instant) {
  const window = windowFrom(since, customerToken);
  return findOurs(operationId, (page, options) =>
    stripe.paymentIntents.list({ ...window, ...page, expand: ["data.latest_charge"] }, options),
  );
}

function findSession(stripe: Stripe, operationId: string, customerToken: string | null, since: Instant) {
  const window = windowFrom(since, customerToken);
  return findOurs(operationId, (page, options) => stripe.checkout.sessions.list({ ...window, ...page }, options));
}

function windowFrom(since: Instant, customerToken: string | null) {
  return {
    created: { gte: Math.floor(later(since, -clockDifferenceMs) / SECOND_MS) },
    ...(customerToken === null ? {} : { customer: customerToken }),
  };
}

type Listed = { readonly id: string; readonly metadata: Stripe.Metadata | null };

/** Walks the whole list: only its end proves that nothing of ours is in it. */
async function findOurs<T extends Listed>(
  operationId: string,
  fetchPage: (page: Stripe.PaginationParams, options: Stripe.RequestOptions) => Promise<Stripe.ApiList<T>>,
): Promise<T | undefined> {
  let page: Stripe.PaginationParams = { limit: 100 };
  for (;;) {
    const { object, data, has_more } = await fetchPage(page, readCall(operationId));
    if (object !== "list" || !Array.isArray(data)) throw new UnreadableAnswer(200, "answer_of_another_kind");
    const ours = data.find((item) => item.metadata?.[operationKeys.own] === operationId);
    const last = data.at(-1);
    if (ours !== undefined || !has_more || last === undefined) return ours;
    page = { limit: 100, starting_after: last.id };
  }
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

export function isUnknownObject(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.statusCode === 404 && error.code === "resource_missing";
}
