import { isPossibleAt, stepDetail } from "./amount-step";
import type { Authorization } from "./authorization";
import { usableUntil } from "./authorization-window";
import { authorizeObligation } from "./authorizing";
import { capturedOf, coverageOf } from "./coverage";
import type { GatewayName } from "./gateway";
import { holdRest, isLive, isSuperseded, liveHolds, lostRest, undecidedHolds } from "./holds";
import type { AuthorizationId, PaymentMethodId } from "./ids";
import { type Instant, later, toInstant } from "./instant";
import { add, atLeastZero, isPositive, type Money, smaller, subtract, sum, zero } from "./money";
import type { Order } from "./order";
import { ok, type Result, refused } from "./result";
import type { RetryBar } from "./retry-budget";
import { isBarredForGood } from "./retry-policy";

/** `renew`: the gateway puts a new hold in the place of the old one. `authorize`: a new hold on the saved instrument, then the old one is released. */
export type RenewWay = "renew" | "authorize";
export type RenewPlan = {
  readonly way: RenewWay;
  readonly paymentMethodId: PaymentMethodId;
  readonly amount: Money;
  readonly initiator: "merchant";
  readonly replacesId: AuthorizationId;
  readonly obligation: string;
};
export type RenewRefusal =
  | "hold_not_found"
  | "order_fraud_stopped"
  | "order_not_confirmed"
  | "order_closed"
  | "capture_in_progress"
  | "authorize_in_progress"
  | "approval_in_progress"
  | "outcome_unknown"
  | "nothing_to_renew"
  | "no_method"
  | "amount_not_possible"
  | "payment_token_missing"
  | RetryBar
  | "renewal_too_early";

/** Gateways that put a new hold in the place of an old one (`canRenew`); the contract suite holds each to what it declares. */
export const renewingGateways: ReadonlySet<GatewayName> = new Set(["paypal"]);

/**
 * Whether a hold, live or dead, may be exchanged for a new one without its customer, and how (X04). The new hold is for what the order still needs of
 * the old one, never for more than was held or agreed to (I13). Refuses: fraud; a closed order; any capture, authorization or release without
 * an answer (I6); nothing left to hold; an amount that the gateway counts too coarsely for (CU-2); no instrument, or one that may never be tried again (FD-1); a gateway that renews only
 * later, whose moment is the detail in milliseconds (AE-4).
 */
export function decideRenew(order: Order, holdId: string, now: Instant): Result<RenewPlan, RenewRefusal> {
  const hold = order.authorizations.find((each) => each.id === holdId);
  if (hold === undefined) return refused("hold_not_found");
  const standing = refusalOfOrder(order, hold);
  if (standing !== undefined) return refused(standing);
  const method = order.methods.find((each) => each.id === hold.paymentMethodId);
  if (method?.status !== "active") return refused("no_method");
  const amount = amountToRenew(order, hold, now);
  if (!isPositive(amount)) return refused("nothing_to_renew");
  if (!isPossibleAt(method.gateway, amount))
    return refused("amount_not_possible", stepDetail(method.gateway, amount.currency));
  const plan = {
    paymentMethodId: method.id,
    amount,
    initiator: "merchant",
    replacesId: hold.id,
    obligation: authorizeObligation(order.id, method.id),
  } as const;
  if (renewingGateways.has(hold.gateway) && isLive(hold, now)) {
    const from = renewableFrom(hold);
    return from > now ? refused("renewal_too_early", String(from)) : ok({ way: "renew", ...plan });
  }
  if (method.token === null) return refused("payment_token_missing");
  if (isBarredForGood(method)) return refused("retry_forbidden");
  return ok({ way: "authorize", ...plan });
}

/** From when on the hold can be renewed: at a gateway that renews, once its guarantee has ended; elsewhere at once. */
export function renewableFrom(hold: Authorization): Instant {
  const start = hold.authorizedAt ?? toInstant(0);
  return renewingGateways.has(hold.gateway) ? (hold.guaranteedUntil ?? start) : start;
}

/** How many hours before its end a store may let the house renew a hold; each hold is looked at then. */
export const renewalHours = [72, 48, 36, 24, 12, 6] as const;

/** How a store lets the house renew by itself. Hours, or null: never, or at any time before the goods leave. */
export type RenewPolicy = {
  readonly beforeEndMs: number | null;
  readonly beforeShipMs: number | null;
};
export const noRenewal: RenewPolicy = { beforeEndMs: null, beforeShipMs: null };

/**
 * When the house renews a live hold by itself; null where it never does: not allowed by the store, goods that leave before the hold ends, a customer
 * who is being asked, no instrument that its customer has left for later, or a renewal that was refused before (AE-6).
 */
