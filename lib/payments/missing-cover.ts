import { isExpiringSoon } from "./authorization-window";
import { capturedOf } from "./coverage";
import { holdRest, liveHolds } from "./holds";
import type { AuthorizationId } from "./ids";
import type { Instant } from "./instant";
import { atLeastZero, isPositive, type Money, subtract, sum } from "./money";
import type { Order } from "./order";

/**
 * What the customer's approval must still secure: the total less what is captured and what good holds promise (X03: the valid hold is kept, only the gap is
 * asked for). A hold about to end does not count; it is released once the new one lives (X04).
 */
export function missingCover(
  order: Order,
  now: Instant,
  soonMs: number,
): { missing: Money; leaving: readonly AuthorizationId[] } {
  const live = liveHolds(order, now);
  const leaving = live.filter((hold) => isExpiringSoon(hold, now, soonMs));
  const staying = live.filter((hold) => !leaving.includes(hold)).map(holdRest);
  const held = sum(order.total.currency, staying);
  return {
    missing: atLeastZero(subtract(subtract(order.total, capturedOf(order)), held)),
    leaving: leaving.map((hold) => hold.id),
  };
}

/**
 * Whether an approval keeps the order instead of replacing it (X03): the store says so, nothing was promised yet that could be replaced, or goods or
 * money have already moved under this number.
 */
export function keepsOrder(order: Order, priceRisePolicy: string): boolean {
  const hasShipped = order.releases.some((release) => release.status === "shipped");
  const hasCaptured = isPositive(capturedOf(order));
  return priceRisePolicy === "keep" || order.status === "draft" || hasShipped || hasCaptured;
}

/** What an approval would ask a way to pay for now, at the order it would pay: the order itself, its proposed successor, or one that is still to be made of it. */
export function askedOnApproval(
  order: Order,
  successor: Order | undefined,
  { now, soonMs, priceRisePolicy }: { now: Instant; soonMs: number; priceRisePolicy: string },
): Money {
  if (keepsOrder(order, priceRisePolicy)) return missingCover(order, now, soonMs).missing;
  return successor === undefined
    ? order.total
    : missingCover({ ...successor, total: order.total }, now, soonMs).missing;
}
