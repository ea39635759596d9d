import { coverageOf } from "./coverage";
import { earliest, type Instant } from "./instant";
import { type Money, sum } from "./money";
import type { Order } from "./order";

/** Money that is held now and will not be when the goods are promised to leave. */
export type LapsingMoney = {
  readonly amount: Money;
  /** When the first of it ends. */
  readonly endsAt: Instant;
  readonly shipsAt: Instant;
};

/**
 * What of an order's cover ends before its promised ship date; null where none does, no date is promised, nothing waits for shipment, or a fraud stop wants no hold
 * kept (X02). Such money is ranked before all other, whatever its amount: it is lost by waiting.
 */
export function lapsingMoney(order: Order, now: Instant): LapsingMoney | null {
  const { promisedShipAt: shipsAt, status, isFraudStopped } = order;
  if (status !== "confirmed" || isFraudStopped || shipsAt === null) return null;
  const parts = coverageOf(order, now).parts.filter(({ endsAt }) => (endsAt ?? shipsAt) < shipsAt);
  const endsAt = earliest(parts.map((part) => part.endsAt));
  if (endsAt === undefined) return null;
  const amount = sum(
    order.total.currency,
    parts.map((part) => part.amount),
  );
  return { amount, endsAt, shipsAt };
}
