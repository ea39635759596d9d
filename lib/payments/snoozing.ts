import { DAY_MS, earliest, HOUR_MS, type Instant, later } from "./instant";
import type { Order } from "./order";
import { ok, type Result, refused } from "./result";

/** An order that sleeps is seen again this long before a hold of it ends, whatever was asked for. */
const wakeBeforeEndMs = 24 * HOUR_MS;
const longestSnoozeMs = 30 * DAY_MS;

export type SnoozeRefusal = "snooze_in_past" | "snooze_too_long" | "hold_ends_soon";

/** The latest moment to which an order may sleep: 24 hours before the first of its live holds ends. Undefined where nothing is held. */
export function latestWake(order: Order, now: Instant): Instant | undefined {
  const ends = order.authorizations
    .filter((hold) => hold.status === "authorized" && hold.expiresAt !== null && hold.expiresAt > now)
    .map((hold) => hold.expiresAt);
  const first = earliest(ends);
  return first === undefined ? undefined : later(first, -wakeBeforeEndMs);
}

/**
 * Until when an order leaves the lists: the moment asked for, or 24 hours before a hold ends, whichever comes first. Refused for a moment that
 * is past, for more than 30 days, and where a hold ends so soon that there is nothing to put off.
 */
export function decideSnooze(order: Order, wanted: Instant, now: Instant): Result<Instant, SnoozeRefusal> {
  if (wanted <= now) return refused("snooze_in_past");
  if (wanted - now > longestSnoozeMs) return refused("snooze_too_long");
  const latest = latestWake(order, now);
  if (latest === undefined || latest >= wanted) return ok(wanted);
  return latest > now ? ok(latest) : refused("hold_ends_soon");
}
