import { priceApprovalNeed } from "./approval";
import { capturedOf } from "./coverage";
import { holdRest, undecidedHolds, untakenRest } from "./holds";
import { add, atLeastZero, compare, isPositive, type Money, subtract, sum } from "./money";
import type { Order } from "./order";
import type { OrderEvent } from "./order-state";
import { ok, type Result, refused } from "./result";

export type ReleaseRefusal =
  | "order_not_confirmed"
  | "order_closed"
  | "order_fraud_stopped"
  | "blocked_by_payment"
  | "nothing_to_release"
  | "exceeds_order";

/**
 * Whether goods worth `amount` (splitting.ts, minor units) may be handed to the warehouse as the order's next release. Refuses until the order is
 * confirmed, while it is fraud-stopped or waits for its customer's approval (H14, MT-5), and above the order's total.
 */
export function decideRelease(
  order: Order,
  amount: Money,
): Result<{ releaseNo: number; amount: Money }, ReleaseRefusal> {
  if (order.status === "draft" || order.status === "proposed") return refused("order_not_confirmed");
  if (order.status !== "confirmed") return refused("order_closed");
  if (order.isFraudStopped) return refused("order_fraud_stopped");
  if (priceApprovalNeed(order).needed) return refused("blocked_by_payment");
  if (amount.amountMinor < 0n) return refused("nothing_to_release");
  const released = order.releases.filter((release) => release.status !== "cancelled").map((release) => release.amount);
  if (compare(add(sum(amount.currency, released), amount), order.total) > 0) return refused("exceeds_order");
  return ok({ releaseNo: Math.max(0, ...order.releases.map((release) => release.releaseNo)) + 1, amount });
}

export type ShipRefusal =
  | "order_not_confirmed"
  | "order_closed"
  | "no_such_release"
  | "release_cancelled"
  | "already_shipped"
  | "order_fraud_stopped"
  | "blocked_by_payment";
export type Shipment = {
  readonly releaseNo: number;
  readonly invoiceAmount: Money;
  readonly orderEvent: Extract<OrderEvent, "partly_shipped" | "fully_shipped">;
};

/**
 * Whether a release may be reported as shipped; its invoice then takes `invoiceAmount`. A repeat is `already_shipped`, which doors answer as done.
 * Blocked by payment (H14): the price waits for approval, or the money can neither be captured from a hold nor be had late, that is from a
 * hold still being asked for or a saved instrument whose hold was lost (W04, P13, P14), nor a supervisor has let it pass. Works on the stored statuses;
 * expiry is swept.
 */
export function decideShip(order: Order, releaseNo: number): Result<Shipment, ShipRefusal> {
  const release = order.releases.find((each) => each.releaseNo === releaseNo);
  if (release === undefined) return refused("no_such_release");
  if (release.status === "shipped") return refused("already_shipped");
  if (release.status === "cancelled") return refused("release_cancelled");
  if (order.status === "draft" || order.status === "proposed") return refused("order_not_confirmed");
  if (order.status !== "confirmed") return refused("order_closed");
  if (order.isFraudStopped) return refused("order_fraud_stopped");
  if (priceApprovalNeed(order).needed) return refused("blocked_by_payment", "approval_needed");
  const missing = subtract(owedAfter(order, release.amount), add(obtainable(order), order.override.granted));
  if (isPositive(missing)) return refused("blocked_by_payment", "not_covered");
  return ok({ releaseNo, invoiceAmount: release.amount, orderEvent: orderEventAfter(order, releaseNo) });
}

/** What shipped releases, this one included, still have to bring in. */
function owedAfter(order: Order, amount: Money): Money {
  const shipped = order.releases.filter((release) => release.status === "shipped").map((release) => release.amount);
  return subtract(add(sum(amount.currency, shipped), amount), capturedOf(order));
}

/** What of an order's whole amount can neither be captured from a hold nor be had late. */
export function unobtainable(order: Order): Money {
  return atLeastZero(subtract(subtract(order.total, capturedOf(order)), obtainable(order)));
}

/** Live holds, holds being asked for, and lost holds on active methods that can be charged again. */
function obtainable(order: Order): Money {
  const chargeable = new Set(
    order.methods.filter((method) => method.status === "active" && method.token !== null).map((method) => method.id),
  );
  const live = order.authorizations.filter((hold) => hold.status === "authorized");
  const asked = undecidedHolds(order);
  const lost = order.authorizations.filter(
    (hold) => deadStatuses.has(hold.status) && chargeable.has(hold.paymentMethodId),
  );
  const lostRests = lost.map((hold) => untakenRest(order, hold));
  return sum(order.total.currency, [...[...live, ...asked].map(holdRest), ...lostRests]);
}

const deadStatuses: ReadonlySet<string> = new Set(["expired", "voided", "captured"]);

function orderEventAfter(order: Order, releaseNo: number): Shipment["orderEvent"] {
  const wanted = order.releases.filter((release) => release.status !== "cancelled");
  const isAllOut = wanted.every((release) => release.status === "shipped" || release.releaseNo === releaseNo);
  const amount = sum(
    order.total.currency,
    wanted.map((release) => release.amount),
  );
  return isAllOut && compare(amount, order.total) >= 0 ? "fully_shipped" : "partly_shipped";
}
