import { DAY_MS, type Instant } from "./instant";
import { ceilingAt, type NetworkLimit, networkLimits } from "./retry-budget";

/** What a store allows itself of one limit, from a moment on. */
export type StoreRetryLimit = {
  readonly limitId: string;
  readonly most: number;
  readonly from: Instant;
};

export type RetryLimitProblem =
  | "no_such_limit"
  | "not_a_count"
  | "looser_than_network"
  | "date_in_past"
  | "date_too_far";

/** Further ahead nobody knows what the networks will allow. */
const furthestMs = 366 * DAY_MS;

/**
 * Why a store may not set this limit (X07): a limit that does not exist, less than one try, more than the network allows on that day, or a day that has passed. A
 * limit that becomes stricter at the network later holds by itself, see `retryBudget`. The database refuses the same.
 */
export function retryLimitProblem({ limitId, most, from }: StoreRetryLimit, now: Instant): RetryLimitProblem | null {
  const limit = networkLimits.find(({ id }) => id === limitId);
  if (limit === undefined) return "no_such_limit";
  if (!Number.isSafeInteger(most) || most < 1) return "not_a_count";
  if (from < now) return "date_in_past";
  if (from - now > furthestMs) return "date_too_far";
  return most > ceilingAt(limit, from) ? "looser_than_network" : null;
}

export type LimitStanding = {
  readonly limit: NetworkLimit;
  /** The most that the store could set today. */
  readonly ceiling: number;
  readonly inForce: StoreRetryLimit | null;
  /** What comes next, if anything is planned. */
  readonly planned: StoreRetryLimit | null;
};

/** Each limit with what holds today and what is planned, of a store's whole history in the order in which it was said. */
export function limitStandings(history: readonly StoreRetryLimit[], now: Instant): LimitStanding[] {
  return networkLimits.map((limit) => {
    const own = history.filter(({ limitId }) => limitId === limit.id).sort((a, b) => a.from - b.from);
    const next = own.find(({ from }) => from > now)?.from;
    return {
      limit,
      ceiling: ceilingAt(limit, now),
      inForce: own.findLast(({ from }) => from <= now) ?? null,
      planned: own.findLast(({ from }) => from === next) ?? null,
    };
  });
}
