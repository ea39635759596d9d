import { type AmountView, toAmountView } from "@/lib/format/amount-view";
import { formatMoneyWithCurrency } from "@/lib/format/format-money";
import { planSpare, type SparePart } from "@/lib/payments/applying-spare";
import { decideRequestApproval } from "@/lib/payments/approval";
import { isLiveApproval } from "@/lib/payments/approval-state";
import { isExpiringSoon } from "@/lib/payments/authorization-window";
import { type AuthorizeRefusal, decideAuthorize } from "@/lib/payments/authorizing";
import { decideCancel } from "@/lib/payments/cancelling";
import { decideCapture, invoiceRest } from "@/lib/payments/capturing";
import { coverageOf } from "@/lib/payments/coverage";
import { liveHolds } from "@/lib/payments/holds";
import { DAY_MS, type Instant } from "@/lib/payments/instant";
import type { Invoice } from "@/lib/payments/invoice";
import { compare, isPositive, type Money, money, subtract, sum } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { decideOverride } from "@/lib/payments/overriding";
import { refundableRest } from "@/lib/payments/refunding";
import { decideRenew } from "@/lib/payments/renewing";
import { type Result, refused } from "@/lib/payments/result";
import { decideRelease, decideShip } from "@/lib/payments/shipping";
import { spareOf } from "@/lib/payments/spare-money";

export type OrderVerbName =
  | "capture"
  | "retry_capture"
  | "authorize_and_capture"
  | "authorize"
  | "extend_hold"
  | "ask_customer"
  | "withdraw_link"
  | "repair_link"
  | "resync"
  | "release_goods"
  | "ship"
  | "override"
  | "ask_override"
  | "cancel_order"
  | "refund"
  | "apply_money"
  | "fraud_stop"
  | "lift_fraud_stop";

/** One thing that may be asked of an order now, or the stable reason why not. `fields` name what it is about. */
export type OrderVerb = {
  readonly verb: OrderVerbName;
  readonly refusal: string | null;
  readonly detail: string | null;
  readonly amount: AmountView | null;
  /** The part of the amount that is most likely meant, where the rules know one. */
  readonly suggested?: AmountView;
  /** What it will do, where that depends on more than the order itself. */
  readonly effect?: string;
  readonly fields: Record<string, string>;
};

/**
 * Every verb that has a meaning for this order, judged by the very rules that the operations ask. Who may do it is another question, and the
 * page's: it joins this with the permissions.
 */
export function orderVerbs(
  order: Order,
  now: Instant,
  facts: { email: string | null; refundable?: Money; others?: readonly Order[] },
): OrderVerb[] {
  const base = { orderNumber: order.orderNumber, version: String(order.version) };
  return [
    ...order.invoices.filter(isOwed).map((invoice) => captureVerb(order, invoice, now)),
    ...authorizeVerbs(order, now),
    ...renewVerbs(order, now),
    ...askVerbs(order, now, facts.email),
    ...repairVerbs(order),
    ...order.openAttempts
      .filter((attempt) => attempt.isUnconfirmed || attempt.isAskedOut)
      .map((attempt) => allowed("resync", { ...base, attemptId: attempt.id })),
    ...goodsVerbs(order),
    ...overrideVerbs(order, now),
    ...refundVerbs(order, facts.refundable ?? ownRefundable(order)),
    ...applyVerbs(order, facts.others ?? null, now),
    ...closingVerbs(order),
  ];
}

function isOwed(invoice: Invoice): boolean {
  return invoice.status !== "captured" && invoice.status !== "cancelled";
}

function captureVerb(order: Order, invoice: Invoice, now: Instant): OrderVerb {
  const decision = decideCapture(order, invoice.id, now, { canUseSavedInstrument: true, manual: true });
  const needsNewHold = decision.ok && decision.value.parts.some((part) => part.kind === "authorize_and_capture");
  const isRetry = invoice.attemptCount > 0;
  return judged(needsNewHold ? "authorize_and_capture" : isRetry ? "retry_capture" : "capture", decision, {
    amount: invoiceRest(invoice),
    fields: { invoiceId: invoice.id, orderNumber: order.orderNumber },
  });
}

/** A missing hold, asked of the saved ways to pay. */
function authorizeVerbs(order: Order, now: Instant): OrderVerb[] {
  if (order.status !== "confirmed") return [];
  const fields = { orderNumber: order.orderNumber, version: String(order.version) };
  const missing = decideAuthorize(order, now);
  if (!missing.ok && !tellsWhyNot.has(missing.reason)) return [];
  return [judged("authorize", missing, { amount: missing.ok ? sumOf(order, missing.value.parts) : null, fields })];
}

/** Refusals that a person is shown in place of the button's press. */
const tellsWhyNot: ReadonlySet<AuthorizeRefusal> = new Set([
  "authorize_in_progress",
  "no_method",
  "amount_not_possible",
]);

/** Holds that end soon, or before the goods can leave, exchanged for new ones without their customer (X04). */
function renewVerbs(order: Order, now: Instant): OrderVerb[] {
  if (order.status !== "confirmed") return [];
  const onPaper = new Set(
    coverageOf(order, now)
      .parts.filter((part) => part.kind === "on_paper")
      .map((part) => part.authorizationId),
  );
  return liveHolds(order, now)
    .filter((hold) => onPaper.has(hold.id) || isExpiringSoon(hold, now, offeredBeforeEndMs))
    .map((hold) => {
      const decision = decideRenew(order, hold.id, now);
      return judged("extend_hold", decision, {
        amount: decision.ok ? decision.value.amount : null,
        fields: { orderNumber: order.orderNumber, version: String(order.version), authorizationId: hold.id },
      });
    });
}

const offeredBeforeEndMs = 7 * DAY_MS;

