import { allocate } from "./allocation";
import { stepDetail } from "./amount-step";
import { type AuthorizationEvent, type AuthorizationStatus, authorizationTransitions } from "./authorization-state";
import { type Coverage, coverageOf } from "./coverage";
import type { Initiator, OutcomeKind } from "./gateway";
import { holdRest, liveHolds, newestLostHold, undecidedHolds } from "./holds";
import type { AuthorizationId, OrderId, PaymentMethodId } from "./ids";
import type { Instant } from "./instant";
import { add, atLeastZero, isPositive, isZero, type Money, smaller, subtract, sum } from "./money";
import type { Order } from "./order";
import type { PaymentMethod } from "./payment-method";
import { ok, type Result, refused } from "./result";
import { isBarredForGood } from "./retry-policy";
import { nextStatus } from "./transition-table";

export type AuthorizePart = {
  readonly paymentMethodId: PaymentMethodId;
  readonly amount: Money;
  readonly initiator: Initiator;
  /** The dead or leaving hold that the new one takes over from (P17). */
  readonly replacesId: AuthorizationId | null;
};
export type AuthorizePlan = { readonly parts: readonly AuthorizePart[]; readonly uncovered: Money };
export type AuthorizeRefusal =
  | "order_fraud_stopped"
  | "authorize_in_progress"
  | "nothing_to_authorize"
  | "order_closed"
  | "amount_not_possible"
  | "no_method";

export type AuthorizeOptions = {
  /** Who is present. Without it: the customer on a draft or a proposed successor, the merchant alone on a live order. */
  readonly initiator?: Initiator;
  /** Live holds that are to be replaced before they lapse: they do not count as cover (X04). */
  readonly replacing?: readonly AuthorizationId[];
};

/**
 * Which new holds an order needs: due - live holds, spread by allocation.ts over what each method may still take (S40). `uncovered` is what the
 * methods cannot take. The merchant alone never asks for more than the customer has approved (I13). Refuses: fraud,
 * a closed order, an authorization without an answer (I6), nothing missing, no method that can take anything. A method whose refusal forbids
 * another try is left out (FD-1). Refuses an amount that a gateway counts too coarsely for, with what it can move as the detail (CU-2).
 */
export function decideAuthorize(
  order: Order,
  now: Instant,
  options: AuthorizeOptions = {},
): Result<AuthorizePlan, AuthorizeRefusal> {
  if (order.isFraudStopped) return refused("order_fraud_stopped");
  if (order.status === "cancelled" || order.status === "replaced" || order.status === "completed") {
    return refused("order_closed");
  }
  if (undecidedHolds(order).length > 0 || order.openAttempts.some((attempt) => takesHold(attempt.operation))) {
    return refused("authorize_in_progress");
  }
  const replacing = new Set(options.replacing);
  const counted = { ...order, authorizations: order.authorizations.filter((hold) => !replacing.has(hold.id)) };
  const initiator = options.initiator ?? (isBeforeConfirmation(order) ? "customer" : "merchant");
  const { due, captured } = coverageOf(order, now);
  const held = sum(order.total.currency, liveHolds(counted, now).map(holdRest));
  const missing = atLeastZero(subtract(due, held));
  const needed = initiator === "merchant" ? smaller(missing, approvedRest(order, add(captured, held))) : missing;
  if (!isPositive(needed)) return refused("nothing_to_authorize");

  const open = order.methods.filter((method) => !isBarredForGood(method));
  const methods = open.map((method) => lessTaken(method, counted, now));
  const { allotments, remaining, tooCoarse } = allocate({ needed, methods });
  if (tooCoarse !== null) return refused("amount_not_possible", stepDetail(tooCoarse, needed.currency));
  if (allotments.length === 0) return refused("no_method");
  return ok({
    parts: allotments.map(({ paymentMethodId, amount }) => ({
      paymentMethodId,
      amount,
      initiator,
      replacesId: leavingHold(order, replacing, paymentMethodId) ?? newestLostHold(order, paymentMethodId, now),
    })),
    uncovered: add(remaining, subtract(missing, needed)),
  });
}

/** The stable name of asking one method of an order for a hold; only one such call may be open. */
export function authorizeObligation(orderId: OrderId, paymentMethodId: PaymentMethodId): string {
  return `authorize:${orderId}:${paymentMethodId}`;
}

