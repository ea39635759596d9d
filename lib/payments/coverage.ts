import type { Authorization } from "./authorization";
import { usableUntil } from "./authorization-window";
import { holdRest, liveHolds } from "./holds";
import type { AuthorizationId, PaymentMethodId } from "./ids";
import { earliest, type Instant } from "./instant";
import { add, atLeastZero, isPositive, isZero, type Money, smaller, subtract, sum } from "./money";
import type { Order } from "./order";

export type CoverageKind = "secured" | "on_paper";
export type CoveragePart = {
  readonly authorizationId: AuthorizationId;
  readonly paymentMethodId: PaymentMethodId;
  readonly amount: Money;
  readonly kind: CoverageKind;
  readonly endsAt: Instant | null;
};
export type Coverage = {
  readonly due: Money;
  readonly captured: Money;
  readonly secured: Money;
  readonly onPaper: Money;
  readonly uncovered: Money;
  /** Held beyond what is due; released with the last capture, or by hand. */
  readonly excess: Money;
  readonly parts: readonly CoveragePart[];
  readonly firstEndsAt: Instant | null;
};

/**
 * Where an order's money really stands at `now`, in integer minor units (I3, X01). `due` = total - captured, never negative, and always
 * equals `secured` + `onPaper` + `uncovered`. Secured can be captured now and lasts until the promised ship date; on paper is past its
 * guarantee or ends before that date. Holds on suspended methods, pending, unconfirmed and being released do not count.
 */
export function coverageOf(order: Order, now: Instant): Coverage {
  const { currency } = order.total;
  const captured = capturedOf(order);
  const due = atLeastZero(subtract(order.total, captured));
  const holds = liveHolds(order, now).map((hold) => ({ hold, ...standingOf(order, hold, now) }));

  let uncovered = due;
  const parts: CoveragePart[] = [];
  for (const kind of ["secured", "on_paper"] as const) {
    for (const { hold, endsAt } of holds.filter((each) => each.kind === kind)) {
      const amount = smaller(holdRest(hold), uncovered);
      if (!isPositive(amount)) continue;
      parts.push({ authorizationId: hold.id, paymentMethodId: hold.paymentMethodId, amount, kind, endsAt });
      uncovered = subtract(uncovered, amount);
    }
  }

  const sumOf = (kind: CoverageKind) =>
    sum(
      currency,
      parts.filter((part) => part.kind === kind).map((part) => part.amount),
    );
  const secured = sumOf("secured");
  const onPaper = sumOf("on_paper");
  const held = sum(
    currency,
    holds.map(({ hold }) => holdRest(hold)),
  );
  return {
    due,
    captured,
    secured,
    onPaper,
    uncovered,
    excess: subtract(held, add(secured, onPaper)),
    parts,
    firstEndsAt: earliest(parts.map((part) => part.endsAt)) ?? null,
  };
}

/** What captures have brought in, over all holds, and what other orders of the lineage pay for this one; refunds not deducted. */
export function capturedOf(order: Order): Money {
  return sum(order.total.currency, [order.appliedIn, ...order.authorizations.map((hold) => hold.captured)]);
}

/** Whether an order's holds and captures make up its total to the minor unit (I3). */
export function isCovered(order: Order, now: Instant): boolean {
  return isZero(coverageOf(order, now).uncovered);
}

function standingOf(order: Order, hold: Authorization, now: Instant): { kind: CoverageKind; endsAt: Instant | null } {
  const isPastGuarantee = hold.guaranteedUntil !== null && hold.guaranteedUntil <= now;
  if (isPastGuarantee) return { kind: "on_paper", endsAt: hold.expiresAt };
  const endsAt = usableUntil(hold);
  const waitsForShipment = order.status === "draft" || order.status === "proposed" || order.status === "confirmed";
  const lapsesFirst = waitsForShipment && endsAt !== null && endsAt < (order.promisedShipAt ?? 0);
  return { kind: lapsesFirst ? "on_paper" : "secured", endsAt };
}
