import { chargingOrder, isComplete } from "./allocation";
import type { Authorization } from "./authorization";
import { holdRest, isLive } from "./holds";
import type { PaymentMethodId } from "./ids";
import type { Instant } from "./instant";
import { add, compare, isPositive, isZero, type Money, sum } from "./money";
import type { Order } from "./order";
import type { PaymentMethod } from "./payment-method";
import { ok, type Result, refused } from "./result";

export type ChangeMethodRefusal =
  | "method_not_found"
  | "order_closed"
  | "order_fraud_stopped"
  | "approval_in_progress"
  | "authorize_in_progress"
  | "method_suspended"
  | "method_not_suspended"
  | "payment_token_missing"
  | "method_has_money"
  | "charge_sequence_fixed"
  | "limit_below_held"
  | "currency_mismatch";

/** Which way to pay, on which order, and when. */
export type MethodQuestion = { readonly order: Order; readonly methodId: PaymentMethodId; readonly now: Instant };

/** Whether the ways to pay of an order may change at all: not once it is closed or stopped, nor while its customer is paying. */
export function decideMethodsChange(
  order: Order,
): Result<null, "order_closed" | "order_fraud_stopped" | "approval_in_progress"> {
  if (order.isFraudStopped) return refused("order_fraud_stopped");
  if (order.status === "cancelled" || order.status === "replaced" || order.status === "completed") {
    return refused("order_closed");
  }
  // A successor that is not confirmed is paid by the choice that its customer makes on the link of the old order.
  if (order.status === "proposed" || order.approval?.status === "approving") return refused("approval_in_progress");
  return ok(null);
}

/** A suspended way to pay is not charged, and what it holds does not count, until it is resumed (S35, S37). */
export function decideSuspend(question: MethodQuestion): Result<PaymentMethod, ChangeMethodRefusal> {
  const found = decideChange(question);
  return found.ok && found.value.status === "suspended" ? refused("method_suspended") : found;
}

/** Back into the charging order (S38); one without a card of its own cannot be charged anyway. */
export function decideResume(question: MethodQuestion): Result<PaymentMethod, ChangeMethodRefusal> {
  const found = decideChange(question);
  if (!found.ok) return found;
  if (found.value.status !== "suspended") return refused("method_not_suspended");
  return isComplete(found.value) ? found : refused("payment_token_missing");
}

/** Only what never had money on it, and has none now, is taken off; anything else is suspended instead (S37). */
export function decideRemove(question: MethodQuestion): Result<PaymentMethod, ChangeMethodRefusal> {
  const found = decideChange(question);
  if (!found.ok) return found;
  const isCharged = question.order.authorizations.some((hold) => isOf(question, hold) && hasMoney(hold));
  return isCharged ? refused("method_has_money") : found;
}

/**
 * One place up or down in the charging order: the two ways to pay that change places. The configured sequence of the kinds goes first, so only
 * neighbours of one kind's rank can change (S27, S28).
 */
export function decideMove(
  question: MethodQuestion,
  direction: "up" | "down",
): Result<readonly [PaymentMethod, PaymentMethod], ChangeMethodRefusal> {
  const found = decideChange(question);
  if (!found.ok) return found;
  if (found.value.status === "suspended") return refused("method_suspended");
  const charged = chargingOrder(question.order.methods);
  const at = charged.findIndex((method) => method.id === question.methodId);
  const neighbour = charged[at + (direction === "up" ? -1 : 1)];
  if (!neighbour || neighbour.chargeSequence !== found.value.chargeSequence) return refused("charge_sequence_fixed");
  return ok([found.value, neighbour]);
}

export type LimitChange = { readonly limit: Money | null; readonly suspends: boolean };

/**
 * The most that a way to pay may be charged, null for no limit. Zero suspends it (S35); a suspended one is resumed before it is changed; less than it
 * holds or has paid is refused, with that amount in `detail` (minor units).
 */
export function decideLimit(question: MethodQuestion, limit: Money | null): Result<LimitChange, ChangeMethodRefusal> {
  const found = decideChange(question);
  if (!found.ok) return found;
  if (found.value.status === "suspended") return refused("method_suspended");
  if (limit === null) return ok({ limit, suspends: false });
  if (limit.currency !== question.order.total.currency) return refused("currency_mismatch");
  if (isZero(limit)) return ok({ limit: found.value.limit, suspends: true });
  const taken = takenBy(question);
  if (compare(limit, taken) < 0) return refused("limit_below_held", taken.amountMinor.toString());
  return ok({ limit, suspends: false });
}

/** What a way to pay holds and has paid for its order at `now`. */
export function takenBy({ order, methodId, now }: MethodQuestion): Money {
  const own = order.authorizations.filter((hold) => hold.paymentMethodId === methodId);
  const held = own.filter((hold) => isLive(hold, now)).map(holdRest);
  const captured = own.map((hold) => hold.captured);
  return add(sum(order.total.currency, held), sum(order.total.currency, captured));
}

function decideChange(question: MethodQuestion): Result<PaymentMethod, ChangeMethodRefusal> {
  const { order, methodId } = question;
  const may = decideMethodsChange(order);
  if (!may.ok) return may;
  const method = order.methods.find((each) => each.id === methodId && each.status !== "removed");
  if (!method) return refused("method_not_found");
  const isAsked = order.authorizations.some((hold) => isOf(question, hold) && undecided.has(hold.status));
  return isAsked ? refused("authorize_in_progress") : ok(method);
}

function isOf({ methodId }: MethodQuestion, hold: Authorization): boolean {
  return hold.paymentMethodId === methodId;
}

const undecided: ReadonlySet<string> = new Set(["requested", "authorize_pending", "authorize_unconfirmed"]);

/** Money stands on a hold, may come to stand on it, or came from it. The database holds the same for a method that is taken off. */
function hasMoney(hold: Authorization): boolean {
  return !moneyless.has(hold.status) || isPositive(hold.captured);
}

const moneyless: ReadonlySet<string> = new Set(["declined", "voided", "expired"]);
