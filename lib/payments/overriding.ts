import { priceApprovalNeed } from "./approval";
import { coverageOf } from "./coverage";
import { undecidedHolds } from "./holds";
import type { Instant } from "./instant";
import { atLeastZero, isPositive, type Money, subtract } from "./money";
import type { Order } from "./order";
import { ok, type Result, refused } from "./result";
import { unobtainable } from "./shipping";

export type OverrideRefusal =
  | "order_fraud_stopped"
  | "order_not_confirmed"
  | "order_closed"
  | "approval_needed"
  | "authorize_in_progress"
  | "nothing_to_override";

/**
 * What of a failed authorization a supervisor may let pass: the money, in minor units, that nothing holds and nothing could be charged for, beyond what was let
 * pass before. It stays owed. Refuses: fraud; an order whose goods have all left or that is closed; a price its customer has not agreed to (H14), which is nobody
 * else's word; a bank that has not decided; no refused or lost hold, or nothing missing.
 */
export function decideOverride(order: Order, now: Instant): Result<Money, OverrideRefusal> {
  if (order.isFraudStopped) return refused("order_fraud_stopped");
  if (order.status === "proposed") return refused("order_not_confirmed");
  if (order.status !== "draft" && order.status !== "confirmed") return refused("order_closed");
  if (priceApprovalNeed(order).needed) return refused("approval_needed");
  if (undecidedHolds(order).length > 0 || order.approval?.status === "approving")
    return refused("authorize_in_progress");
  const hasFailed = order.authorizations.some(({ status }) => failedStatuses.has(status));
  const missing = order.status === "draft" ? coverageOf(order, now).uncovered : unobtainable(order);
  const rest = atLeastZero(subtract(missing, order.override.granted));
  return hasFailed && isPositive(rest) ? ok(rest) : refused("nothing_to_override");
}

/** Whether an override that was granted has become needless: the money is there after all, and nothing has left on the strength of it. */
export function isOverrideNeedless(order: Order, now: Instant): boolean {
  if (!isPositive(order.override.granted) || order.status !== "confirmed") return false;
  return !order.releases.some(({ status }) => status === "shipped") && !isPositive(coverageOf(order, now).uncovered);
}

const failedStatuses: ReadonlySet<string> = new Set(["declined", "expired", "voided"]);
