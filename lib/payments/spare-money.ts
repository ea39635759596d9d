import { DAY_MS, type Instant, later } from "./instant";
import { add, atLeastZero, type Money, subtract, sum } from "./money";
import type { Order } from "./order";

/** How long captured money that fits nothing due may wait for a decision. */
const DECISION_DAYS = 7;

/**
 * Captured money that an order keeps beyond what it is worth, in minor units: everything on a cancelled or replaced order, what exceeds the total on
 * any other (I9, I18). Money on its way back, disputed, or applied to another order of the lineage is not kept.
 */
export function spareOf(order: Order): Money {
  const kept = keptOf(order);
  return isEnded(order) ? kept : atLeastZero(subtract(add(kept, order.appliedIn), order.total));
}

/** Until when somebody is to decide: apply it to what is due, or give it back. */
export function spareDeadline(since: Instant): Instant {
  return later(since, DECISION_DAYS * DAY_MS);
}

/** Whether nothing can be due under this number any more. */
export function isEnded({ status }: Pick<Order, "status">): boolean {
  return status === "cancelled" || status === "replaced";
}

function keptOf(order: Order): Money {
  const { currency } = order.total;
  const captures = order.captures.filter((capture) => capture.status === "captured");
  return sum(
    currency,
    captures.map(({ amount, refunded, refundReserved, disputed, applied }) =>
      atLeastZero(subtract(amount, sum(currency, [refunded, refundReserved, disputed, applied]))),
    ),
  );
}
