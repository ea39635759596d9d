import { formatAmount } from "./currencies";
import type {
  AddressRecord,
  BillingRecord,
  CardRecord,
  ChargeRecord,
  ErrorRecord,
  PaymentIntentRecord,
  PaymentMethodRecord,
  RefundRecord,
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

export function renderCharge(charge: ChargeRecord): JsonObject {
  const isPaid = charge.status === "succeeded";
  return {
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: charge.balanceTransaction,
    billing_details: renderBilling(charge.billing),
    calculated_statement_descriptor: "PAYDESK DEMO",
    captured: charge.isCaptured,
    created: charge.created,
    currency: charge.currency,
    customer: charge.customer,
    description: charge.description,
    disputed: charge.isDisputed,
    failure_balance_transaction: null,
    failure_code: charge.failureCode,
    failure_message: charge.failureMessage,
    fraud_details: {},
    livemode: false,
    metadata: charge.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: charge.outcome.adviceCode,
      network_advice_code: charge.outcome.networkAdviceCode,
      network_decline_code: charge.outcome.networkDeclineCode,
      network_status: charge.outcome.networkStatus,
      reason: charge.outcome.reason,
      risk_level: charge.outcome.riskLevel,
      risk_score: charge.outcome.riskScore,
      seller_message: charge.outcome.sellerMessage,
      type: charge.outcome.type,
    },
    paid: isPaid,
    payment_intent: charge.paymentIntent,
    payment_method: charge.paymentMethod,
    payment_method_details: { card: chargedCard(charge), type: "card" },
    receipt_email: charge.receiptEmail,
    receipt_number: null,
    receipt_url: null,
    refunded: isPaid && charge.amountRefunded > 0 && charge.amountRefunded === charge.amount,
    review: null,
    shipping: charge.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: charge.statementDescriptorSuffix,
    status: charge.status,
    transfer_data: null,
    transfer_group: charge.transferGroup,
  };
}

export function renderRefund(refund: RefundRecord): JsonObject {
  return {
    id: refund.id,
    object: "refund",
    amount: refund.amount,
    balance_transaction: refund.balanceTransaction,
    charge: refund.charge,
    created: refund.created,
    currency: refund.currency,
    customer: refund.customer,
    customer_account: null,
    destination_details: {
      card: {
        ...(!refund.isRelease && { reference_status: "pending", reference_type: "acquirer_reference_number" }),
        type: refund.isRelease ? "reversal" : "refund",
      },
      type: "card",
    },
    ...(refund.failureReason !== null && { failure_reason: refund.failureReason }),
    metadata: refund.metadata,
    payment_intent: refund.paymentIntent,
    payment_method: refund.paymentMethod,
    ...(refund.status === "pending" && { pending_reason: "processing" }),
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
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

export function refundTooLarge(amount: number, remaining: number, currency: string): string {
  return `Refund amount (${formatAmount(amount, currency)}) is greater than unrefunded amount on charge (${formatAmount(remaining, currency)})`;
}

function renderBilling(billing: BillingRecord): JsonObject {
  return {
    address: billing.address ?? NO_ADDRESS,
    email: billing.email,
    name: billing.name,
    phone: billing.phone,
    tax_id: null,
  };
}

function renderChecks(card: CardRecord): JsonObject {
  return { address_line1_check: null, address_postal_code_check: null, cvc_check: card.cvcCheck };
}

function chargedCard(charge: ChargeRecord): JsonObject {
  const { card, features } = charge;
  return {
    amount_authorized: charge.status === "succeeded" ? charge.amount : null,
    authorization_code: charge.authorizationCode,
    brand: card.brand,
    ...(charge.captureBefore !== null && { capture_before: charge.captureBefore }),
    checks: renderChecks(card),
    country: card.country,
    electronic_commerce_indicator: charge.isAuthenticated ? "05" : null,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    extended_authorization: { status: features.extendedAuthorization ? "enabled" : "disabled" },
    fingerprint: card.fingerprint,
    funding: card.funding,
    incremental_authorization: { status: available(features.incrementalAuthorization) },
    installments: null,
    last4: card.last4,
    mandate: null,
    ...(charge.isMoto && { moto: true }),
    multicapture: { status: available(features.multicapture) },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: charge.status === "succeeded" ? `${charge.created}${card.last4}` : null,
    overcapture: {
      maximum_amount_capturable: features.overcaptureMaximum ?? charge.amount,
      status: available(features.overcaptureMaximum !== null),
    },
    regulated_status: "unregulated",
    three_d_secure: charge.isAuthenticated ? AUTHENTICATED : null,
    transaction_link_id: null,
    wallet: null,
  };
}

const AUTHENTICATED: JsonObject = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  exemption_indicator: null,
  result: "authenticated",
  result_reason: null,
  transaction_id: null,
  version: "2.2.0",
};

function available(isAvailable: boolean): "available" | "unavailable" {
  return isAvailable ? "available" : "unavailable";
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