function sumOf(order: Order, parts: readonly { amount: Money }[]): Money {
  return sum(
    order.total.currency,
    parts.map((part) => part.amount),
  );
}

function askVerbs(order: Order, now: Instant, email: string | null): OrderVerb[] {
  const fields = { orderNumber: order.orderNumber };
  const decision = decideRequestApproval(order, now, { email });
  const ask = judged("ask_customer", decision, { amount: null, fields });
  const live = order.approval !== null && isLiveApproval(order.approval.status) ? order.approval : null;
  return live === null ? [ask] : [ask, allowed("withdraw_link", { ...fields, approvalRequestId: live.id })];
}

/** A replacement that stopped half-way is carried on. */
function repairVerbs({ orderNumber, successor, approval }: Order): OrderVerb[] {
  const isHalf = successor !== null && !successor.isComplete && approval?.status === "approved";
  return isHalf ? [allowed("repair_link", { orderNumber })] : [];
}

function goodsVerbs(order: Order): OrderVerb[] {
  const fields = { orderNumber: order.orderNumber, version: String(order.version) };
  const released = order.releases.filter((release) => release.status !== "cancelled").map((release) => release.amount);
  const rest = subtract(order.total, sum(order.total.currency, released));
  const verbs = order.releases
    .filter((release) => release.status === "open")
    .map((release) =>
      judged("ship", decideShip(order, release.releaseNo), {
        amount: release.amount,
        fields: { ...fields, releaseNo: String(release.releaseNo) },
      }),
    );
  const isLive = order.status === "confirmed";
  return isLive && isPositive(rest)
    ? [...verbs, judged("release_goods", decideRelease(order, rest), { amount: rest, fields })]
    : verbs;
}

/** A failed authorization that a supervisor may let pass, or be asked to: offered where there is one. */
export function overrideVerbs(order: Order, now: Instant): OrderVerb[] {
  const missing = decideOverride(order, now);
  if (!missing.ok) return [];
  const fields = { orderNumber: order.orderNumber, version: String(order.version) };
  const about = { amount: missing.value, fields };
  const ask = order.override.isAsked ? refused("override_asked") : missing;
  return [judged("override", missing, about), judged("ask_override", ask, about)];
}

/** Money back: as far as captures allow; a dispute that stands in the way is named. */
function refundVerbs(order: Order, rest: Money): OrderVerb[] {
  const fields = { orderNumber: order.orderNumber, version: String(order.version) };
  const spare = spareOf(order);
  const isDisputed = order.captures.some((capture) => isPositive(capture.disputed));
  const loose = isPositive(spare) ? spare : order.refundFailed;
  const suggested = isPositive(loose) && compare(loose, rest) <= 0 ? { suggested: toAmountView(loose) } : {};
  if (isPositive(rest)) return [{ ...allowed("refund", fields), amount: toAmountView(rest), ...suggested }];
  return isDisputed ? [{ ...allowed("refund", fields), refusal: "refund_disputed" }] : [];
}

/** Spare money may pay what the lineage owes or has yet to ship; said in full where its `others` are known. */
function applyVerbs(order: Order, others: readonly Order[] | null, now: Instant): OrderVerb[] {
  const spare = spareOf(order);
  const hasLineage = order.successor !== null || order.predecessorId !== null;
  if (!isPositive(spare) || !hasLineage) return [];
  const fields = { orderNumber: order.orderNumber, version: String(order.version) };
  if (others === null) return [{ ...allowed("apply_money", fields), amount: toAmountView(spare) }];
  const plan = planSpare(order, others, now);
  if (!plan.ok) return [judged("apply_money", plan, { amount: spare, fields })];
  const { parts } = plan.value;
  const amount = sum(
    spare.currency,
    parts.map((part) => part.amount),
  );
  return [
    {
      ...judged("apply_money", plan, { amount, fields }),
      effect: `${parts.map(effectOf).join(" ")} No gateway is asked.`,
    },
  ];
}

function effectOf({ order, invoice, amount }: SparePart): string {
  const what = invoice
    ? `${invoice.invoiceNumber} of ${order.orderNumber}`
    : `${order.orderNumber} ahead, before it ships`;
  return `Pays ${what}: ${formatMoneyWithCurrency(amount)}.`;
}

/** What could go back from this order's own captures. */
function ownRefundable(order: Order): Money {
  const captured = order.captures.filter(({ status }) => status === "captured" || status === "accepted");
  return sum(
    order.total.currency,
    captured.map((capture) =>
      refundableRest({ ...capture, reserved: capture.refundReserved, paidAhead: money(0, order.total.currency) }),
    ),
  );
}

function closingVerbs(order: Order): OrderVerb[] {
  const fields = { orderNumber: order.orderNumber, version: String(order.version) };
  const isOpen = order.status !== "cancelled" && order.status !== "replaced" && order.status !== "completed";
  const fraud = order.isFraudStopped
    ? [allowed("lift_fraud_stop", fields)]
    : isOpen
      ? [allowed("fraud_stop", fields)]
      : [];
  return isOpen ? [judged("cancel_order", decideCancel(order), { amount: null, fields }), ...fraud] : fraud;
}

function allowed(verb: OrderVerbName, fields: Record<string, string>): OrderVerb {
  return { verb, refusal: null, detail: null, amount: null, fields };
}

function judged(
  verb: OrderVerbName,
  decision: Result<unknown, string>,
  about: { amount: Money | null; fields: Record<string, string> },
): OrderVerb {
  return {
    verb,
    refusal: decision.ok ? null : decision.reason,
    detail: decision.ok ? null : (decision.detail ?? null),
    amount: about.amount && toAmountView(about.amount),
    fields: about.fields,
  };
}
