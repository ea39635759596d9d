import type {
  ChargeRecord,
  CheckoutSessionRecord,
  CustomerRecord,
  DisputeRecord,
  EventRecord,
  LineItemRecord,
  PaymentIntentRecord,
  PaymentMethodRecord,
  RefundRecord,
  SetupIntentRecord,
  SubjectKind,
} from "./records";
import {
  challengeAction,
  type JsonObject,
  renderCharge,
  renderError,
  renderPaymentIntent,
  renderPaymentMethod,
  renderRefund,
} from "./render-payment";

export function renderEvent(event: EventRecord, facts: { isPending: boolean; origin: string }): JsonObject {
  return {
    id: event.id,
    object: "event",
    api_version: event.apiVersion,
    created: event.created,
    data: {
      object: renderSubject(event.kind, event.subject, facts.origin),
      ...(event.previous !== null && { previous_attributes: event.previous }),
    },
    livemode: false,
    pending_webhooks: facts.isPending ? 1 : 0,
    request: { id: event.requestId, idempotency_key: event.idempotencyKey },
    type: event.type,
  };
}

export function renderSubject(kind: SubjectKind, subject: unknown, origin: string): JsonObject {
  switch (kind) {
    case "charge":
      return renderCharge(subject as ChargeRecord);
    case "checkout_session":
      return renderCheckoutSession(subject as CheckoutSessionRecord, origin);
    case "customer":
      return renderCustomer(subject as CustomerRecord);
    case "dispute":
      return renderDispute(subject as DisputeRecord);
    case "payment_intent":
      return renderPaymentIntent(subject as PaymentIntentRecord, origin);
    case "payment_method":
      return renderPaymentMethod(subject as PaymentMethodRecord);
    case "refund":
      return renderRefund(subject as RefundRecord);
    case "setup_intent":
      return renderSetupIntent(subject as SetupIntentRecord, origin);
  }
}

export function renderCustomer(customer: CustomerRecord): JsonObject {
  if (customer.isDeleted) return { id: customer.id, object: "customer", deleted: true };
  return {
    id: customer.id,
    object: "customer",
    address: customer.address,
    balance: customer.balance,
    created: customer.created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: customer.description,
    discount: null,
    email: customer.email,
    invoice_prefix: customer.invoicePrefix,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: customer.defaultPaymentMethod,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: customer.metadata,
    name: customer.name,
    next_invoice_sequence: 1,
    phone: customer.phone,
    preferred_locales: customer.preferredLocales,
    shipping: customer.shipping,
    tax_exempt: "none",
    test_clock: null,
  };
}

export function renderSetupIntent(setup: SetupIntentRecord, origin: string): JsonObject {
  const challenge = setup.status === "requires_action" ? setup.challenge : null;
  return {
    id: setup.id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: setup.cancellationReason,
    client_secret: setup.clientSecret,
    created: setup.created,
    customer: setup.customer,
    customer_account: null,
    description: setup.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: setup.lastError === null ? null : renderError(setup.lastError),
    latest_attempt: setup.latestAttempt,
    livemode: false,
    mandate: null,
    metadata: setup.metadata,
    next_action: challenge === null ? null : challengeAction(setup.id, setup.clientSecret, challenge, origin),
    on_behalf_of: null,
    payment_method: setup.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: setup.status,
    usage: setup.usage,
  };
}

