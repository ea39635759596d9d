import { loadOfferedInstruments } from "@/lib/db/stores/instrument-store";
import { toMoney } from "@/lib/db/to-domain";
import { isPossibleAt, stepDetail } from "@/lib/payments/amount-step";
import { type ApproveRefusal, decideApprove } from "@/lib/payments/approval";
import { type ApprovalStatus, isLiveApproval } from "@/lib/payments/approval-state";
import { HOUR_MS } from "@/lib/payments/instant";
import { missingCover } from "@/lib/payments/missing-cover";
import { isPositive, type Money } from "@/lib/payments/money";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { requestAuthorization } from "../order/confirm-order";
import { settleOrder } from "../order/settle-order";
import { preparePayableOrder } from "../replacement/payable-order";
import { mayTry, type TooManyTries } from "./approval-limits";
import type { ApproveAnswer } from "./approve-answer";
import {
  type ApprovalChange,
  type ApprovalMissing,
  changeApproval,
  moveRequest,
  toApprovalRequest,
  updateRequest,
} from "./change-approval";
import { anotherCard, chooseMethod, payPal } from "./choose-method";
import { continueApproval } from "./continue-approval";
import { closeHostedPages } from "./end-approval";
import { openHostedPage } from "./open-hosted-page";

export type ApproveInput = {
  readonly approvalRequestId: string;
  /** `another_card`, `paypal`, or the value of one of the offered instruments. */
  readonly method: string;
  /** What the page that was submitted showed (I13). */
  readonly shownAmount: Money;
};
export type ApproveRequestRefusal =
  | ApproveRefusal
  | ApprovalMissing
  | TooManyTries
  | "unknown_method"
  | "amount_not_possible"
  | "authorize_in_progress";

/**
 * The customer agrees (H10, H27). With a saved card the new amount is asked for in the background; with another card the gateway's own page is opened. In one
 * transaction under the order's lock, so that of two submits one wins and the other hears that it is under way. Nothing is charged here.
 */
export async function approveRequest(
  context: OperationContext,
  input: ApproveInput,
): Promise<Result<ApproveAnswer, ApproveRequestRefusal>> {
  return changeApproval(
    context,
    input.approvalRequestId,
    async (scope): Promise<Result<ApproveAnswer, ApproveRequestRefusal>> => {
      await takeShownTerms(scope, input.shownAmount);
      const terms = decideApprove(scope.order, toApprovalRequest(scope.request), input.shownAmount, scope.tx.now);
      if (!terms.ok) return refused(terms.reason, terms.detail);
      const limits = await mayTry(scope);
      if (!limits.ok) return refused(limits.reason);
      if (input.method === "another_card") return openHostedPage(scope, anotherCard);
      if (input.method === "paypal") return payAtPaypal(scope);
      return payWithSaved(scope, input.method);
    },
  );
}

/**
 * The price moved after the mail, and the page that was submitted showed the new total: the customer has seen and agreed to that one, so the request takes it
 * over. A page that still showed the old total is refused by `decideApprove` (I13).
 */
async function takeShownTerms(scope: ApprovalChange, shown: Money): Promise<void> {
  const { order, request, loaded } = scope;
  const hasMoved = request.amountMinor !== order.total.amountMinor;
  const isSeen = shown.amountMinor === order.total.amountMinor && shown.currency === order.total.currency;
  if (!hasMoved || !isSeen || !isLiveApproval(request.status as ApprovalStatus) || request.status === "approving")
    return;
  await scope.event("approval_terms_renewed", {
    approvalRequestId: request.id,
    beforeMinor: request.amountMinor.toString(),
    afterMinor: order.total.amountMinor.toString(),
    currency: request.currency,
  });
  await updateRequest(scope, { amountMinor: order.total.amountMinor, revision: loaded.row.revision });
}

async function payAtPaypal(scope: ApprovalChange): Promise<Result<ApproveAnswer, ApproveRequestRefusal>> {
  const { storeId } = scope.request;
  const [type] = await scope.tx.select("payment_types", { storeId, kind: payPal.kind, isEnabled: true });
  return type ? openHostedPage(scope, payPal) : refused("unknown_method");
}

async function payWithSaved(
  scope: ApprovalChange,
  value: string,
): Promise<Result<ApproveAnswer, ApproveRequestRefusal>> {
  const { tx, request, loaded, author, store } = scope;
  const chosen = (await loadOfferedInstruments(tx, loaded.row)).find((instrument) => instrument.value === value);
  if (!chosen) return refused("unknown_method");
  const { payable, paymentMethodId } = await chooseMethod(scope, await preparePayableOrder(scope), chosen);
  if (payable.order.openAttempts.some(({ operation }) => operation === "authorize"))
    return refused("authorize_in_progress");
  const { missing } = missingCover(payable.order, tx.now, store.expiringSoonHours * HOUR_MS);
  if (!isPossibleAt(chosen.gateway, missing))
    return refused("amount_not_possible", stepDetail(chosen.gateway, missing.currency));
  if (
    !(await moveRequest(scope, "approval_started", {
      failureReason: null,
      successorId: successorIdOf(scope, payable.row.id),
    }))
  )
    return refused("approval_in_progress");
  await closeHostedPages(scope, request.id);
  const attemptIds: string[] = [];
  if (isPositive(missing)) {
    const part = { paymentMethodId, amount: missing, initiator: "customer", replacesId: null } as const;
    const attemptId = await requestAuthorization({ tx, author, order: payable.order }, part, request.id);
    if (attemptId === undefined) return refused("unknown_method");
    attemptIds.push(attemptId);
  } else await continueApproval(tx, request.storeId, request.id);
  if (payable.row.id !== scope.order.id) await settleOrder(tx, request.storeId, payable.row.id);
  await recordStart(scope, "saved_card");
  const onChallenge = chosen.kind === "paypal" ? "paypal" : "another_card";
  return ok({ kind: "authorizing", attemptIds, onChallenge });
}

export function successorIdOf({ order }: Pick<ApprovalChange, "order">, payableId: string): string | null {
  return payableId === order.id ? null : payableId;
}

export async function recordStart(scope: ApprovalChange, method: "saved_card" | "hosted_page"): Promise<void> {
  const { request } = scope;
  const amount = toMoney(request.amountMinor, request.currency);
  const data = {
    approvalRequestId: request.id,
    amountMinor: amount.amountMinor.toString(),
    currency: amount.currency,
    method,
  };
  await scope.event("approval_started", data);
  await scope.audit("approval.given", { after: data });
}
