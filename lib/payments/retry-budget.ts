import type { HouseReason } from "./decline-reasons";
import { DAY_MS, HOUR_MS, type Instant, later, toInstant } from "./instant";
import type { Money } from "./money";
import { retryClassOfReason } from "./retry-policy";

/** One answer that a gateway gave for a card or account of this customer; `reason` null means that it said yes. */
export type CredentialTry = { readonly at: Instant; readonly amount: Money; readonly reason: HouseReason | null };

/** How often a network lets a refused authorization be repeated. Where limits moved, the entry with the latest `from` that has come holds. */
export type NetworkLimit = {
  readonly id: string;
  /** Null: every card whose network is not named. */
  readonly brand: string | null;
  readonly windowMs: number;
  /** Refusals of the same amount count; otherwise all on the card. */
  readonly isPerAmount: boolean;
  /** What the house allows itself, well under the network's own number; a store may set another (retry-limits.ts). */
  readonly house: number;
  /** The network's number by date; null where none is published. */
  readonly network: readonly { readonly from: string; readonly most: number }[];
  /** What each try past the network's number costs, as published; it differs per region and contract. */
  readonly excessFee: string | null;
};

/** Source: the networks' rules as their payment service providers pass them on, November 2026. Where those disagree the lower number is planned for. */
export const networkLimits: readonly NetworkLimit[] = [
  {
    id: "visa.30d",
    brand: "visa",
    windowMs: 30 * DAY_MS,
    isPerAmount: true,
    house: 12,
    network: [
      { from: "2021-07-01", most: 15 },
      { from: "2025-05-19", most: 20 },
    ],
    excessFee: "0.10 to 0.25 USD",
  },
  {
    id: "mastercard.24h",
    brand: "mastercard",
    windowMs: 24 * HOUR_MS,
    isPerAmount: false,
    house: 4,
    network: [{ from: "2021-07-01", most: 10 }],
    excessFee: "0.50 USD or 0.55 EUR",
  },
  {
    id: "mastercard.30d",
    brand: "mastercard",
    windowMs: 30 * DAY_MS,
    isPerAmount: true,
    house: 12,
    network: [{ from: "2021-07-01", most: 35 }],
    excessFee: "0.50 USD or 0.55 EUR",
  },
  {
    id: "other.30d",
    brand: null,
    windowMs: 30 * DAY_MS,
    isPerAmount: true,
    house: 8,
    network: [],
    excessFee: null,
  },
];

/** The longest window of all: older tries need not be read. */
export const longestWindowMs = Math.max(...networkLimits.map(({ windowMs }) => windowMs));

export type RetryBudget = {
  readonly limitId: string;
  /** Tries that the store or the house allows itself in the window, and how many of them are left; never below zero. */
  readonly allowed: number;
  readonly left: number;
  readonly windowMs: number;
  /** When the next try comes free; null while some are left. */
  readonly freeAt: Instant | null;
  /** The network's own number today; null where none is published. */
  readonly network: number | null;
  readonly excessFee: string | null;
};

/** What a store allows itself at one moment, by the id of the limit; the house's own number where it has said nothing. */
export type StoreLimits = ReadonlyMap<string, number>;

/** The most that a network allows at that moment; where it publishes no number, what the house allows itself. */
export function ceilingAt({ network, house }: NetworkLimit, at: Instant): number {
  return networkMost(network, at) ?? house;
}

/** What is left of a card's tries for this amount: the tightest of its network's limits, as the store has set them (X07). Only refusals count. */
export function retryBudget(
  brand: string | null,
  tries: readonly CredentialTry[],
  amount: Money,
  now: Instant,
  store: StoreLimits,
): RetryBudget {
  const own = networkLimits.filter((limit) => limit.brand === brand);
  const limits = own.length > 0 ? own : networkLimits.filter((limit) => limit.brand === null);
  const [first, ...others] = limits.map((limit) =>
    budgetUnder(limit, tries, amount, now, allowedTries(limit, store, now)),
  );
  if (first === undefined) throw new Error("no limit holds for cards without a network");
  return others.reduce((tightest, each) => (each.left < tightest.left ? each : tightest), first);
}

export type RetryBar = "retry_forbidden" | "retry_budget_spent";

/**
 * Why a card or account may not be charged once more without its owner: its last answer forbids any repeat (FD-1), or its tries are used up (X07).
 * Null where it may. A later yes lifts a lock.
 */
export function retryBar(
  brand: string | null,
  tries: readonly CredentialTry[],
  amount: Money,
  now: Instant,
  store: StoreLimits,
): RetryBar | null {
  const last = tries.toSorted((a, b) => a.at - b.at).at(-1);
  if (last?.reason && retryClassOfReason[last.reason] === "never") return "retry_forbidden";
  return retryBudget(brand, tries, amount, now, store).left === 0 ? "retry_budget_spent" : null;
}

/** Never more than the network allows today, whatever was set when it allowed more. */
function allowedTries(limit: NetworkLimit, store: StoreLimits, now: Instant): number {
  return Math.min(store.get(limit.id) ?? limit.house, ceilingAt(limit, now));
}

function networkMost(network: NetworkLimit["network"], at: Instant): number | null {
  return network.findLast(({ from }) => toInstant(Date.parse(from)) <= at)?.most ?? null;
}

function budgetUnder(
  limit: NetworkLimit,
  tries: readonly CredentialTry[],
  amount: Money,
  now: Instant,
  allowed: number,
): RetryBudget {
  const since = later(now, -limit.windowMs);
  const counted = tries
    .filter((each) => each.reason !== null && each.at > since && each.at <= now)
    .filter((each) => !limit.isPerAmount || isSame(each.amount, amount))
    .map((each) => each.at)
    .sort((a, b) => a - b);
  // Where fewer were refused than are allowed, there is none.
  const blocking = counted.at(-allowed);
  return {
    limitId: limit.id,
    allowed,
    left: Math.max(0, allowed - counted.length),
    windowMs: limit.windowMs,
    freeAt: blocking === undefined ? null : later(blocking, limit.windowMs),
    network: networkMost(limit.network, now),
    excessFee: limit.excessFee,
  };
}

function isSame(one: Money, other: Money): boolean {
  return one.currency === other.currency && one.amountMinor === other.amountMinor;
}
