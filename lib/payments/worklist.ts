import { priceApprovalNeed } from "./approval";
import { decideAuthorize } from "./authorizing";
import { captureEntries } from "./capture-worklist";
import { type Coverage, coverageOf } from "./coverage";
import { disputeEntries } from "./dispute-worklist";
import { holdEntries } from "./hold-worklist";
import { holdRest } from "./holds";
import { raisableHold } from "./increasing";
import type { Instant } from "./instant";
import { isPositive, type Money } from "./money";
import type { ApprovalRequest, Order } from "./order";
import type { NextStep } from "./order-state";
import { overlapMs, replacedSince } from "./renewing";
import { isBarredForGood } from "./retry-policy";
import { isEnded, spareDeadline, spareOf } from "./spare-money";
import type { WorklistEntry, WorklistOptions } from "./worklist-entry";

/**
 * Which lists an order stands in at `now`, why, and what to do next (P04, H01 to H04, H21, I18). `unpaid` holds everything that keeps an order from
 * being paid; the other lists are its parts, except money that fits no amount due. At most one entry per list, reason and subject. A
 * fraud stop turns every step that would move money into a review (P19, I14). Empty when nobody needs to act.
 */
export function worklistEntries(order: Order, now: Instant, options: WorklistOptions): WorklistEntry[] {
  const entries = isClosed(order)
    ? [...closedEntries(order, now), ...unconfirmedEntries(order, coverageOf(order, now))]
    : openEntries(order, now, options);
  return entries.map((entry) => (order.isFraudStopped ? withoutMoney(entry) : entry));
}

function openEntries(order: Order, now: Instant, options: WorklistOptions): WorklistEntry[] {
  const coverage = coverageOf(order, now);
  const entries = [
    ...fraudEntries(order, coverage),
    ...unconfirmedEntries(order, coverage),
    ...disputeEntries(order),
    ...halfLinkedEntries(order, coverage),
    ...looseMoneyEntries(order, now),
    ...overlapEntries(order, now),
    ...captureEntries(order, now, options),
    ...holdEntries(order, coverage, now, options),
    ...approvalEntries(order, coverage, now),
  ];
  return entries.some((entry) => entry.list === "unpaid")
    ? entries
    : [...entries, ...notCoveredEntries(order, coverage, now)];
}

function fraudEntries(order: Order, coverage: Coverage): WorklistEntry[] {
  if (!order.isFraudStopped) return [];
  return [{ ...blank, ...stopped, reason: "fraud_stop", amount: coverage.due }];
}

/**
 * Silence of a gateway: nothing moves until it answered, so the only step is to ask it (I6, X06). Once the house has asked for the last time, a gateway that
 * still says "pending" is no better than one that says nothing: both wait for a person (I7, UN-1).
 */
function unconfirmedEntries(order: Order, coverage: Coverage): WorklistEntry[] {
  return order.openAttempts
    .filter((attempt) => attempt.isUnconfirmed || attempt.isAskedOut)
    .flatMap((attempt) =>
      (["unpaid", "unconfirmed"] as const).map(
        (list): WorklistEntry => ({
          ...blank,
          list,
          reason: "unconfirmed",
          subjectId: attempt.id,
          amount: coverage.due,
          step: "resync",
          why: attempt.isAskedOut ? (attempt.isUnconfirmed ? "asked_in_vain" : "pending_for_good") : "outcome_unknown",
        }),
      ),
    );
}

/** The customer has agreed and the new order exists, yet old and new are not both where they belong. */
function halfLinkedEntries(order: Order, coverage: Coverage): WorklistEntry[] {
  const { successor, approval } = order;
  if (successor === null || successor.isComplete || approval?.status !== "approved") return [];
  return [
    {
      ...blank,
      reason: "half_linked",
      subjectId: successor.orderId,
      amount: coverage.due,
      step: "review",
      why: "half_linked",
    },
  ];
}

/** Prices to agree to and the customer's answers, while there is still something to agree to (H06 to H08, H12, H32). */
function approvalEntries(order: Order, coverage: Coverage, now: Instant): WorklistEntry[] {
  const price = priceApprovalNeed(order);
  const request = order.approval;
  const isOpen = price.needed || isPositive(coverage.uncovered) || isPositive(coverage.onPaper);
  const answer = request !== null && isOpen ? entryOf(request, now) : undefined;
  const entries: WorklistEntry[] = [];
  if (price.needed) {
    const step = answer?.step ?? "ask_customer";
    const deadline = coverage.firstEndsAt ?? order.promisedShipAt;
    entries.push({
      ...blank,
      reason: price.reason,
      amount: price.difference,
      deadline,
      step,
      why: answer?.why ?? "approval_needed",
    });
  }
  if (answer !== undefined) {
    entries.push(answer, { ...answer, list: "awaiting-customer" });
    if (answer.reason === "mail_failed") entries.push({ ...answer, list: "connector-failures" });
  }
  return entries;
}

function entryOf(request: ApprovalRequest, now: Instant): WorklistEntry | undefined {
  const answer = answerOf(request, now);
  return answer && { ...blank, ...answer, subjectId: request.id, amount: request.amount };
}

/** A link that was not answered for this long is worth a word to its customer. */
export const remindAfterMs = 2 * 86_400_000;

type Answer = Pick<WorklistEntry, "reason" | "step" | "why" | "deadline">;

