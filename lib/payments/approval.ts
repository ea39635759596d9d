import { isPossibleAt, stepDetail } from "./amount-step";
import { type ApprovalEvent, type ApprovalStatus, approvalTransitions, isLiveApproval } from "./approval-state";
import { isExpiringSoon } from "./authorization-window";
import { capturedOf, coverageOf } from "./coverage";
import type { GatewayName } from "./gateway";
import { holdRest } from "./holds";
import type { ApprovalRequestId } from "./ids";
import { DAY_MS, type Instant } from "./instant";
import { missingCover } from "./missing-cover";
import { atLeastZero, compare, isPositive, isZero, type Money, subtract, sum, zero } from "./money";
import type { ApprovalRequest, Order } from "./order";
import { ok, type Result, refused } from "./result";
import { nextStatus } from "./transition-table";

export type ApprovalNeedReason = "price_rise" | "zero_price_quote" | "authorization_expired";
export type ApprovalNeed =
  | { readonly needed: false }
  | {
      readonly needed: true;
      readonly reason: ApprovalNeedReason;
      readonly amount: Money;
      readonly previousAmount: Money;
      readonly difference: Money;
    };

/**
 * Whether the customer must agree (again) before money moves, for the order's total or a new one. A rise above the approved total does, and a
 * price where nothing or zero was quoted always does (H06 to H08); a fall does not (H33); a draft has not been agreed to yet. An expired
 * hold that nothing replaces needs a new consent to the same amount (H21, H24). `difference` = amount - previousAmount.
 */
export function approvalNeed(order: Order, newTotal: Money = order.total): ApprovalNeed {
  const price = priceApprovalNeed(order, newTotal);
  return price.needed || !lacksCoverAfterExpiry(order, newTotal)
    ? price
    : need("authorization_expired", order, newTotal);
}

/** The price half of `approvalNeed`: what blocks a shipment and a capture (H14, I13). */
export function priceApprovalNeed(order: Order, newTotal: Money = order.total): ApprovalNeed {
  if (order.approvedTotal === null || compare(newTotal, order.approvedTotal) <= 0) return { needed: false };
  return need(isZero(order.approvedTotal) ? "zero_price_quote" : "price_rise", order, newTotal);
}

export type RequestApprovalInput = {
  /** The address that the mail would go to; null where none is on record. */
  readonly email: string | null;
  /** The customer is told by other means: no address is needed. */
  readonly isWithoutMail?: boolean;
  /** Holds that end within this time may be renewed by asking. Default: three days. */
  readonly soonMs?: number;
};
export type RequestApprovalRefusal =
  | "order_closed"
  | "order_fraud_stopped"
  | "nothing_to_approve"
  | "no_email"
  | "amount_not_possible"
  | "capture_in_progress"
  | "approval_in_progress";
export type ApprovalPlan = {
  readonly amount: Money;
  readonly previousAmount: Money;
  readonly difference: Money;
  /** The request whose link dies with the new one (H30). */
  readonly replaces: ApprovalRequestId | null;
  /** Something was shipped, so approving must keep this order; it cannot be replaced by a new one. */
  readonly mustKeepOrder: boolean;
};

/**
 * Whether the customer may be asked to approve the order's total now (H24). Something must be open: a price to agree to, money that is
 * missing or only on paper, or a hold about to end. Refuses on a closed or fraud-stopped order (I14), without an address, and while a
 * capture or the customer's own approval is under way, and where neither the total nor what is missing of it could be paid on the page (CU-2).
 */
export function decideRequestApproval(
  order: Order,
  now: Instant,
  input: RequestApprovalInput,
): Result<ApprovalPlan, RequestApprovalRefusal> {
  if (isClosed(order)) return refused("order_closed");
  if (order.isFraudStopped) return refused("order_fraud_stopped");
  if (order.approval?.status === "approving") return refused("approval_in_progress");
  if (order.openAttempts.some(({ operation }) => operation === "capture" || operation === "authorize_and_capture")) {
    return refused("capture_in_progress");
  }
  const soonMs = input.soonMs ?? 3 * DAY_MS;
  if (!hasSomethingToApprove(order, now, soonMs)) return refused("nothing_to_approve");
  if (!input.isWithoutMail && (input.email === null || input.email.trim() === "")) return refused("no_email");
  const wanted = [order.total, missingCover(order, now, soonMs).missing];
  if (wanted.every((amount) => !isPossibleAt(pageGateway, amount)))
    return refused("amount_not_possible", stepDetail(pageGateway, order.total.currency));
  const previousAmount = order.approvedTotal ?? zero(order.total.currency);
  return ok({
    amount: order.total,
    previousAmount,
    difference: subtract(order.total, previousAmount),
    replaces: order.approval !== null && isLiveApproval(order.approval.status) ? order.approval.id : null,
    mustKeepOrder: order.releases.some((release) => release.status === "shipped"),
  });
}

