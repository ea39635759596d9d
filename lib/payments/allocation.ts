import { compareIds, type PaymentMethodId } from "./ids";
import { atLeastZero, compare, isPositive, type Money, smaller, subtract } from "./money";
import type { PaymentMethod } from "./payment-method";

/** Which bound decided the amount: what was asked for, the method's limit, its funds, or simply all that was left (X12). */
export type AllotmentReason = "fixed" | "limit" | "available" | "remainder";
export type Allotment = {
  readonly paymentMethodId: PaymentMethodId;
  readonly amount: Money;
  readonly why: AllotmentReason;
};
export type Allocation = { readonly allotments: readonly Allotment[]; readonly remaining: Money };

/** Active methods in the order in which they are charged: configured sequence, then sequence on the order, then id (S22, S27, S28). */
export function chargingOrder(methods: readonly PaymentMethod[]): PaymentMethod[] {
  return methods
    .filter((method) => method.status === "active")
    .sort((a, b) => a.chargeSequence - b.chargeSequence || a.sequence - b.sequence || compareIds(a.id, b.id));
}

/** Whether a method can be charged as it stands: checks and offline payments need no token, everything else does (D1 [IB2]). */
export function isComplete(method: PaymentMethod): boolean {
  return method.token !== null || method.gateway === "check" || method.gateway === "offline";
}

/**
 * Spreads the amount still needed over the methods in charging order. Each takes the least of its limit, its known funds and its
 * fixed amount; one without bounds takes all that is left. Suspended, removed and incomplete methods, and those that would take
 * nothing, do not appear (S25, S35). `remaining` above zero means that the methods do not suffice (S56). Source: D1, S23 to S29.
 */
export function allocate(input: { needed: Money; methods: readonly PaymentMethod[] }): Allocation {
  let remaining = atLeastZero(input.needed);
  const allotments: Allotment[] = [];
  for (const method of chargingOrder(input.methods).filter(isComplete)) {
    const { cap, why } = capOf(method, remaining);
    const amount = smaller(atLeastZero(cap), remaining);
    if (!isPositive(amount)) continue;
    allotments.push({ paymentMethodId: method.id, amount, why });
    remaining = subtract(remaining, amount);
  }
  return { allotments, remaining };
}

function capOf(method: PaymentMethod, remaining: Money): { cap: Money; why: AllotmentReason } {
  let tightest: { cap: Money; why: AllotmentReason } | undefined;
  for (const why of ["fixed", "limit", "available"] as const) {
    const cap = method[why];
    if (cap !== null && (tightest === undefined || compare(cap, tightest.cap) < 0)) tightest = { cap, why };
  }
  if (tightest === undefined || compare(tightest.cap, remaining) > 0) return { cap: remaining, why: "remainder" };
  return tightest;
}
