import type {
  AddressRecord,
  BillingRecord,
  CardRecord,
  ErrorRecord,
  PaymentIntentRecord,
  PaymentMethodRecord,
} from "./records";

export type JsonObject = { [key: string]: unknown };

const NO_ADDRESS: AddressRecord = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

export function renderPaymentIntent(intent: PaymentIntentRecord, origin: string): JsonObject {
  return {
    id: intent.id,
    object: "payment_intent",
    allowed_payment_method_types: intent.allowedPaymentMethodTypes,
    amount: intent.amount,
    amount_capturable: intent.amountCapturable,
    amount_details: { tip: {} },
    amount_received: intent.amountReceived,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: intent.automaticPaymentMethods,
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: intent.confirmationMethod,
    created: intent.created,
    currency: intent.currency,
    customer: intent.customer,
    customer_account: null,
    description: intent.description,
    excluded_payment_method_types: null,
    last_payment_error: intent.lastError === null ? null : renderError(intent.lastError),
    latest_charge: intent.latestCharge,
    livemode: false,
    managed_payments: null,
    metadata: intent.metadata,
    next_action: nextAction(intent, origin),
    on_behalf_of: null,
    payment_method: intent.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        ...intent.cardOptions,
        request_three_d_secure: intent.cardOptions.request_three_d_secure ?? "automatic",
      },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: intent.receiptEmail,
    review: null,
    setup_future_usage: intent.setupFutureUsage,
    shipping: intent.shipping,
    source: null,
    statement_descriptor: intent.statementDescriptor,
    statement_descriptor_suffix: intent.statementDescriptorSuffix,
    status: intent.status,
    transfer_group: intent.transferGroup,
  };
}

export function renderError(error: ErrorRecord): JsonObject {
  return {
    ...(error.adviceCode !== null && { advice_code: error.adviceCode }),
    ...(error.charge !== null && { charge: error.charge }),
    code: error.code,
    ...(error.declineCode !== null && { decline_code: error.declineCode }),
    doc_url: docUrl(error.code),
    message: error.message,
    ...(error.networkAdviceCode !== null && { network_advice_code: error.networkAdviceCode }),
    ...(error.networkDeclineCode !== null && { network_decline_code: error.networkDeclineCode }),
    ...(error.param !== null && { param: error.param }),
    ...(error.paymentMethod !== null && { payment_method: renderPaymentMethod(error.paymentMethod) }),
    type: error.type,
  };
}

export function docUrl(code: string): string {
  return `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}`;
}

export function renderPaymentMethod(method: PaymentMethodRecord): JsonObject {
  const { card } = method;
  return {
    id: method.id,
    object: "payment_method",
    allow_redisplay: method.allowRedisplay,
    billing_details: renderBilling(method.billing),
    card: {
      brand: card.brand,
      checks: renderChecks(card),
      country: card.country,
      display_brand: card.brand === "amex" ? "american_express" : card.brand,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: card.fingerprint,
      funding: card.funding,
      generated_from: null,
      last4: card.last4,
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: method.created,
    customer: method.customer,
    customer_account: null,
    livemode: false,
    metadata: method.metadata,
    type: "card",
  };
}

export function renderBilling(billing: BillingRecord): JsonObject {
  return {
    address: billing.address ?? NO_ADDRESS,
    email: billing.email,
    name: billing.name,
    phone: billing.phone,
    tax_id: null,
  };
}

export function renderChecks(card: CardRecord): JsonObject {
  return { address_line1_check: null, address_postal_code_check: null, cvc_check: card.cvcCheck };
}

function nextAction(intent: PaymentIntentRecord, origin: string): JsonObject | null {
  if (intent.status !== "requires_action" || intent.challenge === null) return null;
  return challengeAction(intent.id, intent.clientSecret, intent.challenge, origin);
}

export function challengeAction(
  id: string,
  clientSecret: string,
  challenge: { readonly isRedirect: boolean; readonly returnUrl: string | null },
  origin: string,
): JsonObject {
  const url = `${origin}/c/authenticate/${id}?key=${clientSecret}`;
  if (challenge.isRedirect)
    return { type: "redirect_to_url", redirect_to_url: { return_url: challenge.returnUrl, url } };
  return { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url } };
}
