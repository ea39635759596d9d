import type { JsonObject } from "./render-payment";
import type { DisputeRecord } from "./side-records";

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
      submission_count: dispute.submissions,
      submission_method: dispute.submissions > 0 ? "manual" : "not_submitted",
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
