import { requestAttempt } from "@/lib/db/stores/attempt-store";
import type { Authorization } from "@/lib/payments/authorization";
import { type AuthorizePart, authorizeObligation } from "@/lib/payments/authorizing";
import { raisableHold } from "@/lib/payments/increasing";
import { add } from "@/lib/payments/money";
import type { OrderChange } from "../change-order";
import { requestAuthorization } from "../order/confirm-order";

/** Inside a change that is already open: asks for a part of what an order lacks the cheapest way, by raising a hold where its gateway can, else by a new one. */
export async function requestCover(scope: OrderChange, part: AuthorizePart): Promise<string | undefined> {
  const hold = raisableHold(scope.order, part, scope.tx.now);
  return hold === undefined ? requestAuthorization(scope, part) : requestIncrease(scope, hold, part);
}

async function requestIncrease(
  { tx, order, author, event }: OrderChange,
  hold: Authorization,
  { amount, paymentMethodId }: AuthorizePart,
): Promise<string> {
  const attemptId = await requestAttempt(tx, author, {
    operation: "increase",
    request: { authorizationReference: hold.gatewayReference ?? "", newTotal: add(hold.amount, amount) },
    orderId: order.id,
    orderNumber: order.orderNumber,
    gateway: hold.gateway,
    obligation: authorizeObligation(order.id, paymentMethodId),
    amount,
    subjects: { paymentMethodId, authorizationId: hold.id },
  });
  await event("increase_requested", { amountMinor: amount.amountMinor.toString(), currency: amount.currency });
  return attemptId;
}
