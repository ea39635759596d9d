import { chargingOrder } from "./allocation";
import type { Authorization } from "./authorization";
import { capturedOf } from "./coverage";
import { capturableRest, liveHolds, lostHolds, lostRest, newestLostHold } from "./holds";
import type { AuthorizationId, PaymentMethodId } from "./ids";
import type { Instant } from "./instant";
import { add, compare, isPositive, isZero, type Money, smaller, subtract, sum } from "./money";
import type { Order } from "./order";
import type { PaymentMethod } from "./payment-method";
import type { RetryBar } from "./retry-budget";

/** `ordinal` counts the parts of one plan that fall on the same payment method, from 1. */
export type CapturePart =
  | {
      readonly kind: "capture";
      readonly authorizationId: AuthorizationId;
      readonly paymentMethodId: PaymentMethodId;
      readonly amount: Money;
      readonly isFinal: boolean;
      readonly ordinal: number;
    }
  | {
      readonly kind: "authorize_and_capture";
      readonly paymentMethodId: PaymentMethodId;
      readonly amount: Money;
      readonly replacesAuthorizationId: AuthorizationId | null;
      readonly ordinal: number;
    };

/** What a plan must not touch: single holds, whole methods, or any new charge on a saved instrument. */
export type PlanLimits = {
  readonly barredHolds: ReadonlySet<AuthorizationId>;
  readonly barredMethods: ReadonlySet<PaymentMethodId>;
  /** Methods from whose live holds may be captured, but whose card may not be charged anew. */
  readonly barredCharges: ReadonlyMap<PaymentMethodId, RetryBar>;
  readonly canUseSavedInstrument: boolean;
  /** Methods that hold nothing may be charged too, in their sequence. */
  readonly mayUseOtherMethods?: boolean;
};

/**
 * Spreads `needed` over the live holds in charging order, then over new charges on the methods whose hold was lost (P13, P14, PC-1). A new
 * charge takes at most what was lost on its method; a method that holds nothing is charged only where the store's rule says so, within its limit.
 * `remaining` above zero means that the order's money does not suffice.
 */
export function planCapture(input: { order: Order; needed: Money; now: Instant; limits: PlanLimits }): {
  parts: CapturePart[];
  remaining: Money;
} {
  const { order, needed, now, limits } = input;
  const isLastOfOrder = completesOrder(order, needed);
  const parts: CapturePart[] = [];
  let remaining = needed;

  for (const hold of liveHolds(order, now)) {
    if (limits.barredHolds.has(hold.id) || limits.barredMethods.has(hold.paymentMethodId)) continue;
    const amount = smaller(capturableRest(hold), remaining);
    if (!isPositive(amount)) continue;
    parts.push({
      kind: "capture",
      authorizationId: hold.id,
      paymentMethodId: hold.paymentMethodId,
      amount,
      isFinal: isFinalCapture(hold, amount, isLastOfOrder),
      ordinal: ordinalOf(parts, hold.paymentMethodId),
    });
    remaining = subtract(remaining, amount);
  }

  const chargeable = chargingOrder(order.methods).filter((method) => mayCharge(method, limits));
  for (const method of chargeable) {
    const lost = lostHolds(order, method.id, now).map((hold) => lostRest(order, hold, now));
    const amount = smaller(sum(needed.currency, lost), remaining);
    if (!isPositive(amount)) continue;
    parts.push({
      kind: "authorize_and_capture",
      paymentMethodId: method.id,
      amount,
      replacesAuthorizationId: newestLostHold(order, method.id, now),
      ordinal: ordinalOf(parts, method.id),
    });
    remaining = subtract(remaining, amount);
  }

  for (const method of chargeable) {
    const amount = method.limit === null ? remaining : smaller(method.limit, remaining);
    const isAsked = ordinalOf(parts, method.id) > 1;
    if (!limits.mayUseOtherMethods || isAsked || !isPositive(amount)) continue;
    parts.push({
      kind: "authorize_and_capture",
      paymentMethodId: method.id,
      amount,
      replacesAuthorizationId: null,
      ordinal: 1,
    });
    remaining = subtract(remaining, amount);
  }
  return { parts, remaining };
}

/** Whether a method's saved card or account may be charged anew. */
function mayCharge({ id, token }: PaymentMethod, limits: PlanLimits): boolean {
  const isBarred = limits.barredMethods.has(id) || limits.barredCharges.has(id);
  return limits.canUseSavedInstrument && token !== null && !isBarred;
}

/** A final capture makes the gateway drop the rest of the hold, so it is asked for only when nothing else will come out of it. */
function isFinalCapture(hold: Authorization, amount: Money, isLastOfOrder: boolean): boolean {
  if (!hold.canCaptureAgain) return true;
  if (!isZero(hold.reserved)) return false;
  return isLastOfOrder || compare(add(hold.captured, amount), hold.amount) >= 0;
}

function completesOrder(order: Order, needed: Money): boolean {
  const underWay = order.invoices.map((each) => each.reserved);
  const taken = add(add(capturedOf(order), sum(needed.currency, underWay)), needed);
  return compare(taken, order.total) >= 0;
}

function ordinalOf(parts: readonly CapturePart[], paymentMethodId: PaymentMethodId): number {
  return parts.filter((part) => part.paymentMethodId === paymentMethodId).length + 1;
}
