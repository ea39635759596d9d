import { newId } from "@/lib/db/new-id";
import { requestAttempt } from "@/lib/db/stores/attempt-store";
import { toDate } from "@/lib/db/to-domain";
import { decideRenew, type RenewPlan, type RenewRefusal } from "@/lib/payments/renewing";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { RetryBar } from "@/lib/payments/retry-budget";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { requestAuthorization } from "../order/confirm-order";
import { barredChargesOf } from "./barred-charges";

export type RenewHoldRefusal = OrderMissing | RenewRefusal;

/**
 * Exchanges a hold for a new one (X04). This asks for the new one only; the old one stays until the gateway has said yes and is released in the very
 * transaction that records it, so a refusal or a killed process leaves the order covered by what it had (AE-6, I15).
 */
export async function renewHold(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  input: { readonly authorizationId: string },
): Promise<Result<{ attemptIds: string[] }, RenewHoldRefusal>> {
  return changeOrder(context, key, async (scope): Promise<Result<{ attemptIds: string[] }, RenewRefusal>> => {
    const plan = decideRenew(scope.order, input.authorizationId, scope.tx.now);
    if (!plan.ok) return refused(plan.reason, plan.detail);
    const bar = await barOfRenewal(scope, plan.value);
    if (bar) return refused(bar);
    return ok({ attemptIds: [await requestRenewal(scope, plan.value)] });
  });
}

/** A gateway that renews puts nothing before the card's bank; a new hold does. */
export async function barOfRenewal(scope: OrderChange, plan: RenewPlan): Promise<RetryBar | undefined> {
  return plan.way === "renew" ? undefined : (await barredChargesOf(scope, [plan])).get(plan.paymentMethodId);
}

/** Inside a change that is already open: the new hold as asked for, with the call that asks, and both in the history. */
export async function requestRenewal(scope: OrderChange, plan: RenewPlan): Promise<string> {
  const attemptId =
    plan.way === "renew" ? await requestAtGateway(scope, plan) : await requestAuthorization(scope, plan);
  if (attemptId === undefined) throw new Error(`payment method ${plan.paymentMethodId} has no token to charge`);
  const facts = {
    way: plan.way,
    replacesId: plan.replacesId,
    paymentMethodId: plan.paymentMethodId,
    amountMinor: plan.amount.amountMinor.toString(),
    currency: plan.amount.currency,
  };
  await scope.event("renewal_requested", facts);
  await scope.audit("payment.renewal_requested", { after: { attemptId, ...facts } });
  return attemptId;
}

async function requestAtGateway({ tx, order, author }: OrderChange, plan: RenewPlan): Promise<string> {
  const [old] = await tx.select("authorizations", { storeId: order.storeId, id: plan.replacesId });
  const reference = old?.originalReference ?? old?.gatewayReference;
  if (!old || !reference) throw new Error(`hold ${plan.replacesId} has no gateway reference`);
  const authorizationId = newId("aut");
  await tx.insert("authorizations", {
    storeId: order.storeId,
    id: authorizationId,
    orderId: order.id,
    paymentMethodId: plan.paymentMethodId,
    gateway: old.gateway,
    initiator: plan.initiator,
    status: "requested",
    amountMinor: plan.amount.amountMinor,
    currency: plan.amount.currency,
    requestedAt: toDate(tx.now),
    replacesId: plan.replacesId,
    originalReference: reference,
  });
  return requestAttempt(tx, author, {
    operation: "renew",
    request: { authorizationReference: reference, amount: plan.amount },
    orderId: order.id,
    orderNumber: order.orderNumber,
    gateway: old.gateway,
    obligation: plan.obligation,
    amount: plan.amount,
    subjects: { paymentMethodId: plan.paymentMethodId, authorizationId },
  });
}
