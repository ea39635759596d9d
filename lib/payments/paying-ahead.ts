import type { Authorization } from "./authorization";
import { coverageOf } from "./coverage";
import { liveHolds, undecidedHolds } from "./holds";
import type { Instant } from "./instant";
import { compare, isPositive, type Money, smaller, subtract } from "./money";
import type { Order } from "./order";
import { ok, type Result, refused } from "./result";
import { invoicedOf } from "./spare-money";
import { decideVoid } from "./voiding";

export type PayAheadRefusal = "order_fraud_stopped" | "approval_in_progress" | "authorize_in_progress" | "nothing_due";

/**
 * How much of an order other orders of its lineage may pay before its goods ship, in minor units (I18, PR-5): what is due of that part of it which its
 * customer has agreed to (I13) and no invoice asks for. What holds secure may be paid too, since the holds can be let go of and money that was taken
 * cannot. Refuses where nothing is, also before the customer has agreed and after everything has shipped; for fraud (I14); and while the
 * customer is paying or a hold is being asked for, because that is about the same money (I6).
 */
export function decidePayAhead(order: Order, now: Instant): Result<Money, PayAheadRefusal> {
  if (order.status !== "confirmed" || order.approvedTotal === null) return refused("nothing_due");
  if (order.isFraudStopped) return refused("order_fraud_stopped");
  const notInvoiced = subtract(smaller(order.total, order.approvedTotal), invoicedOf(order));
  const most = smaller(subtract(notInvoiced, order.prepaid), coverageOf(order, now).due);
  if (!isPositive(most)) return refused("nothing_due");
  if (order.approval?.status === "approving") return refused("approval_in_progress");
  const isAsked = order.openAttempts.some(({ operation }) => asking.has(operation));
  if (isAsked || undecidedHolds(order).length > 0) return refused("authorize_in_progress");
  return ok(most);
}

const asking: ReadonlySet<string> = new Set(["authorize", "authorize_and_capture", "increase", "renew"]);

/** What an invoice of `amount` takes of the money that its order was paid ahead, before anything is captured for it; `isPaid`: nothing needs to be. */
export function takePrepaid(order: Order, amount: Money): { taken: Money; isPaid: boolean } {
  const taken = smaller(order.prepaid, amount);
  return { taken, isPaid: isPositive(taken) && compare(taken, amount) === 0 };
}

/** Holds that stand for nothing that is due, as after the order was paid ahead: the others secure all of it (I8). A hold that is due in part stays whole. */
export function needlessHolds(order: Order, now: Instant): Authorization[] {
  const needed = new Set(coverageOf(order, now).parts.map((part) => part.authorizationId));
  return liveHolds(order, now).filter((hold) => !needed.has(hold.id) && decideVoid(hold, order.openAttempts).ok);
}
