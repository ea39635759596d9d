import { coverageOf } from "./coverage";
import { HOUR_MS, type Instant, MINUTE_MS } from "./instant";
import type { Money } from "./money";
import type { Order } from "./order";
import { renewalHours } from "./renewing";

/** When a store wants its people told. The clock looks at an order at every one of the choices, so that another choice needs no walk over all orders. */
export type AlertTimes = {
  /** So long before its end a hold that is still needed is called out. */
  readonly holdMs: number;
  /** So long may a gateway be silent about money before a supervisor hears of it. */
  readonly silenceMs: number;
};
export const alertHoldHours = renewalHours;
export const alertSilenceMinutes = [15, 30, 60, 120, 240] as const;
export const defaultAlertTimes: AlertTimes = { holdMs: 24 * HOUR_MS, silenceMs: HOUR_MS };

/** The times of a store's two settings, hours and minutes. */
export function toAlertTimes(hours: number, minutes: number): AlertTimes {
  return { holdMs: hours * HOUR_MS, silenceMs: minutes * MINUTE_MS };
}

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
export function dueAlerts(order: Order, now: Instant, times: AlertTimes = defaultAlertTimes): Alert[] {
  return [...holdAlerts(order, now, times), ...silenceAlerts(order, now, times)];
}

function holdAlerts(order: Order, now: Instant, { holdMs }: AlertTimes): Alert[] {
  if (order.isFraudStopped || (order.status !== "confirmed" && order.status !== "shipped")) return [];
  return coverageOf(order, now).parts.flatMap(({ authorizationId, amount, endsAt }) =>
    endsAt === null || endsAt - now > holdMs
      ? []
      : [{ kind: "hold_ends_soon", cause: `hold:${authorizationId}:${endsAt}`, tells: "owner", amount, at: endsAt }],
  );
}

function silenceAlerts(order: Order, now: Instant, { silenceMs }: AlertTimes): Alert[] {
  return order.openAttempts
    .filter(({ isUnconfirmed, requestedAt }) => isUnconfirmed && now - requestedAt >= silenceMs)
    .map(({ id, amount, requestedAt }) => ({
      kind: "money_unconfirmed",
      cause: `attempt:${id}`,
      tells: "supervisors",
      amount,
      at: requestedAt,
    }));
}
