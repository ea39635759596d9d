import { newId } from "@/lib/db/new-id";
import { requestAttempt } from "@/lib/db/stores/attempt-store";
import { toDate } from "@/lib/db/to-domain";
import { isComplete } from "@/lib/payments/allocation";
import { type AuthorizePart, authorizeObligation, decideAuthorize, decideConfirm } from "@/lib/payments/authorizing";
import { ok, type Result, refused } from "@/lib/payments/result";
import { needsLongHold } from "../authorization/needs-long-hold";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { writeConfirmation } from "./confirm-when-covered";

export type ConfirmOrderRefusal =
  | OrderMissing
  | "already_confirmed"
  | "order_closed"
  | "order_fraud_stopped"
  | "authorize_in_progress"
  | "no_method"
  | "amount_not_possible"
  | "not_covered"
  | "payment_token_missing";

export type ConfirmAnswer = {
  readonly orderId: string;
  readonly isConfirmed: boolean;
  readonly attemptIds: readonly string[];
};

/**
 * Asks for every authorization that the order still needs, and confirms it at once where nothing is missing (S40). Otherwise the worker confirms when
 * the last hold has come in; the caller may wait for `attemptIds`.
 */
export async function confirmOrder(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
): Promise<Result<ConfirmAnswer, ConfirmOrderRefusal>> {
  return changeOrder(context, key, async (scope): Promise<Result<ConfirmAnswer, ConfirmOrderRefusal>> => {
    const { order, tx, loaded } = scope;
    const already = decideConfirm(order, tx.now);
    if (already.ok) {
      await writeConfirmation(scope, already.value);
      return ok({ orderId: order.id, isConfirmed: true, attemptIds: [] });
    }
    if (already.reason === "already_confirmed" || already.reason === "order_closed") return refused(already.reason);
    const plan = decideAuthorize(order, tx.now, { initiator: "customer" });
    if (!plan.ok) return refused(plan.reason === "nothing_to_authorize" ? "not_covered" : plan.reason, plan.detail);
    if (plan.value.uncovered.amountMinor > 0n)
      return refused("not_covered", plan.value.uncovered.amountMinor.toString());
    await tx.update("orders", { storeId: order.storeId, id: order.id }, { confirmRequestedAt: toDate(tx.now) });
    const attemptIds: string[] = [];
    for (const part of plan.value.parts) {
      const attemptId = await requestAuthorization(scope, part);
      if (attemptId === undefined) return refused("payment_token_missing");
      attemptIds.push(attemptId);
    }
    await scope.audit("order.confirm_requested", {
      after: { attempts: attemptIds.length, version: loaded.row.version },
    });
    return ok({ orderId: order.id, isConfirmed: false, attemptIds });
  });
}

/** Writes one hold as asked for, with the attempt that will ask for it. Undefined where the method has no token to charge. */
export async function requestAuthorization(
  { tx, order, author }: Pick<OrderChange, "tx" | "order" | "author">,
  part: AuthorizePart,
  approvalRequestId: string | null = null,
): Promise<string | undefined> {
  const method = order.methods.find((each) => each.id === part.paymentMethodId);
  if (!method || !isComplete(method)) return undefined;
  const authorizationId = newId("aut");
  await tx.insert("authorizations", {
    storeId: order.storeId,
    id: authorizationId,
    orderId: order.id,
    paymentMethodId: method.id,
    gateway: method.gateway,
    initiator: part.initiator,
    status: "requested",
    amountMinor: part.amount.amountMinor,
    currency: part.amount.currency,
    requestedAt: toDate(tx.now),
    replacesId: part.replacesId,
  });
  return requestAttempt(tx, author, {
    operation: "authorize",
    request: {
      amount: part.amount,
      instrument: { kind: method.kind, token: method.token ?? "", customerToken: method.customerToken },
      initiator: part.initiator,
      isLong: await needsLongHold(tx, order, { ...method, initiator: part.initiator }),
    },
    orderId: order.id,
    orderNumber: order.orderNumber,
    gateway: method.gateway,
    obligation: authorizeObligation(order.id, method.id),
    amount: part.amount,
    subjects: { paymentMethodId: method.id, authorizationId, approvalRequestId },
  });
}
