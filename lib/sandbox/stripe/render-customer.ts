import type { CustomerRecord } from "./records";
import { challengeAction, type JsonObject, renderError } from "./render-payment";
import type { SetupIntentRecord } from "./side-records";

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
