import { type AmountView, toAmountView } from "@/lib/format/amount-view";
import type { WordBadge } from "@/lib/format/attempt-words";
import { formatMoney } from "@/lib/format/format-money";
import { houseReasonText } from "@/lib/format/house-reason-words";
import { type MethodIcon, methodIcon, methodLabel } from "@/lib/format/method-label";
import type { BudgetWords } from "@/lib/format/retry-budget-words";
import { type Allocation, allocate, chargingOrder } from "@/lib/payments/allocation";
import type { Coverage } from "@/lib/payments/coverage";
import { holdRest, isLive, lostHolds, undecidedHolds } from "@/lib/payments/holds";
import { atLeastZero, isPositive, subtract, sum, zero } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import type { PaymentMethod } from "@/lib/payments/payment-method";
import { type HoldRead, toHoldRead } from "../orders/order-standing";
import { type QueryScope, readRows } from "../query-scope";

export type MethodLine = {
  id: string;
  sequence: number;
  icon: MethodIcon;
  label: string;
  note: string;
  limit: AmountView | null;
  asked: AmountView;
  held: AmountView;
  captured: AmountView;
  hold: HoldRead | null;
  state: WordBadge;
  /** Tries left of a card on file; null for whatever no network counts. */
  budget: BudgetWords | null;
};

export type MethodFacts = {
  id: string;
  expiry_month: number | null;
  expiry_year: number | null;
  last_reason: string | null;
  last_raw_code: string | null;
  suspended_by: string | null;
};

export function readMethodFacts(scope: QueryScope, orderId: string): Promise<MethodFacts[]> {
  return readRows(
    scope,
    "SELECT id, expiry_month, expiry_year, last_reason, last_raw_code, suspended_by FROM order_payment_methods WHERE store_id = $1 AND order_id = $2",
    [scope.storeId, orderId],
  );
}

/** The ways to pay in the order in which they are charged, each with what it is asked for, holds and has paid (S22, S25). */
export function orderMethods(
  scope: QueryScope,
  order: Order,
  coverage: Coverage,
  facts: readonly MethodFacts[],
  budgets: ReadonlyMap<string, BudgetWords>,
): MethodLine[] {
  const charged = chargingOrder(order.methods);
  const others = order.methods.filter((method) => method.status === "suspended");
  const { allotments, tooCoarse } = allotmentsOf(order, scope.now);
  return [...charged, ...others].map((method, index) => {
    const holds = order.authorizations.filter((hold) => hold.paymentMethodId === method.id);
    const live = holds.filter((hold) => isLive(hold, scope.now));
    // An amount that a gateway cannot move is refused as a whole: nobody is asked for a part of it (CU-2).
    const asked = tooCoarse !== null ? undefined : allotments.find((each) => each.paymentMethodId === method.id);
    const fact = facts.find((each) => each.id === method.id);
    const amounts = (all: typeof holds, of: (hold: (typeof holds)[number]) => typeof order.total) =>
      toAmountView(sum(order.total.currency, all.map(of)));
    return {
      id: method.id,
      sequence: index + 1,
      icon: methodIcon(method.kind),
      label: methodLabel(method),
      note: noteOf(method, fact, asked?.why === "remainder"),
      limit: method.limit && toAmountView(method.limit),
      asked: toAmountView(asked?.amount ?? zero(order.total.currency)),
      held: amounts(live, holdRest),
      captured: amounts(holds, (hold) => hold.captured),
      hold: toHoldRead(live[0] ?? null, new Map()),
      state: stateOf(scope, order, method, coverage, fact),
      budget: budgets.get(method.id) ?? null,
    };
  });
}

/** The whole total, less what other orders pay, spread over the ways to pay, what they hold and have paid already included. */
export function allotmentsOf(order: Order, now: QueryScope["now"]): Allocation {
  return allocate({
    needed: atLeastZero(subtract(order.total, order.appliedIn)),
    methods: order.methods.map((method) => withOwnShare(method, order, now)),
  });
}

/** What a gift card or an account has for this order: what is left on it, and what this order holds of it or has taken already. */
function withOwnShare(method: PaymentMethod, order: Order, now: QueryScope["now"]): PaymentMethod {
  if (method.available === null) return method;
  const own = order.authorizations.filter((hold) => hold.paymentMethodId === method.id);
  const amounts = own.flatMap((hold) => [hold.captured, ...(isLive(hold, now) ? [holdRest(hold)] : [])]);
  return { ...method, available: sum(order.total.currency, [method.available, ...amounts]) };
}

function noteOf(method: PaymentMethod, fact: MethodFacts | undefined, takesRest: boolean): string {
  const notes: string[] = [];
  if (fact?.expiry_month && fact.expiry_year) {
    notes.push(`exp ${String(fact.expiry_month).padStart(2, "0")}/${String(fact.expiry_year).slice(-2)}`);
  }
  if (method.status === "active" && method.limit === null && takesRest) notes.push("takes the rest");
  if (method.available !== null) {
    const left = formatMoney(method.available);
    notes.push(method.kind === "customer_account" ? `${left} credit left` : `${left} left on it`);
  }
  if (method.kind === "check" && method.token !== null) notes.push(`number ${method.token}`);
  if (method.token === null && method.kind === "card") notes.push("no card on file yet");
  return notes.join(", ");
}

function stateOf(
  { now }: QueryScope,
  order: Order,
  method: PaymentMethod,
  coverage: Coverage,
  fact: MethodFacts | undefined,
): WordBadge {
  if (method.status === "suspended") return { tone: "none", label: "Suspended", icon: "nothing" };
  const undecided = undecidedHolds(order).find((hold) => hold.paymentMethodId === method.id);
  if (undecided) {
    const isSilent = undecided.status === "authorize_unconfirmed";
    return { tone: "wait", label: isSilent ? "No answer yet" : "Bank is asked", icon: "waiting" };
  }
  const parts = coverage.parts.filter((part) => part.paymentMethodId === method.id);
  if (parts.some((part) => part.kind === "on_paper")) return { tone: "warn", label: "On paper only", icon: "paper" };
  if (parts.length > 0) return { tone: "ok", label: "Good today", icon: "check" };
  const captured = sum(
    order.total.currency,
    order.authorizations.filter((hold) => hold.paymentMethodId === method.id).map((hold) => hold.captured),
  );
  if (isPositive(captured)) return { tone: "ok", label: "Captured", icon: "check" };
  if (fact?.last_reason) {
    const words = houseReasonText(fact.last_reason) ?? "Refused";
    return {
      tone: "bad",
      label: "Refused",
      icon: "refused",
      title: fact.last_raw_code ? `${words} (${fact.last_raw_code})` : words,
    };
  }
  // Where nothing is due any more, as of an order that was paid ahead, a hold that went back is no loss.
  if (isPositive(coverage.due) && lostHolds(order, method.id, now).length > 0)
    return { tone: "bad", label: "Hold gone", icon: "refused" };
  const wasReleased = order.authorizations.some(
    (hold) => hold.paymentMethodId === method.id && hold.status === "voided",
  );
  return { tone: "none", label: wasReleased ? "Hold released" : "Not used", icon: "nothing" };
}
