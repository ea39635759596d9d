import { settings } from "@/lib/config/env";
import { newId } from "@/lib/db/new-id";
import { requestAttempt } from "@/lib/db/stores/attempt-store";
import { type Instrument, loadOfferedInstruments } from "@/lib/db/stores/instrument-store";
import { toDate } from "@/lib/db/to-domain";
import { isPossibleAt, stepDetail } from "@/lib/payments/amount-step";
import { HOUR_MS, type Instant, later, MINUTE_MS, toInstant } from "@/lib/payments/instant";
import { missingCover } from "@/lib/payments/missing-cover";
import { isPositive } from "@/lib/payments/money";
import { ok, type Result, refused } from "@/lib/payments/result";
import { needsLongHold } from "../authorization/needs-long-hold";
import { settleOrder } from "../order/settle-order";
import { preparePayableOrder } from "../replacement/payable-order";
import type { ApproveAnswer } from "./approve-answer";
import type { ApprovalChange } from "./change-approval";
import { chooseMethod } from "./choose-method";

export type OpenHostedPageRefusal = "authorize_in_progress" | "already_approved" | "amount_not_possible";

/** Asks the gateway for its own page, on which the customer gives another card, passes the bank's challenge or agrees at PayPal. The request stays open until money came. */
export async function openHostedPage(
  scope: ApprovalChange,
  instrument: Instrument,
): Promise<Result<ApproveAnswer, OpenHostedPageRefusal>> {
  const { tx, order, loaded, request, author, store } = scope;
  const { storeId } = request;
  const prepared = await preparePayableOrder(scope);
  const { missing } = missingCover(prepared.order, tx.now, store.expiringSoonHours * HOUR_MS);
  if (!isPositive(missing)) return refused("already_approved");
  if (!isPossibleAt(instrument.gateway, missing))
    return refused("amount_not_possible", stepDetail(instrument.gateway, missing.currency));
  if (prepared.order.openAttempts.some(({ operation }) => operation === "authorize"))
    return refused("authorize_in_progress");

  const open = await tx.select("hosted_sessions", { storeId, approvalRequestId: request.id }, { lock: true });
  const known = open.find(
    (session) =>
      (session.status === "requested" || session.status === "open") &&
      session.gateway === instrument.gateway &&
      session.amountMinor === missing.amountMinor &&
      session.expiresAt.getTime() > later(tx.now, MINUTE_MS),
  );
  if (known)
    return ok({ kind: "hosted_page", hostedSessionId: known.id, attemptIds: await openingAttempts(scope, known.id) });

  const customerToken =
    (await loadOfferedInstruments(tx, loaded.row)).find(
      (each) => each.gateway === instrument.gateway && each.customerToken,
    )?.customerToken ?? null;
  const { payable, paymentMethodId } = await chooseMethod(scope, prepared, { ...instrument, customerToken });
  const sessionId = newId("hps");
  const expiresAt = pageEnd(tx.now, toInstant(request.expiresAt.getTime()));
  await tx.insert("hosted_sessions", {
    storeId,
    id: sessionId,
    orderId: payable.row.id,
    approvalRequestId: request.id,
    paymentMethodId,
    gateway: instrument.gateway,
    status: "requested",
    amountMinor: missing.amountMinor,
    currency: missing.currency,
    createdAt: toDate(tx.now),
    expiresAt: toDate(expiresAt),
  });
  const [account] = await tx.select("accounts", { storeId, id: loaded.row.accountId });
  const attemptId = await requestAttempt(tx, author, {
    operation: "open_hosted_page",
    request: {
      amount: missing,
      isLong: await needsLongHold(tx, order, { ...instrument, initiator: "customer" }),
      description: `${store.name}, order ${order.orderNumber}`,
      customerToken,
      email: null,
      successUrl: `${settings().appUrl}/pay/return?session=${sessionId}`,
      cancelUrl: `${settings().appUrl}/pay?show=methods&error=cancelled&session=${sessionId}`,
      expiresAt,
      locale: account?.locale ?? store.locale,
    },
    orderId: payable.row.id,
    orderNumber: payable.row.orderNumber,
    gateway: instrument.gateway,
    obligation: `open:${sessionId}`,
    amount: missing,
    subjects: { paymentMethodId, approvalRequestId: request.id, hostedSessionId: sessionId },
  });
  if (payable.row.id !== order.id) await settleOrder(tx, storeId, payable.row.id);
  await scope.event("hosted_page_requested", { approvalRequestId: request.id, hostedSessionId: sessionId });
  return ok({ kind: "hosted_page", hostedSessionId: sessionId, attemptIds: [attemptId] });
}

async function openingAttempts({ tx, request }: ApprovalChange, hostedSessionId: string): Promise<string[]> {
  const attempts = await tx.select("attempts", {
    storeId: request.storeId,
    hostedSessionId,
    operation: "open_hosted_page",
  });
  return attempts.map((attempt) => attempt.id);
}

/** Stripe keeps a page between 30 minutes and 24 hours; ours ends with the link where those bounds allow it. */
function pageEnd(now: Instant, linkEnd: Instant): Instant {
  return toInstant(Math.min(Math.max(linkEnd, later(now, 31 * MINUTE_MS)), later(now, 23 * HOUR_MS)));
}
