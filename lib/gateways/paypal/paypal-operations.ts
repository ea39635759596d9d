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
  OpenHostedPageRequest,
  RefundFacts,
  RefundRequest,
  RenewRequest,
  VoidFacts,
  VoidRequest,
} from "@/lib/payments/gateway";
import { compare, type Money } from "@/lib/payments/money";
import { type PaypalMoney, toPaypalAmount } from "./paypal-amounts";
import type { PaypalClient, PaypalObject } from "./paypal-client";
import { emptyExchange, type Failure, noAnswer, PaypalFailure, refusedBeforeCall } from "./paypal-errors";
import { captureEvidence, closureEvidence, refundEvidence } from "./paypal-evidence";
import { createOrder, readChain, readOfCapture, readOrder } from "./paypal-reads";
import {
  approvedOrderOf,
  isClosedMark,
  toCapture,
  toClosing,
  toPageOrder,
  toRefund,
  toVaultPayment,
} from "./paypal-requests";
import {
  amountOf,
  authorizationOutcome,
  idOf,
  saleOutcome,
  toAuthorizationOutcome,
  toCaptureOutcome,
  toExchange,
  toHostedPageFacts,
  toRefundOutcome,
  unitOf,
} from "./paypal-responses";

type Operations = {
  [O in GatewayOperation]: (
    request: GatewayOperations[O]["request"],
  ) => Promise<GatewayOutcome<GatewayOperations[O]["facts"]>>;
};

/** Every call that can move money. Each sends one such request under the caller's key; around it, at most reads and an order that holds nothing yet. */
export function createPaypalOperations(paypal: PaypalClient): Operations {
  return {
    authorize: (request) => authorize(paypal, request),
    authorize_and_capture: (request) => authorizeAndCapture(paypal, request),
    capture: (request) => capture(paypal, request),
    void: (request) => attempt(() => voidHold(paypal, request)),
    refund: (request) => refund(paypal, request),
    increase: async () => refusedBeforeCall("invalid_request", "PayPal raises no holds"),
    renew: (request) => renew(paypal, request),
    open_hosted_page: (request) => openHostedPage(paypal, request),
    close_hosted_page: (request) => closeHostedPage(paypal, request),
  };
}

function authorize(paypal: PaypalClient, request: AuthorizeRequest): Promise<GatewayOutcome<AuthorizationFacts>> {
  return withWalletAmount(request, async (amount) => {
    const approved = approvedOrderOf(request.instrument.token);
    if (approved !== null) return authorizeApproved(paypal, request, approved);
    const order = await createOrder(paypal, request, amount, "AUTHORIZE");
    if (compare(amountOf(unitOf(order.body)), request.amount) !== 0) return otherAmount(order);
    const before = authorizationOutcome(order, request.instrument);
    if (before !== undefined) return before;
    const id = idOf(order.body);
    const authorized = await paypal
      .post(`/v2/checkout/orders/${id}/authorize`, toVaultPayment(request), request, request.idempotencyKey)
      .catch((error) => readWhere(error, ["ORDER_ALREADY_AUTHORIZED"], () => readOrder(paypal, id, request)));
    return authorizationOutcome(authorized, request.instrument) ?? withoutPayment(authorized);
  });
}

/** An order that the payer agreed to can be authorized once; by which of our operations, only its key tells. */
async function authorizeApproved(
  paypal: PaypalClient,
  request: AuthorizeRequest,
  orderId: string,
): Promise<GatewayOutcome<AuthorizationFacts>> {
  const unit = unitOf((await readOrder(paypal, orderId, request)).body);
  if (compare(amountOf(unit), request.amount) !== 0)
    return refusedBeforeCall("invalid_request", "the payer agreed to another amount");
  if (isClosedMark(unit.custom_id)) return refusedBeforeCall("invalid_request", "this payment page was closed");
  const path = `/v2/checkout/orders/${orderId}/authorize`;
  const authorized = await paypal.post(path, {}, request, request.idempotencyKey);
  return authorizationOutcome(authorized, null) ?? withoutPayment(authorized);
}

function withoutPayment({ body, requestId }: PaypalObject): Failure {
  return { kind: "unconfirmed", exchange: toExchange(body, requestId) };
}

