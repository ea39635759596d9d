import { type AuthorizeRefusal, decideAuthorize } from "@/lib/payments/authorizing";
import { sum } from "@/lib/payments/money";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { RetryBar } from "@/lib/payments/retry-budget";
import { barredChargesOf } from "../authorization/barred-charges";
import { requestCover } from "../authorization/request-cover";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type AuthorizeOrderRefusal =
  | OrderMissing
  | AuthorizeRefusal
  | "payment_token_missing"
  | "order_not_confirmed"
  | RetryBar;

/**
 * Asks the saved ways to pay for the holds that a live order lacks, as after an expiry (H21, X04). The customer is not there, so never for more
 * than they have agreed to (I13).
 */
export async function authorizeOrder(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
): Promise<Result<{ attemptIds: string[] }, AuthorizeOrderRefusal>> {
  return changeOrder(context, key, async (scope): Promise<Result<{ attemptIds: string[] }, AuthorizeOrderRefusal>> => {
    const { order, tx, event, audit } = scope;
    if (order.status === "draft" || order.status === "proposed") return refused("order_not_confirmed");
    const plan = decideAuthorize(order, tx.now, { initiator: "merchant" });
    if (!plan.ok) return refused(plan.reason, plan.detail);
    const [bar] = (await barredChargesOf(scope, plan.value.parts)).values();
    if (bar) return refused(bar);
    const attemptIds: string[] = [];
    for (const part of plan.value.parts) {
      const attemptId = await requestCover(scope, part);
      if (attemptId === undefined) return refused("payment_token_missing");
      attemptIds.push(attemptId);
    }
    const { currency } = order.total;
    const amount = sum(
      currency,
      plan.value.parts.map((part) => part.amount),
    );
    await event("authorize_requested", { amountMinor: amount.amountMinor.toString(), currency });
    await audit("payment.authorize_requested", { after: { attemptIds } });
    return ok({ attemptIds });
  });
}
