import { coverageOf } from "./coverage";
import { HOUR_MS, type Instant } from "./instant";
import type { Money } from "./money";
import type { Order } from "./order";

/** How long before its end a hold that is still needed is called out. */
export const ALERT_HOLD_MS = 24 * HOUR_MS;
/** How long a gateway may be silent about money before a supervisor hears of it. */
export const ALERT_SILENCE_MS = HOUR_MS;

export const alertKinds = ["hold_ends_soon", "money_unconfirmed"] as const;
export type AlertKind = (typeof alertKinds)[number];

export type Alert = {
  readonly kind: AlertKind;
  /** Names the one thing that it is about. The same cause is told to the same person once; a hold with another end is another cause. */
  readonly cause: string;
  /** `owner`: whoever has claimed the order, else whoever it is assigned to. */
  readonly tells: "owner" | "supervisors";
  readonly amount: Money;
  /** When the hold ends, or since when the gateway has been silent. */
  readonly at: Instant;
};

/**
 * What is to be called out about an order at `now`, whoever has heard of it already (F18). Asked again before a mail leaves: what is not here any more is
 * not sent. A hold counts while it stands for money that is still due; a fraud stop wants no hold kept, so none is called out.
 */
export function dueAlerts(order: Order, now: Instant): Alert[] {
  return [...holdAlerts(order, now), ...silenceAlerts(order, now)];
}

function holdAlerts(order: Order, now: Instant): Alert[] {
  if (order.isFraudStopped || (order.status !== "confirmed" && order.status !== "shipped")) return [];
  return coverageOf(order, now).parts.flatMap(({ authorizationId, amount, endsAt }) =>
    endsAt === null || endsAt <= now || endsAt - now > ALERT_HOLD_MS
      ? []
      : [{ kind: "hold_ends_soon", cause: `hold:${authorizationId}:${endsAt}`, tells: "owner", amount, at: endsAt }],
  );
}

function silenceAlerts(order: Order, now: Instant): Alert[] {
  return order.openAttempts
    .filter(({ isUnconfirmed, requestedAt }) => isUnconfirmed && now - requestedAt >= ALERT_SILENCE_MS)
    .map(({ id, amount, requestedAt }) => ({
      kind: "money_unconfirmed",
      cause: `attempt:${id}`,
      tells: "supervisors",
      amount,
      at: requestedAt,
    }));
}