function authorizeAndCapture(
  paypal: PaypalClient,
  request: AuthorizeRequest,
): Promise<GatewayOutcome<AuthorizeAndCaptureFacts>> {
  return withWalletAmount(request, async (amount) => {
    if (approvedOrderOf(request.instrument.token) !== null)
      return refusedBeforeCall("invalid_request", "an approved order can only be authorized");
    const order = await createOrder(paypal, request, amount, "CAPTURE");
    if (compare(amountOf(unitOf(order.body)), request.amount) !== 0) return otherAmount(order);
    const before = saleOutcome(order, request.instrument);
    if (before !== undefined) return before;
    const path = `/v2/checkout/orders/${idOf(order.body)}`;
    const captured = await paypal
      .post(`${path}/capture`, toVaultPayment(request), request, request.idempotencyKey)
      .catch((error) =>
        readWhere(error, ["ORDER_ALREADY_CAPTURED"], () => readOrder(paypal, idOf(order.body), request)),
      );
    return saleOutcome(captured, request.instrument) ?? withoutPayment(captured);
  });
}

function capture(paypal: PaypalClient, request: CaptureRequest): Promise<GatewayOutcome<CaptureFacts>> {
  return withAmount(request.amount, async (amount) => {
    try {
      const path = `/v2/payments/authorizations/${request.authorizationReference}/capture`;
      const { body, requestId } = await paypal.post(path, toCapture(request, amount), request, request.idempotencyKey);
      if (compare(amountOf(body), request.amount) !== 0) return otherAmount({ body });
      return toCaptureOutcome(body, requestId);
    } catch (error) {
      return provenOtherwise(error, ["AUTHORIZATION_ALREADY_CAPTURED", "DUPLICATE_INVOICE_ID"], async () => {
        const { authorization, payments } = await readChain(paypal, request.authorizationReference);
        return captureEvidence(authorization, payments, request);
      });
    }
  });
}

/** A renewed hold cannot be released by itself: its first one is released, and it goes with it. */
async function voidHold(paypal: PaypalClient, request: VoidRequest): Promise<GatewayOutcome<VoidFacts>> {
  const { authorizationReference } = request;
  const release = async (id: string): Promise<GatewayOutcome<VoidFacts>> => {
    const { body, requestId } = await paypal.post(`/v2/payments/authorizations/${id}/void`, {}, request, null);
    const exchange = toExchange(body, requestId);
    return body.status === "VOIDED"
      ? { kind: "succeeded", facts: { authorizationReference }, exchange }
      : { kind: "unconfirmed", exchange };
  };
  try {
    return await release(authorizationReference);
  } catch (error) {
    if (!(error instanceof PaypalFailure)) throw error;
    // Released or lapsed before: done (PR-4).
    if (error.issue === "PREVIOUSLY_VOIDED") return released(authorizationReference, error);
    if (error.issue === "CANNOT_BE_VOIDED") {
      const { first } = await readChain(paypal, authorizationReference);
      return release(first).catch((refused) => {
        if (refused instanceof PaypalFailure && refused.issue === "PREVIOUSLY_VOIDED")
          return released(authorizationReference, refused);
        throw refused;
      });
    }
    if (error.isUnknownObject && (await isSale(paypal, authorizationReference)))
      return { kind: "rejected", reason: "already_captured", exchange: error.failure.exchange };
    throw error;
  }
}

function refund(paypal: PaypalClient, request: RefundRequest): Promise<GatewayOutcome<RefundFacts>> {
  return withAmount(request.amount, async (amount) => {
    try {
      const path = `/v2/payments/captures/${request.captureReference}/refund`;
      const { body, requestId } = await paypal.post(path, toRefund(request, amount), request, request.idempotencyKey);
      if (compare(amountOf(body), request.amount) !== 0) return otherAmount({ body });
      return toRefundOutcome(body, requestId);
    } catch (error) {
      // An earlier try of this very operation may be what refunded it.
      return provenOtherwise(error, ["CAPTURE_FULLY_REFUNDED", "DUPLICATE_INVOICE_ID"], async () =>
        refundEvidence(await readOfCapture(paypal, request.captureReference), request),
      );
    }
  });
}

/** Refused before the honour period is over, and after one renewal: both are answers to plan with, and the old hold stays as it was (AE-4). */
function renew(paypal: PaypalClient, request: RenewRequest): Promise<GatewayOutcome<AuthorizationFacts>> {
  return withAmount(request.amount, async (amount) => {
    const path = `/v2/payments/authorizations/${request.authorizationReference}/reauthorize`;
    const { body, requestId } = await paypal.post(path, { amount }, request, request.idempotencyKey);
    if (compare(amountOf(body), request.amount) !== 0) return otherAmount({ body });
    return toAuthorizationOutcome(body, null, requestId);
  });
}

