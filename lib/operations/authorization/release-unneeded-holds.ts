import { recordEvent } from "@/lib/db/stores/history-store";
import type { Authorization } from "@/lib/payments/authorization";
import { isSuperseded } from "@/lib/payments/holds";
import { needlessHolds } from "@/lib/payments/paying-ahead";
import { holdsToRelease } from "@/lib/payments/renewing";
import type { OrderChange } from "../change-order";
import { requestVoid } from "./request-void";

type Scope = Pick<OrderChange, "tx" | "order" | "author">;

/**
 * Asks for the release of every hold that stands for nothing any more: the second step of a swap, and what becomes of an authorization that came in
 * after its order was cancelled or replaced (I8, I9, X04). Safe to repeat: a release under way is not asked for again.
 */
export async function releaseUnneededHolds(scope: Scope): Promise<void> {
  for (const hold of holdsToRelease(scope.order, scope.tx.now)) {
    const attemptId = await requestVoid(scope, hold);
    if (attemptId === undefined) continue;
    const why = isSuperseded(scope.order, hold, scope.tx.now) ? "replaced" : "order_closed";
    await recordRelease(scope, hold, why);
  }
}

/** The order was paid ahead: holds that nothing of what is still due needs go back to the customer (I8). */
export async function releaseNeedlessHolds(scope: Scope): Promise<void> {
  for (const hold of needlessHolds(scope.order, scope.tx.now)) {
    const attemptId = await requestVoid(scope, hold);
    if (attemptId !== undefined) await recordRelease(scope, hold, "paid_ahead");
  }
}

/** A call that was in flight when the order was stopped for fraud has brought a hold: it goes back at once (I14). */
export async function reverseHold(scope: Scope, hold: Authorization): Promise<void> {
  const attemptId = await requestVoid(scope, hold);
  if (attemptId !== undefined) await recordRelease(scope, hold, "fraud_stop");
}

function recordRelease({ tx, order, author }: Scope, hold: Authorization, why: string): Promise<void> {
  return recordEvent(tx, author, order.id, "release_requested", {
    authorizationId: hold.id,
    paymentMethodId: hold.paymentMethodId,
    amountMinor: hold.amount.amountMinor.toString(),
    currency: hold.amount.currency,
    why,
  });
}
