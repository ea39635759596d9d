import { type ApprovalNeedReason, priceApprovalNeed } from "./approval";
import { capturedOf } from "./coverage";
import { holdRest } from "./holds";
import { add, compare, larger, type Money, subtract, sum } from "./money";
import type { Order } from "./order";
import type { NextStep } from "./order-state";
import { ok, type Result, refused } from "./result";

export type RepriceRefusal =
  | "order_closed"
  | "already_shipped"
  | "capture_in_progress"
  | "approval_in_progress"
  | "currency_mismatch";
export type Reprice = {
  readonly direction: "rise" | "fall" | "same";
  /** New total - present total. */
  readonly difference: Money;
  readonly needsApproval: boolean;
  readonly reason: ApprovalNeedReason | null;
  readonly nextStep: NextStep;
};

/**
 * Whether a live order may take a new total, and what follows from it (H06, S53): a price that the customer has not approved leads to asking,
 * a rise within the approved total to more authorization, a fall to nothing at all, as the hold stays and less is captured (H33, PC-3).
 * Refuses once everything is shipped, below what is released, invoiced or captured, and while a capture or an approval is under way.
 */
export function decideReprice(order: Order, newTotal: Money): Result<Reprice, RepriceRefusal> {
  if (order.status === "cancelled" || order.status === "replaced" || order.status === "completed") {
    return refused("order_closed");
  }
  if (newTotal.currency !== order.total.currency) return refused("currency_mismatch");
  if (order.status === "shipped") return refused("already_shipped");
  if (hasCaptureUnderWay(order)) return refused("capture_in_progress");
  if (order.approval?.status === "approving") return refused("approval_in_progress");
  if (compare(newTotal, owedAlready(order)) < 0)
    return refused("already_shipped", "below what is released, invoiced or captured");

  const difference = subtract(newTotal, order.total);
  const need = priceApprovalNeed(order, newTotal);
  return ok({
    direction: difference.amountMinor > 0n ? "rise" : difference.amountMinor < 0n ? "fall" : "same",
    difference,
    needsApproval: need.needed,
    reason: need.needed ? need.reason : null,
    nextStep: nextStepFor(order, newTotal, need.needed),
  });
}

function hasCaptureUnderWay(order: Order): boolean {
  return order.openAttempts.some(({ operation }) => operation === "capture" || operation === "authorize_and_capture");
}

/** A new total may not undercut what the warehouse has in hand, at the price it was handed over for, nor what has been taken. */
function owedAlready(order: Order): Money {
  const { currency } = order.total;
  const invoiced = order.invoices.filter((invoice) => invoice.status !== "cancelled");
  const waiting = order.releases.filter((release) => release.status === "open");
  const leaving = sum(
    currency,
    [...invoiced, ...waiting].map(({ amount }) => amount),
  );
  // What was paid ahead has bought nothing yet: what a fall leaves over of it is spare.
  return larger(subtract(capturedOf(order), order.prepaid), leaving);
}

function nextStepFor(order: Order, newTotal: Money, needsApproval: boolean): NextStep {
  if (needsApproval) return "ask_customer";
  if (order.status !== "confirmed") return "none";
  const held = order.authorizations.filter((hold) => hold.status === "authorized").map(holdRest);
  const cover = add(sum(newTotal.currency, held), capturedOf(order));
  return compare(cover, newTotal) < 0 ? "authorize_again" : "none";
}
