import { isExpiringSoon } from "@/lib/payments/authorization-window";
import { capturedOf } from "@/lib/payments/coverage";
import { holdRest, liveHolds } from "@/lib/payments/holds";
import type { AuthorizationId } from "@/lib/payments/ids";
import type { Instant } from "@/lib/payments/instant";
import { atLeastZero, type Money, subtract, sum } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";

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
