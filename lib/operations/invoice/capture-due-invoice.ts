import type { HouseReason } from "@/lib/payments/decline-reasons";
import { later, MINUTE_MS } from "@/lib/payments/instant";
import { ok, type Result } from "@/lib/payments/result";
import { changeOrder, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { failInvoice } from "./fail-invoice";
import { type CaptureAsked, type RequestCaptureRefusal, requestCapture } from "./request-capture";

/**
 * What the background does with an invoice that is owed (W01 to W03): ask for its capture, or, where no money can be asked for, say so on the
 * invoice itself, so that it fails visibly and not in a log (P03, P18). With `take` the caller carries the capture out itself.
 */
export async function captureDueInvoice(
  context: OperationContext,
  input: { orderId: string; invoiceId: string; take?: boolean },
): Promise<Result<CaptureAsked, RequestCaptureRefusal>> {
  const asked = await requestCapture(context, { ...input, manual: false });
  if (asked.ok) return asked;
  if (waitsForOthers.has(asked.reason)) await lookAgain(context, input);
  const failure = failureOf[asked.reason];
  if (failure) await markFailed(context, input, failure, asked.reason);
  return asked;
}

type Failure = { readonly status: "failed" | "finally_failed"; readonly reason: HouseReason };

/** Refusals that leave the invoice owed with nobody working on it. The others mean that it is paid, in work, not owed, or waits for its customer. */
const failureOf: Partial<Record<RequestCaptureRefusal, Failure>> = {
  not_covered: { status: "failed", reason: "authorization_expired" },
  retry_forbidden: { status: "finally_failed", reason: "card_not_supported" },
  retry_budget_spent: { status: "finally_failed", reason: "limit_exceeded" },
  too_many_attempts: { status: "finally_failed", reason: "limit_exceeded" },
  order_fraud_stopped: { status: "finally_failed", reason: "suspected_fraud" },
};

/** What this invoice needs is in other hands now: a hold that is being exchanged (X04), one from which another parcel is being captured, or one that nobody knows of yet. */
const waitsForOthers: ReadonlySet<RequestCaptureRefusal> = new Set([
  "authorize_in_progress",
  "capture_in_progress",
  "outcome_unknown",
]);

/** The invoice is looked at again once that is likely to be over; one that is itself being captured is left alone. */
function lookAgain(
  context: OperationContext,
  input: { orderId: string; invoiceId: string },
): Promise<Result<null, OrderMissing>> {
  return changeOrder(context, { orderId: input.orderId }, async ({ tx, order }) => {
    await tx.rows(
      "UPDATE invoices SET next_attempt_at = $3 WHERE store_id = $1 AND id = $2 AND status IN ('open','failed')",
      [order.storeId, input.invoiceId, new Date(later(tx.now, MINUTE_MS))],
    );
    return ok(null);
  });
}

function markFailed(
  context: OperationContext,
  input: { orderId: string; invoiceId: string },
  failure: Failure,
  why: string,
): Promise<Result<null, OrderMissing>> {
  return changeOrder(context, { orderId: input.orderId }, async (scope) => {
    const invoice = scope.order.invoices.find((each) => each.id === input.invoiceId);
    if (invoice?.status === "open" || invoice?.status === "failed") await failInvoice(scope, invoice, failure, why);
    return ok(null);
  });
}