export function renderCheckoutSession(session: CheckoutSessionRecord, origin: string): JsonObject {
  const isOpen = session.status === "open";
  return {
    id: session.id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: session.hasRecovery
      ? { recovery: { allow_promotion_codes: false, enabled: true, expires_at: null, url: null } }
      : null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: session.amount,
    amount_total: session.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: session.cancelUrl,
    client_reference_id: session.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: session.created,
    currency: session.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: session.customer,
    customer_account: null,
    customer_creation: session.customerCreation,
    customer_details: customerDetails(session),
    customer_email: session.customerEmail,
    discounts: [],
    expires_at: session.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: { enabled: false, invoice_data: NO_INVOICE },
    livemode: false,
    locale: session.locale,
    managed_payments: null,
    metadata: session.metadata,
    mode: "payment",
    origin_context: null,
    payment_intent: session.paymentIntent,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        ...session.cardOptions,
        request_three_d_secure: session.cardOptions.request_three_d_secure ?? "automatic",
      },
    },
    payment_method_types: ["card"],
    payment_status: session.paymentStatus,
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: session.status,
    submit_type: session.submitType,
    subscription: null,
    success_url: session.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: isOpen ? checkoutUrl(session.id, origin) : null,
    wallet_options: null,
  };
}

export function checkoutUrl(sessionId: string, origin: string): string {
  return `${origin}/c/pay/${sessionId}`;
}

export function renderLineItem(item: LineItemRecord, session: CheckoutSessionRecord): JsonObject {
  return {
    id: item.id,
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: item.amount,
    amount_tax: 0,
    amount_total: item.amount,
    currency: session.currency,
    description: item.description,
    metadata: {},
    price: {
      id: item.priceId,
      object: "price",
      active: false,
      billing_scheme: "per_unit",
      created: session.created,
      currency: session.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: item.productId,
      recurring: null,
      tax_behavior: "unspecified",
      tiers_mode: null,
      transform_quantity: null,
      type: "one_time",
      unit_amount: item.unitAmount,
      unit_amount_decimal: String(item.unitAmount),
    },
    quantity: item.quantity,
  };
}

export function renderDispute(dispute: DisputeRecord): JsonObject {
  const isInquiry = dispute.status.startsWith("warning");
  return {
    id: dispute.id,
    object: "dispute",
    amount: dispute.amount,
    balance_transactions: [],
    charge: dispute.charge,
    created: dispute.created,
    currency: dispute.currency,
    enhanced_eligibility_types: [],
    evidence: { ...NO_EVIDENCE, enhanced_evidence: {} },
    evidence_details: {
      due_by: dispute.created + 7 * 24 * 60 * 60,
      enhanced_eligibility: {},
      has_evidence: dispute.hasEvidence,
      past_due: false,
      submission_count: dispute.hasEvidence ? 1 : 0,
      submission_method: dispute.hasEvidence ? "manual" : "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: dispute.metadata,
    payment_intent: dispute.paymentIntent,
    payment_method_details: {
      card: {
        brand: dispute.card.brand,
        case_type: isInquiry ? "inquiry" : "chargeback",
        network: dispute.card.brand,
        network_reason_code: dispute.networkReasonCode,
      },
      type: "card",
    },
    reason: dispute.reason,
    status: dispute.status,
  };
}

const NO_INVOICE: JsonObject = {
  account_tax_ids: null,
  custom_fields: null,
  description: null,
  footer: null,
  issuer: null,
  metadata: {},
  rendering_options: null,
};

const NO_EVIDENCE: JsonObject = Object.fromEntries(
  (
    "access_activity_log billing_address cancellation_policy cancellation_policy_disclosure cancellation_rebuttal " +
    "customer_communication customer_email_address customer_name customer_purchase_ip customer_signature " +
    "duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id product_description receipt refund_policy " +
    "refund_policy_disclosure refund_refusal_explanation service_date service_documentation shipping_address shipping_carrier " +
    "shipping_date shipping_documentation shipping_tracking_number uncategorized_file uncategorized_text"
  )
    .split(" ")
    .map((name) => [name, null]),
);

function customerDetails(session: CheckoutSessionRecord): JsonObject | null {
  if (session.customerEmail === null && session.customerName === null) return null;
  return {
    address: null,
    business_name: null,
    email: session.customerEmail,
    individual_name: null,
    name: session.customerName,
    phone: null,
    tax_exempt: "none",
    tax_ids: null,
  };
}