function openHostedPage(
  paypal: PaypalClient,
  request: OpenHostedPageRequest,
): Promise<GatewayOutcome<HostedPageFacts>> {
  return withAmount(request.amount, async (amount) => {
    const order = await paypal.post(
      "/v2/checkout/orders",
      toPageOrder(request, amount),
      request,
      request.idempotencyKey,
    );
    if (compare(amountOf(unitOf(order.body)), request.amount) !== 0) return otherAmount(order);
    const exchange = toExchange(order.body, order.requestId);
    return { kind: "succeeded", facts: toHostedPageFacts(order.body, request.expiresAt), exchange };
  });
}

function closeHostedPage(
  paypal: PaypalClient,
  request: CloseHostedPageRequest,
): Promise<GatewayOutcome<{ readonly sessionReference: string }>> {
  const { sessionReference } = request;
  return attempt(async () => {
    try {
      await paypal.patch(`/v2/checkout/orders/${sessionReference}`, toClosing(request), request);
      return { kind: "succeeded", facts: { sessionReference }, exchange: { ...emptyExchange, httpStatus: 204 } };
    } catch (error) {
      if (!(error instanceof PaypalFailure) || (error.status !== 422 && error.status !== 404)) throw error;
      // Gone by itself: nobody can pay on it any more.
      if (error.isUnknownObject)
        return { kind: "succeeded", facts: { sessionReference }, exchange: error.failure.exchange };
      return closureEvidence((await readOrder(paypal, sessionReference, request)).body) ?? error.failure;
    }
  });
}

/** The same key with another amount: PayPal shows what the first call made, and nothing new was done (DC-3). */
function otherAmount({ body }: Pick<PaypalObject, "body">): Failure {
  const message = "PayPal holds another amount under this key";
  return { kind: "rejected", reason: "duplicate", exchange: { ...toExchange(body, null), rawMessage: message } };
}

function released(authorizationReference: string, { failure }: PaypalFailure): GatewayOutcome<VoidFacts> {
  return { kind: "succeeded", facts: { authorizationReference }, exchange: failure.exchange };
}

async function isSale(paypal: PaypalClient, reference: string): Promise<boolean> {
  return paypal.get(`/v2/payments/captures/${reference}`).then(
    () => true,
    () => false,
  );
}

/** After "it was done before": the objects tell by whom. Where they cannot be read, nobody knows. */
async function provenOtherwise<Facts>(
  error: unknown,
  issues: readonly string[],
  prove: () => Promise<GatewayOutcome<Facts> | undefined>,
): Promise<GatewayOutcome<Facts>> {
  if (!(error instanceof PaypalFailure) || !issues.includes(error.issue ?? "")) throw error;
  const { failure } = error;
  return prove().then(
    (proof) => (proof?.kind === "succeeded" || proof?.kind === "pending" ? proof : failure),
    () => ({ kind: "unconfirmed", exchange: failure.exchange }),
  );
}

async function readWhere(
  error: unknown,
  issues: readonly string[],
  read: () => Promise<PaypalObject>,
): Promise<PaypalObject> {
  if (!(error instanceof PaypalFailure) || !issues.includes(error.issue ?? "")) throw error;
  return read().catch(() => {
    throw new PaypalFailure(noAnswer("unconfirmed", error.issue ?? "", error.status));
  });
}

function withWalletAmount<Facts>(
  request: AuthorizeRequest,
  call: (amount: PaypalMoney) => Promise<GatewayOutcome<Facts>>,
): Promise<GatewayOutcome<Facts>> {
  if (request.instrument.kind !== "paypal")
    return Promise.resolve(refusedBeforeCall("invalid_request", `PayPal is not asked for ${request.instrument.kind}`));
  return withAmount(request.amount, call);
}

async function withAmount<Facts>(
  value: Money,
  call: (amount: PaypalMoney) => Promise<GatewayOutcome<Facts>>,
): Promise<GatewayOutcome<Facts>> {
  const amount = toPaypalAmount(value);
  return amount.ok ? attempt(() => call(amount.amount)) : refusedBeforeCall(amount.reason, amount.message);
}

async function attempt<Facts>(call: () => Promise<GatewayOutcome<Facts>>): Promise<GatewayOutcome<Facts>> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof PaypalFailure) return error.failure;
    throw error;
  }
}
