import type Stripe from "stripe";
import type {
  AuthorizationFacts,
  AuthorizeAndCaptureFacts,
  AuthorizeRequest,
  CaptureFacts,
  CaptureRequest,
  CloseHostedPageRequest,
  GatewayOperation,
  GatewayOperations,
  GatewayOutcome,
  HostedPageFacts,
  IncreaseRequest,
  OpenHostedPageRequest,
  RefundFacts,
  RefundRequest,
  VoidFacts,
  VoidRequest,
} from "@/lib/payments/gateway";
import type { GatewayCapabilities } from "@/lib/payments/gateway-capabilities";
import type { Money } from "@/lib/payments/money";
import { type StripeAmount, toStripeAmount } from "./stripe-amounts";
import { moneyCall } from "./stripe-client";
import { findRefund, retrieveIntent, retrieveSession } from "./stripe-enquiries";
import { emptyExchange, type Failure, isStripeCode, refusedBeforeCall, toFailure } from "./stripe-errors";
import { captureEvidence, closureEvidence, type Evidence, increaseEvidence, voidEvidence } from "./stripe-evidence";
import {
  toAuthorizeParams,
  toCaptureParams,
  toHoldOptions,
  toIncreaseParams,
  toRefundParams,
  toSessionParams,
} from "./stripe-requests";
import {
  toAuthorizationOutcome,
  toAuthorizeAndCaptureOutcome,
  toCaptureOutcome,
  toExchange,
  toHostedPageFacts,
  toRefundOutcome,
} from "./stripe-responses";

type Operations = {
  [O in GatewayOperation]: (
    request: GatewayOperations[O]["request"],
  ) => Promise<GatewayOutcome<GatewayOperations[O]["facts"]>>;
};

/** Every call that can move money. Each sends one request under the caller's key; after it, at most reads. */
export function createStripeOperations(stripe: Stripe, capabilities: GatewayCapabilities): Operations {
  return {
    authorize: (request) => authorize(stripe, request, capabilities),
    authorize_and_capture: (request) => authorizeAndCapture(stripe, request),
    capture: (request) => capture(stripe, request),
    void: (request) => voidHold(stripe, request),
    refund: (request) => refund(stripe, request),
    increase: async (request) =>
      capabilities.canIncrease
        ? increase(stripe, request)
        : refusedBeforeCall("invalid_request", "this Stripe account does not raise holds"),
    // Stripe knows no reauthorization: a new payment on the saved method is `authorize`.
    renew: async () => refusedBeforeCall("invalid_request", "Stripe does not renew holds"),
    open_hosted_page: (request) => openHostedPage(stripe, request, capabilities),
    close_hosted_page: (request) => closeHostedPage(stripe, request),
  };
}

function authorize(
  stripe: Stripe,
  request: AuthorizeRequest,
  capabilities: GatewayCapabilities,
): Promise<GatewayOutcome<AuthorizationFacts>> {
  return withCardAmount(request, async (amount) => {
    const params = { ...toAuthorizeParams(request, amount, "manual"), ...toHoldOptions(request, capabilities) };
    return toAuthorizationOutcome(await stripe.paymentIntents.create(params, moneyCall(request)));
  });
}

function authorizeAndCapture(
  stripe: Stripe,
  request: AuthorizeRequest,
): Promise<GatewayOutcome<AuthorizeAndCaptureFacts>> {
  return withCardAmount(request, async (amount) =>
    toAuthorizeAndCaptureOutcome(
      await stripe.paymentIntents.create(toAuthorizeParams(request, amount, "automatic"), moneyCall(request)),
    ),
  );
}

async function capture(stripe: Stripe, request: CaptureRequest): Promise<GatewayOutcome<CaptureFacts>> {
  const outcome = await withAmount(request.amount, async (amount) =>
    toCaptureOutcome(
      await stripe.paymentIntents.capture(
        request.authorizationReference,
        toCaptureParams(request, amount.amount),
        moneyCall(request),
      ),
    ),
  );
  if (!isUnexpectedState(outcome)) return outcome;
  return readAgain(stripe, request, outcome, (intent) => captureEvidence(intent, request));
}

async function voidHold(stripe: Stripe, request: VoidRequest): Promise<GatewayOutcome<VoidFacts>> {
  const outcome = await attempt(async () =>
    sureOf(voidEvidence(await stripe.paymentIntents.cancel(request.authorizationReference, {}, moneyCall(request)))),
  );
  if (!isUnexpectedState(outcome)) return outcome;
  return readAgain(stripe, request, outcome, voidEvidence);
}

