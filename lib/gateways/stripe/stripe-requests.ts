import type Stripe from "stripe";
import type {
  AuthorizeRequest,
  CaptureRequest,
  IncreaseRequest,
  OpenHostedPageRequest,
  RefundRequest,
  RequestIdentity,
} from "@/lib/payments/gateway";
import type { GatewayCapabilities } from "@/lib/payments/gateway-capabilities";

/** Where an operation's id stands on Stripe's objects. A capture or an increase must not overwrite the id of the hold it works on. */
export const operationKeys = {
  own: "operation_id",
  capture: "capture_operation_id",
  increase: "increase_operation_id",
} as const;

export const expandCharge = ["latest_charge"];

export function toAuthorizeParams(
  request: AuthorizeRequest,
  amount: { readonly amount: number; readonly currency: string },
  captureMethod: "manual" | "automatic",
): Stripe.PaymentIntentCreateParams {
  return {
    amount: amount.amount,
    currency: amount.currency,
    payment_method: request.instrument.token,
    ...(request.instrument.customerToken === null ? {} : { customer: request.instrument.customerToken }),
    allowed_payment_method_types: ["card"],
    capture_method: captureMethod,
    confirm: true,
    // With the customer present but no script of Stripe's on our page a challenge cannot be answered there: it must fail at once.
    ...(request.initiator === "merchant" ? { off_session: true } : { error_on_requires_action: true }),
    metadata: toMetadata(request),
    expand: expandCharge,
  };
}

/**
 * What a hold must be asked for when it is made, or it will never have it: that it can be raised, always, which costs nothing by itself; and that it
 * lasts up to 30 days, for which Stripe charges, where it is needed (docs.stripe.com/payments/extended-authorization).
 */
export function toHoldOptions(
  { isLong = false }: { readonly isLong?: boolean },
  { canIncrease, canHoldLong }: Pick<GatewayCapabilities, "canIncrease" | "canHoldLong">,
) {
  const card = {
    ...(canIncrease && { request_incremental_authorization: "if_available" as const }),
    ...(canHoldLong && isLong && { request_extended_authorization: "if_available" as const }),
  };
  return Object.keys(card).length === 0 ? {} : { payment_method_options: { card } };
}

export function toCaptureParams(request: CaptureRequest, amount: number): Stripe.PaymentIntentCaptureParams {
  return {
    amount_to_capture: amount,
    metadata: { [operationKeys.capture]: request.operationId },
    expand: expandCharge,
  };
}

export function toIncreaseParams(
  request: IncreaseRequest,
  amount: number,
): Stripe.PaymentIntentIncrementAuthorizationParams {
  return { amount, metadata: { [operationKeys.increase]: request.operationId }, expand: expandCharge };
}

export function toRefundParams(request: RefundRequest, amount: number): Stripe.RefundCreateParams {
  return { charge: request.captureReference, amount, metadata: toMetadata(request) };
}

export function toSessionParams(
  request: OpenHostedPageRequest,
  amount: { readonly amount: number; readonly currency: string },
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    client_reference_id: request.operationId,
    allowed_payment_method_types: ["card"],
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: amount.currency,
          unit_amount: amount.amount,
          product_data: { name: request.description },
        },
      },
    ],
    payment_intent_data: {
      capture_method: "manual",
      setup_future_usage: "off_session",
      metadata: toMetadata(request),
    },
    metadata: toMetadata(request),
    ...toPayer(request),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(request.expiresAt / 1_000),
    locale: toLocale(request.locale),
  };
}

function toPayer(request: OpenHostedPageRequest): Stripe.Checkout.SessionCreateParams {
  if (request.customerToken !== null) return { customer: request.customerToken };
  return { customer_creation: "always", ...(request.email === null ? {} : { customer_email: request.email }) };
}

function toMetadata(identity: RequestIdentity): Record<string, string> {
  return {
    [operationKeys.own]: identity.operationId,
    store_id: identity.storeId,
    order_number: identity.orderNumber,
  };
}

const stripeLocales = new Set(
  "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(
    " ",
  ),
);

function toLocale(locale: string): Stripe.Checkout.SessionCreateParams.Locale {
  const language = locale.split("-")[0] ?? "";
  return stripeLocales.has(locale) ? locale : stripeLocales.has(language) ? language : "auto";
}