/** Where the customer's page holds another card. What it counts too coarsely for, no other way of the page could take. */
export const pageGateway = "stripe" satisfies GatewayName;

export type ApproveRefusal =
  | "link_expired"
  | "link_replaced"
  | "link_withdrawn"
  | "already_approved"
  | "amount_changed"
  | "order_fraud_stopped"
  | "order_closed"
  | "approval_in_progress";
export type ApprovedTerms = { readonly amount: Money; readonly previousAmount: Money; readonly difference: Money };

/**
 * Whether the customer's submit may take effect. `shownAmount` is what the submitted page showed: if the order's total or the request's
 * amount is another by now, nothing is charged and the page shows the new one (I13). Only the newest link works (H30).
 */
export function decideApprove(
  order: Order,
  request: ApprovalRequest,
  shownAmount: Money,
  now: Instant,
): Result<ApprovedTerms, ApproveRefusal> {
  const reason = linkRefusal(order, request, now);
  if (reason !== undefined) return refused(reason);
  if (isClosed(order)) return refused("order_closed");
  if (order.isFraudStopped) return refused("order_fraud_stopped");
  if (!isSame(shownAmount, request.amount) || !isSame(request.amount, order.total)) return refused("amount_changed");
  const { amount, previousAmount } = request;
  return ok({ amount, previousAmount, difference: subtract(amount, previousAmount) });
}

/** An address as staff may see it in lists and logs: first letter and domain. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at < 1 ? "***" : `${[...email][0]}***${email.slice(at)}`;
}

/** Next status of a request, or undefined where the event may not happen. */
export function approvalNextStatus(status: ApprovalStatus, event: ApprovalEvent): ApprovalStatus | undefined {
  return nextStatus<ApprovalStatus, ApprovalEvent>(approvalTransitions, status, event);
}

/** Where a replaced request stands once the one that replaced it was taken back unsent: as far as its customer had come. */
export function revivedStatus({ sentAt, openedAt }: Pick<ApprovalRequest, "sentAt" | "openedAt">): ApprovalStatus {
  const happened: ApprovalEvent[] = ["revived"];
  if (sentAt !== null) happened.push("mail_sent");
  if (openedAt !== null) happened.push("opened");
  return happened.reduce<ApprovalStatus>((status, event) => approvalNextStatus(status, event) ?? status, "replaced");
}

function need(reason: ApprovalNeedReason, order: Order, amount: Money): ApprovalNeed {
  const previousAmount = order.approvedTotal ?? amount;
  return { needed: true, reason, amount, previousAmount, difference: subtract(amount, previousAmount) };
}

/** Without a clock: the sweep has marked the hold expired, and what is still authorized does not make up the rest. */
function lacksCoverAfterExpiry(order: Order, total: Money): boolean {
  if (order.approvedTotal === null || isClosed(order)) return false;
  const held = order.authorizations.filter((hold) => hold.status === "authorized").map(holdRest);
  const due = atLeastZero(subtract(total, capturedOf(order)));
  const isShort = compare(sum(total.currency, held), due) < 0;
  return isShort && order.authorizations.some((hold) => hold.status === "expired");
}

function isClosed(order: Order): boolean {
  return order.status === "cancelled" || order.status === "replaced" || order.status === "completed";
}

/** Whether there is anything that the customer could still agree to: a price, missing money, or a hold about to end. */
export function hasSomethingToApprove(order: Order, now: Instant, soonMs: number): boolean {
  if (approvalNeed(order).needed) return true;
  const { uncovered, onPaper } = coverageOf(order, now);
  if (isPositive(uncovered) || isPositive(onPaper)) return true;
  return order.authorizations.some((hold) => isExpiringSoon(hold, now, soonMs));
}

function linkRefusal(order: Order, request: ApprovalRequest, now: Instant): ApproveRefusal | undefined {
  if (request.status === "approved") return "already_approved";
  if (request.status === "approving") return "approval_in_progress";
  if (request.status === "replaced" || (order.approval !== null && order.approval.id !== request.id)) {
    return "link_replaced";
  }
  if (request.status === "withdrawn" || request.status === "declined") return "link_withdrawn";
  if (request.status === "expired" || request.expiresAt <= now) return "link_expired";
  return undefined;
}

function isSame(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.amountMinor === b.amountMinor;
}
