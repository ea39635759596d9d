import type { CaptureStatus } from "./capture-state";
import type { OutcomeKind } from "./gateway";
import { type CaptureId, compareIds, type OrderId, type PaymentMethodId } from "./ids";
import { add, atLeastZero, compare, isPositive, type Money, money, smaller, subtract, sum, zero } from "./money";
import { type RefundEvent, type RefundStatus, refundTransitions } from "./refund-state";
import { ok, type Result, refused } from "./result";
import { splitByLargestRemainder } from "./splitting";
import { nextStatus } from "./transition-table";

/** One capture of an order or of an order in its lineage, as far as money may go back from it. */
export type RefundableCapture = {
  readonly id: CaptureId;
  readonly orderId: OrderId;
  readonly paymentMethodId: PaymentMethodId;
  readonly status: CaptureStatus;
  readonly amount: Money;
  readonly refunded: Money;
  /** Refunds asked for whose answer is still out. */
  readonly reserved: Money;
  /** What the payer's bank disputes or has taken back. */
  readonly disputed: Money;
  /** What of it pays for another order of the lineage, now or ahead. */
  readonly applied: Money;
  /** What of it pays another order ahead that still needs it. */
  readonly paidAhead: Money;
  /** A refund of it has no answer: nothing else goes back from it until there is one (I6). */
  readonly isFrozen: boolean;
  /** Place of its method in charging order: the smallest was charged first. */
  readonly chargedAs: number;
  /** The smallest amount that its gateway can move, in minor units: every refund of it is a multiple. */
  readonly step: bigint;
};

export type RefundPart = {
  readonly captureId: CaptureId;
  readonly orderId: OrderId;
  readonly paymentMethodId: PaymentMethodId;
  readonly amount: Money;
  /** The capture is accepted but not confirmed: its refund waits until it is, because a refund before settlement is refused (RF-3). */
  readonly waits: boolean;
};

export type RefundRefusal =
  | "nothing_to_refund"
  | "exceeds_refundable"
  | "refund_disputed"
  | "paid_ahead"
  | "amount_not_possible"
  | "outcome_unknown"
  | "capture_in_progress"
  | "unknown_method";

/**
 * How an amount goes back over the captures of a lineage (MT-4, PR-5). Methods go in the stated order first, then the others in the reverse of
 * charging order: what was charged last goes back first. Within one method the amount is split over its captures in proportion to their rests, by largest
 * remainder, so that the parts sum to it exactly and none exceeds its capture's rest. Refuses more than the rest of all (I2), naming a dispute (FD-3), a
 * call without an answer (I6) or an order that is paid ahead with it (PR-5) where that is what is missing; and an amount that the gateways count too coarsely for (CU-2), with the step as the detail.
 */
export function decideRefund(
  captures: readonly RefundableCapture[],
  wanted: Money,
  methodOrder: readonly PaymentMethodId[] = [],
): Result<readonly RefundPart[], RefundRefusal> {
  const known = new Set(captures.map((capture) => capture.paymentMethodId));
  const stranger = methodOrder.find((id) => !known.has(id));
  if (stranger !== undefined) return refused("unknown_method", stranger);
  if (!isPositive(wanted)) return refused("nothing_to_refund");
  if (compare(refundableOf(captures, wanted.currency), wanted) < 0) return refused(whyTooMuch(captures, wanted));

  const parts: RefundPart[] = [];
  let left = wanted;
  for (const ofMethod of inRefundOrder(captures.filter(isUsable), methodOrder)) {
    const step = stepOf(ofMethod);
    const most = smaller(left, sumOf(left.currency, ofMethod.map(refundableRest)));
    const steps = money(most.amountMinor / step, left.currency);
    const shares = splitByLargestRemainder(
      steps,
      ofMethod.map((capture) => refundableRest(capture).amountMinor / step),
    );
    for (const [at, capture] of ofMethod.entries()) {
      // Stryker disable next-line OptionalChaining: there is a share for each capture.
      const share = money((shares[at]?.amountMinor ?? 0n) * step, left.currency);
      if (isPositive(share)) parts.push(toPart(capture, share));
    }
    left = subtract(left, money(steps.amountMinor * step, left.currency));
  }
  return isPositive(left) ? refused("amount_not_possible", stepOf(captures.filter(isUsable)).toString()) : ok(parts);
}

function stepOf(captures: readonly RefundableCapture[]): bigint {
  const steps = captures.map(({ step }) => step);
  return steps.find((step) => steps.every((other) => other <= step)) ?? 1n;
}

/** What could go back now, over all captures; what is disputed, asked for, or without an answer is left out. */
export function refundableOf(captures: readonly RefundableCapture[], currency: string): Money {
  return sumOf(currency, captures.filter(isUsable).map(refundableRest));
}

/** What one capture still has to give: amount - refunded - being refunded - disputed - needed by an order that it pays ahead, never negative. */
export function refundableRest(
  capture: Pick<RefundableCapture, "amount" | "refunded" | "reserved" | "disputed" | "paidAhead">,
): Money {
  const { amount, refunded, reserved, disputed, paidAhead } = capture;
  return atLeastZero(subtract(amount, sum(amount.currency, [refunded, reserved, disputed, paidAhead])));
}

/**
 * The captures of a lineage, given newest first, less what they pay ahead for orders that still `needed` it (I3, PR-5). It is all the same which capture
 * keeps it: the oldest do, so that what was charged last can go back.
 */
export function keepPaidAhead(captures: readonly RefundableCapture[], needed: Money): RefundableCapture[] {
  let left = needed;
  const kept = captures.toReversed().map((capture) => {
    if (!isConfirmed(capture)) return capture;
    const paidAhead = smaller(smaller(capture.applied, refundableRest(capture)), left);
    left = subtract(left, paidAhead);
    return { ...capture, paidAhead };
  });
  return kept.reverse();
}

