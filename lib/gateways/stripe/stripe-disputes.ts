import type Stripe from "stripe";
import { correlationHeader } from "@/lib/http/sender";
import type {
  AnswerDisputeRequest,
  DisputeAnswerFacts,
  DisputedPayment,
  DisputeEvidence,
  DisputeState,
  GatewayOutcome,
  InterpretedNotification,
} from "@/lib/payments/gateway";
import { type Instant, toInstant } from "@/lib/payments/instant";
import { fromStripeAmount } from "./stripe-amounts";
import { readCall } from "./stripe-client";
import { isUnknownObject } from "./stripe-enquiries";
import { emptyExchange, toFailure } from "./stripe-errors";

type Json = Readonly<Record<string, unknown>>;

/** `warning_closed`: an inquiry that ended without a dispute; no money was taken. */
const verdicts: Readonly<Record<string, "won" | "lost">> = { won: "won", warning_closed: "won", lost: "lost" };

export function disputed(dispute: Json): InterpretedNotification {
  const notice = noticeOf(dispute);
  return notice === null
    ? { kind: "unknown" }
    : { kind: "disputed", ...notice, disputeReference: textOf(dispute.id), answerBy: answerByOf(dispute) };
}

/** Something about a dispute changed: Stripe is asked what. */
export function disputeChanged(dispute: Json): InterpretedNotification {
  return { kind: "dispute_changed", disputeReference: textOf(dispute.id) };
}

export function disputeClosed(dispute: Json): InterpretedNotification {
  const verdict = verdictOf(dispute);
  return verdict === undefined
    ? { kind: "unknown" }
    : { kind: "dispute_closed", disputeReference: textOf(dispute.id), verdict };
}

export async function readStripeDispute(stripe: Stripe, reference: string): Promise<DisputeState> {
  try {
    const dispute: Json = { ...(await stripe.disputes.retrieve(reference, {}, readCall())) };
    const notice = noticeOf(dispute);
    const verdict = verdictOf(dispute);
    if (notice === null) return { kind: "silent" };
    const seen = { ...notice, isAnswered: isAnswered(dispute) };
    return verdict === undefined
      ? { kind: "open", ...seen, answerBy: answerByOf(dispute) }
      : { kind: "closed", ...seen, verdict };
  } catch (error) {
    toFailure(error);
    return { kind: isUnknownObject(error) ? "unknown" : "silent" };
  }
}

/** One call: the evidence is submitted with it, since a second submission is not taken. */
export async function answerStripeDispute(
  stripe: Stripe,
  { disputeReference, operationId, idempotencyKey, answer }: AnswerDisputeRequest,
): Promise<GatewayOutcome<DisputeAnswerFacts>> {
  const options = { idempotencyKey, headers: { [correlationHeader]: operationId } };
  try {
    const dispute =
      answer.kind === "accept"
        ? await stripe.disputes.close(disputeReference, {}, options)
        : await stripe.disputes.update(
            disputeReference,
            { evidence: toEvidence(answer.evidence), submit: true },
            options,
          );
    return {
      kind: "succeeded",
      facts: { disputeReference: dispute.id },
      exchange: { ...emptyExchange, rawCode: dispute.status, gatewayRequestId: dispute.lastResponse.requestId ?? null },
    };
  } catch (error) {
    return toFailure(error);
  }
}

function toEvidence(evidence: DisputeEvidence): Stripe.DisputeUpdateParams.Evidence {
  return {
    uncategorized_text: evidence.text,
    product_description: evidence.product,
    customer_name: evidence.customerName,
    ...(evidence.customerEmail !== null && { customer_email_address: evidence.customerEmail }),
    ...(evidence.shippedOn !== null && { shipping_date: evidence.shippedOn }),
    ...(evidence.carrier !== null && { shipping_carrier: evidence.carrier }),
    ...(evidence.trackingNumber !== null && { shipping_tracking_number: evidence.trackingNumber }),
  };
}

function answerByOf(dispute: Json): Instant | null {
  const dueBy = detailsOf(dispute).due_by;
  return typeof dueBy === "number" ? toInstant(dueBy * 1_000) : null;
}

function isAnswered(dispute: Json): boolean {
  const count = detailsOf(dispute).submission_count;
  return typeof count === "number" && count > 0;
}

function detailsOf(dispute: Json): Json {
  const details = dispute.evidence_details;
  return typeof details === "object" && details !== null ? (details as Json) : {};
}

function noticeOf(dispute: Json): DisputedPayment | null {
  const amount = fromStripeAmount(dispute.amount, dispute.currency);
  const captureReference = idOf(dispute.charge);
  const authorizationReference = idOf(dispute.payment_intent);
  if (amount === undefined || captureReference === null) return null;
  return { captureReference, ...(authorizationReference !== null && { authorizationReference }), amount };
}

function verdictOf({ status }: Json): "won" | "lost" | undefined {
  return Object.hasOwn(verdicts, textOf(status)) ? verdicts[textOf(status)] : undefined;
}

function idOf(reference: unknown): string | null {
  const id = typeof reference === "object" && reference !== null ? (reference as Json).id : reference;
  return typeof id === "string" ? id : null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