async function refund(stripe: Stripe, request: RefundRequest): Promise<GatewayOutcome<RefundFacts>> {
  const outcome = await withAmount(request.amount, async (amount) =>
    toRefundOutcome(await stripe.refunds.create(toRefundParams(request, amount.amount), moneyCall(request))),
  );
  if (outcome.kind !== "rejected" || !isStripeCode(outcome, "charge_already_refunded")) return outcome;
  // An earlier try of this very operation may be what refunded it.
  return attempt(async () => {
    const earlier = await findRefund(stripe, request);
    return earlier === undefined ? outcome : toRefundOutcome(earlier);
  });
}

async function increase(stripe: Stripe, request: IncreaseRequest): Promise<GatewayOutcome<AuthorizationFacts>> {
  const outcome = await withAmount(request.newTotal, async (amount) =>
    toAuthorizationOutcome(
      await stripe.paymentIntents.incrementAuthorization(
        request.authorizationReference,
        toIncreaseParams(request, amount.amount),
        moneyCall(request),
      ),
    ),
  );
  if (!isUnexpectedState(outcome)) return outcome;
  return readAgain(stripe, request, outcome, (intent) => increaseEvidence(intent, request));
}

function openHostedPage(
  stripe: Stripe,
  request: OpenHostedPageRequest,
  capabilities: GatewayCapabilities,
): Promise<GatewayOutcome<HostedPageFacts>> {
  return withAmount(request.amount, async (amount) => {
    const params = { ...toSessionParams(request, amount), ...toHoldOptions(request, capabilities) };
    const session = await stripe.checkout.sessions.create(params, moneyCall(request));
    return { kind: "succeeded", facts: toHostedPageFacts(session), exchange: toExchange(session, session.status) };
  });
}

async function closeHostedPage(
  stripe: Stripe,
  request: CloseHostedPageRequest,
): Promise<GatewayOutcome<{ readonly sessionReference: string }>> {
  const outcome = await attempt(async () =>
    sureOf(closureEvidence(await stripe.checkout.sessions.expire(request.sessionReference, {}, moneyCall(request)))),
  );
  // Stripe expires open sessions only; what else it is decides between "done" and "already paid".
  if (outcome.kind !== "rejected" || outcome.reason !== "invalid_request") return outcome;
  return attempt(async () => closureEvidence(await retrieveSession(stripe, request.sessionReference)) ?? outcome);
}

/** After "this hold is in another state": the hold itself tells in which, and whether that is our own doing. */
async function readAgain<Facts>(
  stripe: Stripe,
  request: { readonly authorizationReference: string },
  refused: Failure,
  judge: (intent: Stripe.PaymentIntent) => Evidence<Facts>,
): Promise<GatewayOutcome<Facts>> {
  try {
    const outcome = sureOf(judge(await retrieveIntent(stripe, request.authorizationReference)));
    return outcome.kind === "succeeded" ? outcome : { ...outcome, exchange: refused.exchange };
  } catch (error) {
    return { kind: "unconfirmed", exchange: toFailure(error).exchange };
  }
}

/** An answer that contradicts itself (accepted, and yet without effect) proves nothing. */
function sureOf<Facts>(evidence: Evidence<Facts>): GatewayOutcome<Facts> {
  return evidence ?? { kind: "unconfirmed", exchange: emptyExchange };
}

function isUnexpectedState(outcome: GatewayOutcome<unknown>): outcome is Failure {
  return (
    (outcome.kind === "rejected" || outcome.kind === "declined") &&
    unexpectedStateCodes.some((code) => isStripeCode(outcome, code))
  );
}

const unexpectedStateCodes = ["payment_intent_unexpected_state", "charge_already_captured", "intent_invalid_state"];

function withCardAmount<Facts>(
  request: AuthorizeRequest,
  call: (amount: Extract<StripeAmount, { ok: true }>) => Promise<GatewayOutcome<Facts>>,
): Promise<GatewayOutcome<Facts>> {
  if (request.instrument.kind !== "card")
    return Promise.resolve(refusedBeforeCall("invalid_request", `Stripe is not asked for ${request.instrument.kind}`));
  return withAmount(request.amount, call);
}

async function withAmount<Facts>(
  value: Money,
  call: (amount: Extract<StripeAmount, { ok: true }>) => Promise<GatewayOutcome<Facts>>,
): Promise<GatewayOutcome<Facts>> {
  const amount = toStripeAmount(value);
  return amount.ok ? attempt(() => call(amount)) : refusedBeforeCall(amount.reason, amount.message);
}

async function attempt<Facts>(call: () => Promise<GatewayOutcome<Facts>>): Promise<GatewayOutcome<Facts>> {
  try {
    return await call();
  } catch (error) {
    return toFailure(error);
  }
}
