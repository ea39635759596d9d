import type { DisputedPayment, DisputeState, InterpretedNotification } from "@/lib/payments/gateway";
import { type Instant, toInstant } from "@/lib/payments/instant";
import { compare, isZero, type Money } from "@/lib/payments/money";
import { fromPaypalAmount } from "./paypal-amounts";
import type { PaypalClient } from "./paypal-client";
import { type Json, PaypalFailure } from "./paypal-errors";
import { asObject } from "./paypal-responses";

/**
 * How a dispute can end, in PayPal's words (its description of disputes, `dispute_outcome`). `NONE`: closed without a decision, because another dispute
 * about the same payment took its place; `RESOLVED_WITH_PAYOUT`: PayPal itself paid, and the merchant keeps the money.
 */
const verdicts: Readonly<Record<string, "won" | "lost">> = {
  ACCEPTED: "lost",
  CANCELED_BY_BUYER: "won",
  DENIED: "won",
  NONE: "won",
  RESOLVED_BUYER_FAVOUR: "lost",
  RESOLVED_SELLER_FAVOUR: "won",
  RESOLVED_WITH_PAYOUT: "won",
};

/** `CUSTOMER.DISPUTE.CREATED`: also where the payer only asks the merchant yet. */
export function disputed(dispute: Json): InterpretedNotification {
  const notice = noticeOf(dispute);
  return notice === null
    ? { kind: "unknown" }
    : { kind: "disputed", ...notice, disputeReference: referenceOf(dispute), answerBy: answerByOf(dispute) };
}

/** `CUSTOMER.DISPUTE.UPDATED` says that something changed: PayPal is asked what. */
export function disputeChanged(dispute: Json): InterpretedNotification {
  return { kind: "dispute_changed", disputeReference: referenceOf(dispute) };
}

/** `CUSTOMER.DISPUTE.RESOLVED`. Without an outcome that we know it is asked for. */
export function disputeResolved(dispute: Json): InterpretedNotification {
  const verdict = verdictOf(dispute);
  return verdict === null
    ? disputeChanged(dispute)
    : { kind: "dispute_closed", disputeReference: referenceOf(dispute), ...verdict };
}

export async function readPaypalDispute(paypal: PaypalClient, reference: string): Promise<DisputeState> {
  try {
    const dispute = await paypal.read(`/v1/customer/disputes/${encodeURIComponent(reference)}`);
    const notice = noticeOf(dispute);
    const verdict = verdictOf(dispute);
    if (notice === null || (dispute.status === "RESOLVED" && verdict === null)) return { kind: "silent" };
    if (verdict !== null) return { kind: "closed", ...notice, isAnswered: null, ...verdict };
    const isAnswered = dispute.status !== "WAITING_FOR_SELLER_RESPONSE" && dispute.status !== "OPEN";
    return { kind: "open", ...notice, answerBy: answerByOf(dispute), isAnswered };
  } catch (error) {
    if (!(error instanceof PaypalFailure)) throw error;
    return { kind: error.isUnknownObject ? "unknown" : "silent" };
  }
}

function noticeOf(dispute: Json): DisputedPayment | null {
  const amount = fromPaypalAmount(dispute.dispute_amount);
  const [transaction] = Array.isArray(dispute.disputed_transactions) ? dispute.disputed_transactions : [];
  const captureReference = asObject(transaction).seller_transaction_id;
  return amount === undefined || typeof captureReference !== "string" ? null : { captureReference, amount };
}

/** Null while it is open, or where it ended in a way that we do not know. What the payer got may be less than what was disputed. */
function verdictOf(dispute: Json): { readonly verdict: "won" | "lost"; readonly lost?: Money } | null {
  const outcome = asObject(dispute.dispute_outcome);
  const code = typeof outcome.outcome_code === "string" ? outcome.outcome_code : "";
  const verdict = dispute.status === "RESOLVED" && Object.hasOwn(verdicts, code) ? verdicts[code] : undefined;
  if (verdict === undefined) return null;
  const disputedAmount = fromPaypalAmount(dispute.dispute_amount);
  const lost = fromPaypalAmount(outcome.amount_refunded);
  if (verdict === "won" || lost === undefined || disputedAmount?.currency !== lost.currency) return { verdict };
  if (isZero(lost)) return { verdict: "won" };
  return compare(lost, disputedAmount) < 0 ? { verdict, lost } : { verdict };
}

function answerByOf({ seller_response_due_date: due }: Json): Instant | null {
  const ms = typeof due === "string" ? Date.parse(due) : Number.NaN;
  return Number.isNaN(ms) ? null : toInstant(ms);
}

function referenceOf({ dispute_id: id }: Json): string {
  return typeof id === "string" ? id : "";
}
