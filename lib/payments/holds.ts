import { chargingOrder } from "./allocation";
import type { Authorization } from "./authorization";
import { isExpired } from "./authorization-window";
import { type AuthorizationId, compareIds, type PaymentMethodId } from "./ids";
import type { Instant } from "./instant";
import { atLeastZero, isPositive, type Money, subtract, sum, zero } from "./money";
import type { Order } from "./order";

/** A hold that the gateway would let us capture from at `now`: answered, not ended, not being released. */
export function isLive(authorization: Authorization, now: Instant): boolean {
  return authorization.status === "authorized" && !isExpired(authorization, now) && !isUsedUp(authorization);
}

/**
 * A newer hold, through however many links, has taken this one's place and lives or was captured: from then on nothing is taken from the old one, and
 * it is released (X04). A refused or unanswered newer hold takes nothing over (AE-6).
 */
export function isSuperseded(order: Order, authorization: Authorization, now: Instant): boolean {
  const seen = new Set<AuthorizationId>([authorization.id]);
  for (const id of seen) {
    for (const next of order.authorizations.filter((each) => each.replacesId === id && !seen.has(each.id))) {
      if (next.status === "captured" || (next.status === "authorized" && !isExpired(next, now))) return true;
      seen.add(next.id);
    }
  }
  return false;
}

/** What a hold still promises: its amount less what was captured. Captures under way are part of it. */
export function holdRest(authorization: Authorization): Money {
  return atLeastZero(subtract(authorization.amount, authorization.captured));
}

/** What a further capture may take: the rest less the captures under way, and nothing where only one capture is possible (I1, PC-1). */
export function capturableRest(authorization: Authorization): Money {
  const rest = atLeastZero(subtract(holdRest(authorization), authorization.reserved));
  return !authorization.canCaptureAgain && isPositive(authorization.reserved) ? zero(rest.currency) : rest;
}

/** Live holds on the order's active methods that no newer one has replaced, in charging order; on one method the hold that ends first goes first. */
export function liveHolds(order: Order, now: Instant): Authorization[] {
  return chargingOrder(order.methods).flatMap((method) =>
    order.authorizations
      .filter((hold) => hold.paymentMethodId === method.id && isLive(hold, now) && !isSuperseded(order, hold, now))
      .sort((a, b) => endOf(a) - endOf(b) || compareIds(a.id, b.id)),
  );
}

/** A hold that once stood for money and no longer does: expired, released, or spent by the one capture its gateway allows. */
function isDead(authorization: Authorization, now: Instant): boolean {
  const { status } = authorization;
  return status === "voided" || status === "captured" || isExpired(authorization, now) || isUsedUp(authorization);
}

/** The part of a dead hold that no capture and no later hold has taken over. Zero for a hold that is not dead. */
export function lostRest(order: Order, authorization: Authorization, now: Instant): Money {
  if (!isDead(authorization, now)) return zero(authorization.amount.currency);
  return untakenRest(order, authorization);
}

/** What a hold stood for, less what was captured, is under way, or was taken over by holds that replace it. */
export function untakenRest(order: Order, authorization: Authorization): Money {
  const takenOver = order.authorizations.filter(
    (hold) => hold.replacesId === authorization.id && hold.status !== "declined",
  );
  const rest = subtract(holdRest(authorization), authorization.reserved);
  return atLeastZero(
    subtract(
      rest,
      sum(
        rest.currency,
        takenOver.map((hold) => hold.amount),
      ),
    ),
  );
}

/** Dead holds of one method that still stand for money, newest last. */
export function lostHolds(order: Order, paymentMethodId: PaymentMethodId, now: Instant): Authorization[] {
  return order.authorizations
    .filter((hold) => hold.paymentMethodId === paymentMethodId && isPositive(lostRest(order, hold, now)))
    .sort((a, b) => (a.authorizedAt ?? 0) - (b.authorizedAt ?? 0));
}

/** The hold that a new one on this method takes over from; null where nothing was lost (P17). */
export function newestLostHold(order: Order, paymentMethodId: PaymentMethodId, now: Instant): AuthorizationId | null {
  return lostHolds(order, paymentMethodId, now).at(-1)?.id ?? null;
}

/** Holds that were asked for and have no definite answer yet. */
export function undecidedHolds(order: Order): Authorization[] {
  return order.authorizations.filter(
    ({ status }) => status === "requested" || status === "authorize_pending" || status === "authorize_unconfirmed",
  );
}

function isUsedUp(authorization: Authorization): boolean {
  return authorization.status === "authorized" && !authorization.canCaptureAgain && isPositive(authorization.captured);
}

function endOf(authorization: Authorization): number {
  return authorization.expiresAt ?? Number.MAX_SAFE_INTEGER;
}
