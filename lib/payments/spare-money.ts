import { DAY_MS, type Instant, later } from "./instant";
import { add, atLeastZero, larger, type Money, subtract, sum } from "./money";
import type { Order } from "./order";

/** How long captured money that fits nothing due may wait for a decision. */
const DECISION_DAYS = 7;

/**
 * Captured money that an order keeps beyond what it is worth, in minor units: everything on a cancelled or replaced order, what exceeds the total on
 * any other (I9, I18). Money on its way back, disputed, or applied to another order of the lineage is not kept. Money that it was paid ahead
 * and cannot take any more is part of it.
 */
export function spareOf(order: Order): Money {
  const kept = keptOf(order);
  const needless = needlessPrepaid(order);
  if (isEnded(order)) return add(kept, needless);
  // A capture that was given back makes room under the total, but none for what was paid ahead: that is for goods yet to ship.
  return larger(subtract(add(kept, order.appliedIn), order.total), needless);
}

/** What an order was paid ahead beyond all that it can still ship. Nothing can ship of an order that has ended. */
export function needlessPrepaid(order: Order): Money {
  if (isEnded(order)) return order.prepaid;
  return atLeastZero(subtract(order.prepaid, atLeastZero(subtract(order.total, invoicedOf(order)))));
}

/** What an order's invoices ask for in all, paid or not. */
export function invoicedOf({ invoices, total }: Pick<Order, "invoices" | "total">): Money {
  const standing = invoices.filter((invoice) => invoice.status !== "cancelled");
  return sum(
    total.currency,
    standing.map((invoice) => invoice.amount),
  );
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