export function renewsItselfAt(order: Order, hold: Authorization, now: Instant, policy: RenewPolicy): Instant | null {
  const end = hold.expiresAt;
  if (policy.beforeEndMs === null || order.status !== "confirmed" || order.isFraudStopped) return null;
  if (end === null || !isLive(hold, now) || isSuperseded(order, hold, now)) return null;
  if (wasRenewalRefused(order, hold) || isAsked(order) || !mayChargeAlone(order, hold)) return null;
  const safeUntil = usableUntil(hold) ?? end;
  if (order.promisedShipAt !== null && order.promisedShipAt <= safeUntil) return null;
  const marks = [later(safeUntil, -policy.beforeEndMs), renewableFrom(hold)];
  if (policy.beforeShipMs !== null && order.promisedShipAt !== null)
    marks.push(later(order.promisedShipAt, -policy.beforeShipMs));
  const at = toInstant(Math.max(...marks));
  return at < end ? at : null;
}

/** A new hold in the place of this one was asked for and refused: the customer is next, not the same card again. */
export function wasRenewalRefused(order: Order, hold: Authorization): boolean {
  return order.authorizations.some((each) => each.replacesId === hold.id && each.status === "declined");
}

/** A new hold is being asked for in the place of a live one. Until its answer is there, nothing is captured from the old one. */
export function isSwapUnderWay(order: Order, now: Instant): boolean {
  if (order.openAttempts.some(({ operation }) => operation === "renew" || operation === "increase")) return true;
  const live = new Set(order.authorizations.filter((hold) => isLive(hold, now)).map((hold) => hold.id));
  return undecidedHolds(order).some((hold) => hold.replacesId !== null && live.has(hold.replacesId));
}

/** How long an old and a new hold may stand beside each other while the gateway answers (I8). */
export const overlapMs = 10 * 60_000;

/**
 * Holds that stand for nothing any more and are to be released: a newer one has taken over, or the order was cancelled or replaced (I8, I9). None from
 * which a capture is under way.
 */
export function holdsToRelease(order: Order, now: Instant): Authorization[] {
  const isEnded = order.status === "cancelled" || order.status === "replaced";
  return order.authorizations.filter(
    (hold) => hold.status === "authorized" && !isPositive(hold.reserved) && (isEnded || isSuperseded(order, hold, now)),
  );
}

/** Since when a hold that was replaced stands beside its successor; null where none took over. */
export function replacedSince(order: Order, hold: Authorization, now: Instant): Instant | null {
  if (!isSuperseded(order, hold, now)) return null;
  const next = order.authorizations.find((each) => each.replacesId === hold.id && each.authorizedAt !== null);
  return next?.authorizedAt ?? null;
}

function refusalOfOrder(order: Order, hold: Authorization): RenewRefusal | undefined {
  if (order.isFraudStopped) return "order_fraud_stopped";
  if (order.status === "draft" || order.status === "proposed") return "order_not_confirmed";
  if (order.status !== "confirmed" && order.status !== "shipped") return "order_closed";
  if (order.approval?.status === "approving") return "approval_in_progress";
  const open = order.openAttempts.filter(({ operation }) => movesHold.has(operation));
  if (open.some((attempt) => attempt.isUnconfirmed) || hold.status.endsWith("unconfirmed")) return "outcome_unknown";
  if (open.some(({ operation }) => operation.endsWith("capture")) || isPositive(hold.reserved))
    return "capture_in_progress";
  if (open.length > 0 || undecidedHolds(order).length > 0 || hold.status === "void_requested")
    return "authorize_in_progress";
  return undefined;
}

const movesHold: ReadonlySet<string> = new Set([
  "capture",
  "authorize_and_capture",
  "authorize",
  "renew",
  "increase",
  "void",
]);

function amountToRenew(order: Order, hold: Authorization, now: Instant): Money {
  const { currency } = order.total;
  const isAlive = isLive(hold, now);
  if (isSuperseded(order, hold, now)) return zero(currency);
  const others = liveHolds(order, now).filter((each) => each.id !== hold.id);
  const held = sum(currency, others.map(holdRest));
  const taken = add(capturedOf(order), held);
  const missing = atLeastZero(subtract(coverageOf(order, now).due, held));
  const agreed = atLeastZero(subtract(order.approvedTotal ?? order.total, taken));
  return smaller(isAlive ? holdRest(hold) : lostRest(order, hold, now), smaller(missing, agreed));
}

/** A token that its customer left with us for later charges, or a gateway that renews what it holds. */
function mayChargeAlone(order: Order, hold: Authorization): boolean {
  const method = order.methods.find((each) => each.id === hold.paymentMethodId);
  if (method?.status !== "active") return false;
  if (renewingGateways.has(hold.gateway)) return true;
  return method.token !== null && method.customerToken !== null && !isBarredForGood(method);
}

function isAsked(order: Order): boolean {
  const status = order.approval?.status;
  return status === "requested" || status === "sent" || status === "opened" || status === "approving";
}