/**
 * What a refund takes of the money that orders were paid ahead and do not need any more: of each part as much as its capture is applied elsewhere, and
 * `needless` in all. So much leaves those orders with it, or it would count as spare there and be gone here.
 */
export function freedByRefund(
  captures: readonly RefundableCapture[],
  parts: readonly RefundPart[],
  needless: Money,
): { captureId: CaptureId; orderId: OrderId; amount: Money }[] {
  let left = needless;
  return parts.flatMap(({ captureId, orderId, amount }) => {
    const applied = captures.find(({ id }) => id === captureId)?.applied ?? zero(needless.currency);
    const freed = smaller(smaller(amount, applied), left);
    left = subtract(left, freed);
    return isPositive(freed) ? [{ captureId, orderId, amount: freed }] : [];
  });
}

export type RefundEffect = {
  readonly status: RefundStatus;
  readonly event: RefundEvent;
  /** What becomes of the money that was reserved: gone to the customer, free again, back from the customer, or still under way. */
  readonly money: "given_back" | "freed" | "returned" | "under_way";
};

/**
 * Turns one of the six outcomes into what happens to a refund; undefined where it says nothing new. `not_sent` runs again under its key. A refusal of a
 * refund that counted as done is one that failed late: the money is ours again, and a person sees it (RF-1).
 */
export function applyRefundOutcome(status: RefundStatus, outcome: OutcomeKind): RefundEffect | undefined {
  const event = eventOf(status, outcome);
  const next = event && nextStatus<RefundStatus, RefundEvent>(refundTransitions, status, event);
  return event && next && { status: next, event, money: moneyAfter[event] };
}

/** What an answer can say; the other events are our own. */
type AnswerEvent = Exclude<RefundEvent, "refund_requested" | "refund_withdrawn">;

const moneyAfter: Readonly<Record<AnswerEvent, RefundEffect["money"]>> = {
  refund_accepted: "under_way",
  refund_unconfirmed: "under_way",
  refund_succeeded: "given_back",
  refund_failed: "freed",
  refund_returned: "returned",
};

const eventOfOutcome: Readonly<Record<OutcomeKind, AnswerEvent | undefined>> = {
  succeeded: "refund_succeeded",
  pending: "refund_accepted",
  unconfirmed: "refund_unconfirmed",
  declined: "refund_failed",
  rejected: "refund_failed",
  not_sent: undefined,
};

function eventOf(status: RefundStatus, outcome: OutcomeKind): AnswerEvent | undefined {
  const event = eventOfOutcome[outcome];
  return event === "refund_failed" && status === "refunded" ? "refund_returned" : event;
}

function toPart(capture: RefundableCapture, amount: Money): RefundPart {
  const { id, orderId, paymentMethodId, status } = capture;
  return { captureId: id, orderId, paymentMethodId, amount, waits: status === "accepted" };
}

/** Groups of captures by method, in the order in which money goes back. */
function inRefundOrder(
  captures: readonly RefundableCapture[],
  methodOrder: readonly PaymentMethodId[],
): RefundableCapture[][] {
  const byMethod = new Map<PaymentMethodId, RefundableCapture[]>();
  for (const capture of captures) {
    byMethod.set(capture.paymentMethodId, [...(byMethod.get(capture.paymentMethodId) ?? []), capture]);
  }
  const place = (id: PaymentMethodId) => {
    const stated = methodOrder.indexOf(id);
    return stated === -1 ? methodOrder.length : stated;
  };
  const chargedAs = (ofMethod: readonly RefundableCapture[]) => Math.max(...ofMethod.map((each) => each.chargedAs));
  return [...byMethod]
    .sort(([a, ofA], [b, ofB]) => place(a) - place(b) || chargedAs(ofB) - chargedAs(ofA) || compareIds(a, b))
    .map(([, ofMethod]) => ofMethod);
}

function whyTooMuch(captures: readonly RefundableCapture[], wanted: Money): RefundRefusal {
  const { currency } = wanted;
  const usable = refundableOf(captures, currency);
  const frozen = sumOf(
    currency,
    captures
      .filter(isConfirmed)
      .filter((each) => each.isFrozen)
      .map(refundableRest),
  );
  if (compare(add(usable, frozen), wanted) >= 0) return "outcome_unknown";
  const ahead = sumOf(
    currency,
    captures.map(({ paidAhead }) => paidAhead),
  );
  if (compare(add(usable, ahead), wanted) >= 0) return "paid_ahead";
  const disputed = sumOf(
    currency,
    captures.filter(isConfirmed).map((each) => each.disputed),
  );
  if (compare(add(usable, disputed), wanted) >= 0) return "refund_disputed";
  const underWay = captures.filter(({ status }) => status === "requested" || status === "unconfirmed");
  const coming = sumOf(currency, underWay.map(refundableRest));
  if (compare(add(usable, coming), wanted) >= 0) {
    return underWay.some(({ status }) => status === "unconfirmed") ? "outcome_unknown" : "capture_in_progress";
  }
  return isPositive(usable) ? "exceeds_refundable" : "nothing_to_refund";
}

function isConfirmed({ status }: RefundableCapture): boolean {
  return status === "captured" || status === "accepted";
}

function isUsable(capture: RefundableCapture): boolean {
  return isConfirmed(capture) && !capture.isFrozen && isPositive(refundableRest(capture));
}

function sumOf(currency: string, amounts: readonly Money[]): Money {
  return sum(currency, amounts);
}