/** The event of an answer to authorize; null where the status stays: nothing was sent, or the news is old. */
export function applyAuthorizeOutcome(
  status: AuthorizationStatus,
  outcomeKind: OutcomeKind,
): AuthorizationEvent | null {
  const event = eventOfOutcome[outcomeKind];
  return event && authorizationAfter(status, event) ? event : null;
}

/** Next status of a hold, or undefined where the event may not happen. */
export function authorizationAfter(
  status: AuthorizationStatus,
  event: AuthorizationEvent,
): AuthorizationStatus | undefined {
  return nextStatus<AuthorizationStatus, AuthorizationEvent>(authorizationTransitions, status, event);
}

export type ConfirmRefusal = "not_covered" | "already_confirmed" | "order_closed" | "authorization_pending";
export type Confirmation = {
  readonly event: "confirmed";
  /** The total becomes what the customer has agreed to. */
  readonly approvedTotal: Money;
  readonly coverage: Coverage;
  /** Holds that count although the gateway could not be reached; authorized later in the background (S43). */
  readonly later: readonly AuthorizationId[];
};

/**
 * Whether an order may be confirmed: live holds, plus holds whose gateway is down and what a supervisor has let pass, make up what is due (S41, S43, S56). `notSent` names the holds
 * whose call certainly never left; unconfirmed ones are seen in their status. Refuses with what is missing in `detail` (minor units).
 */
export function decideConfirm(
  order: Order,
  now: Instant,
  options: { notSent?: readonly AuthorizationId[] } = {},
): Result<Confirmation, ConfirmRefusal> {
  if (order.status === "cancelled" || order.status === "replaced") return refused("order_closed");
  if (order.status !== "draft" && order.status !== "proposed") return refused("already_confirmed");
  const coverage = coverageOf(order, now);
  const notSent = new Set(options.notSent);
  const undecided = undecidedHolds(order);
  const later = undecided.filter((hold) => hold.status === "authorize_unconfirmed" || notSent.has(hold.id));
  const counted = sum(
    order.total.currency,
    later.map((hold) => hold.amount),
  );
  const missing = atLeastZero(subtract(coverage.uncovered, add(counted, order.override.granted)));
  if (!isZero(missing)) {
    const isWaiting = undecided.length > later.length;
    return refused(isWaiting ? "authorization_pending" : "not_covered", String(missing.amountMinor));
  }
  return ok({ event: "confirmed", approvedTotal: order.total, coverage, later: later.map((hold) => hold.id) });
}

const eventOfOutcome = {
  succeeded: "authorize_succeeded",
  pending: "authorize_pending",
  declined: "authorize_declined",
  rejected: "authorize_declined",
  not_sent: null,
  unconfirmed: "authorize_unconfirmed",
} as const satisfies Record<OutcomeKind, AuthorizationEvent | null>;

function takesHold(operation: string): boolean {
  return takingOperations.has(operation);
}

const takingOperations: ReadonlySet<string> = new Set(["authorize", "authorize_and_capture", "increase", "renew"]);

function isBeforeConfirmation(order: Order): boolean {
  return order.status === "draft" || order.status === "proposed";
}

function approvedRest(order: Order, taken: Money): Money {
  return order.approvedTotal === null ? order.total : atLeastZero(subtract(order.approvedTotal, taken));
}

/** What the method may still take: its limit and fixed amount less what it already holds or has paid. Known funds are net already. */
function lessTaken(method: PaymentMethod, order: Order, now: Instant): PaymentMethod {
  const { currency } = order.total;
  const own = order.authorizations.filter((hold) => hold.paymentMethodId === method.id);
  const live = liveHolds(order, now).filter((hold) => hold.paymentMethodId === method.id);
  const taken = add(
    sum(
      currency,
      own.map((hold) => hold.captured),
    ),
    sum(currency, live.map(holdRest)),
  );
  const reduce = (bound: Money | null) => (bound === null ? null : atLeastZero(subtract(bound, taken)));
  return { ...method, limit: reduce(method.limit), fixed: reduce(method.fixed) };
}

function leavingHold(
  order: Order,
  replacing: ReadonlySet<AuthorizationId>,
  paymentMethodId: PaymentMethodId,
): AuthorizationId | undefined {
  return order.authorizations.find((hold) => replacing.has(hold.id) && hold.paymentMethodId === paymentMethodId)?.id;
}
