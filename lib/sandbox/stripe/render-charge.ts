import type { ChargeRecord, RefundRecord } from "./records";
import { type JsonObject, renderBilling, renderChecks } from "./render-payment";

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