function answerOf(request: ApprovalRequest, now: Instant): Answer | undefined {
  switch (request.status) {
    case "requested":
    case "sent":
    case "opened": {
      if (request.expiresAt <= now) return linkExpired;
      if (request.questionAt !== null) return { ...question, deadline: request.expiresAt };
      // While the house reminds by itself, nobody else need.
      const isQuiet = request.sentAt !== null && now - request.sentAt >= remindAfterMs && request.remindAt === null;
      return { reason: "awaiting_customer", ...(isQuiet ? unanswered : asked), deadline: request.expiresAt };
    }
    case "approving":
      return { reason: "awaiting_customer", step: "wait", why: "approving", deadline: request.expiresAt };
    case "payment_failed":
      return {
        reason: "approval_payment_failed",
        step: "call_customer",
        why: "payment_failed",
        deadline: request.expiresAt,
      };
    case "declined":
      return { reason: "customer_declined", step: "call_customer", why: "customer_declined", deadline: null };
    case "expired":
      return linkExpired;
    case "withdrawn":
      return undelivered.get(request.failureReason);
    // Stryker disable next-line all: without it the answer is the same; the compiler insists that each status is named.
    case "approved":
    // Stryker disable next-line all: as above.
    case "replaced":
      return undefined;
  }
}

const asked = { step: "wait", why: "asked" } as const;
const unanswered = { step: "remind_customer", why: "no_answer" } as const;
const question = { reason: "customer_question", step: "call_customer", why: "customer_question" } as const;

/** Nobody got the link: another address, or another way, is a person's choice. */
const undelivered: ReadonlyMap<string | null, Answer> = new Map(
  (["address_refused", "mail_failed"] as const).map((why) => [
    why,
    { reason: "mail_failed", step: "ask_customer", why, deadline: null },
  ]),
);

const linkExpired: Answer = { reason: "link_expired", step: "ask_customer", why: "link_expired", deadline: null };

/** Money is missing and nothing else says why. Drafts are not owed yet; shipped orders are seen through their invoices. */
function notCoveredEntries(order: Order, coverage: Coverage, now: Instant): WorklistEntry[] {
  if (order.status !== "confirmed" || !isPositive(coverage.uncovered)) return [];
  const canCharge = order.methods.some(
    (method) => method.status === "active" && method.token !== null && !isBarredForGood(method),
  );
  return [
    {
      ...blank,
      reason: "not_covered",
      amount: coverage.uncovered,
      deadline: order.promisedShipAt,
      ...stepToCover(order, canCharge, now),
    },
  ];
}

/** The cheapest step that covers what is missing: raise a hold, place a new one, ask (X02). */
function stepToCover(order: Order, canCharge: boolean, now: Instant): { step: NextStep; why: string } {
  const plan = decideAuthorize(order, now);
  if (plan.ok && plan.value.parts.every((part) => raisableHold(order, part, now) !== undefined))
    return { step: "increase_authorization", why: "hold_can_be_raised" };
  if (!plan.ok && plan.reason === "amount_not_possible") return { step: "review", why: "amount_not_possible" };
  return canCharge
    ? { step: "authorize_again", why: "saved_instrument" }
    : { step: "ask_customer", why: "no_saved_instrument" };
}

/** Money that fits nothing due, and money that was promised back and is still here: it belongs to someone and waits for a decision (I18, RF-1). */
function looseMoneyEntries(order: Order, now: Instant): WorklistEntry[] {
  const entries: WorklistEntry[] = [];
  const spare = spareOf(order);
  if (isPositive(spare)) {
    const deadline = spareDeadline(order.spareSince ?? now);
    const why = isEnded(order) ? "order_closed" : "overpaid";
    entries.push({ ...unapplied(spare, null, why), deadline, step: "refund" });
  }
  if (isPositive(order.refundFailed)) {
    entries.push({ ...unapplied(order.refundFailed, null, "refund_failed"), reason: "refund_failed", step: "refund" });
  }
  return entries;
}

/** A hold that was replaced should be gone by now; a person sees that it is not (I8, I18). */
function overlapEntries(order: Order, now: Instant): WorklistEntry[] {
  return order.authorizations
    .filter((hold) => hold.status === "authorized")
    .flatMap((hold) => {
      const since = replacedSince(order, hold, now);
      return since === null || now - since < overlapMs ? [] : [unapplied(holdRest(hold), hold.id, "hold_replaced")];
    });
}

/** A closed order keeps neither money nor holds (I9). Releases under way are not stuck yet. */
function closedEntries(order: Order, now: Instant): WorklistEntry[] {
  const holds = isEnded(order) ? order.authorizations.filter((hold) => hold.status === "authorized") : [];
  return [
    ...disputeEntries(order),
    ...looseMoneyEntries(order, now),
    ...holds.map((hold) => unapplied(holdRest(hold), hold.id, "hold_on_closed_order")),
  ];
}

function unapplied(amount: Money, subjectId: string | null, why: string): WorklistEntry {
  return { ...blank, list: "unapplied-money", reason: "unapplied_money", subjectId, amount, step: "review", why };
}

const blank = { list: "unpaid", subjectId: null, deadline: null } as const;

function isClosed(order: Order): boolean {
  return order.status === "cancelled" || order.status === "replaced" || order.status === "completed";
}

const stopped = { step: "review", why: "fraud_stop" } as const;
const harmlessSteps: ReadonlySet<NextStep> = new Set(["review", "resync"]);

function withoutMoney(entry: WorklistEntry): WorklistEntry {
  return harmlessSteps.has(entry.step) ? entry : { ...entry, ...stopped };
}
