import type Stripe from "stripe";
import type { DisputeState, InterpretedNotification } from "@/lib/payments/gateway";
import type { Money } from "@/lib/payments/money";
import { fromStripeAmount } from "./stripe-amounts";
import { readCall } from "./stripe-client";
import { isUnknownObject } from "./stripe-enquiries";
import { toFailure } from "./stripe-errors";

type Json = Readonly<Record<string, unknown>>;

/** `warning_closed`: an inquiry that ended without a dispute; no money was taken. */
const verdicts: Readonly<Record<string, "won" | "lost">> = { won: "won", warning_closed: "won", lost: "lost" };

export function disputed(dispute: Json): InterpretedNotification {
  const notice = noticeOf(dispute);
  return notice === null ? { kind: "unknown" } : { kind: "disputed", ...notice, disputeReference: textOf(dispute.id) };
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
    return verdict === undefined ? { kind: "open", ...notice } : { kind: "closed", ...notice, verdict };
  } catch (error) {
    toFailure(error);
    return { kind: isUnknownObject(error) ? "unknown" : "silent" };
  }
}

function noticeOf(dispute: Json): { readonly captureReference: string; readonly amount: Money } | null {
  const amount = fromStripeAmount(dispute.amount, dispute.currency);
  const captureReference = chargeOf(dispute.charge);
  return amount === undefined || captureReference === null ? null : { captureReference, amount };
}

function verdictOf({ status }: Json): "won" | "lost" | undefined {
  return Object.hasOwn(verdicts, textOf(status)) ? verdicts[textOf(status)] : undefined;
}

function chargeOf(reference: unknown): string | null {
  const id = typeof reference === "object" && reference !== null ? (reference as Json).id : reference;
  return typeof id === "string" ? id : null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
