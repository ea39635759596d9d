import type { Authorization } from "./authorization";
import type { AuthorizePart } from "./authorizing";
import { coverageOf } from "./coverage";
import { liveHolds } from "./holds";
import type { Instant } from "./instant";
import { isPositive } from "./money";
import type { Order } from "./order";

/**
 * The hold that is raised by a part of an authorization instead of placing a second one on the same method; undefined where none can (X02). Only one that its gateway
 * raises, that lasts until the goods are promised to leave, that nothing was taken from or is under way on, and only for what the order lacks: a part that takes the place of
 * a lost hold is a new one.
 */
export function raisableHold(order: Order, part: AuthorizePart, now: Instant): Authorization | undefined {
  if (part.replacesId !== null) return undefined;
  const secured = new Set(
    coverageOf(order, now)
      .parts.filter(({ kind }) => kind === "secured")
      .map(({ authorizationId }) => authorizationId),
  );
  return liveHolds(order, now).find(
    (hold) =>
      hold.paymentMethodId === part.paymentMethodId &&
      hold.canIncrease &&
      hold.gatewayReference !== null &&
      secured.has(hold.id) &&
      !isPositive(hold.captured) &&
      !isPositive(hold.reserved),
  );
}
