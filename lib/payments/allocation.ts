import { isPossibleAt, mostPossibleAt } from "./amount-step";
import type { GatewayName } from "./gateway";
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
export type Allocation = {
  readonly allotments: readonly Allotment[];
  readonly remaining: Money;
  /** The gateway that counts too coarsely for its share, where that leaves a rest that nobody takes, or changes an amount that was fixed (CU-2). */
  readonly tooCoarse: GatewayName | null;
};

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
 * nothing, do not appear (S25, S35). A gateway that counts a currency more coarsely takes what it can move, and the next one the rest (CU-2). `remaining` above zero means that the methods do not suffice (S56). Source: D1, S23 to S29.
 */
export function allocate(input: { needed: Money; methods: readonly PaymentMethod[] }): Allocation {
  let remaining = atLeastZero(input.needed);
  const allotments: Allotment[] = [];
  let cutBy: GatewayName | null = null;
  let changesFixed: GatewayName | null = null;
  for (const method of chargingOrder(input.methods).filter(isComplete)) {
    const { cap, why } = capOf(method, remaining);
    const share = smaller(atLeastZero(cap), remaining);
    const amount = mostPossibleAt(method.gateway, share);
    if (!isPossibleAt(method.gateway, share)) {
      cutBy ??= method.gateway;
      if (why === "fixed") changesFixed ??= method.gateway;
    }
    if (!isPositive(amount)) continue;
    allotments.push({ paymentMethodId: method.id, amount, why });
    remaining = subtract(remaining, amount);
  }
  return { allotments, remaining, tooCoarse: changesFixed ?? (isPositive(remaining) ? cutBy : null) };
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
