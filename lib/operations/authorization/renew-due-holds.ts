import { decideRenew, renewsItselfAt } from "@/lib/payments/renewing";
import type { OrderChange } from "../change-order";
import { barOfRenewal, requestRenewal } from "./renew-hold";

/** What the store lets the house do without a person: exchange holds that would end before the goods can leave (X02). At most one per way to pay. */
export async function renewDueHolds(scope: OrderChange): Promise<void> {
  const { tx, order, loaded } = scope;
  const asked = new Set<string>();
  for (const hold of order.authorizations) {
    const at = renewsItselfAt(order, hold, tx.now, loaded.renewal);
    if (at === null || at > tx.now || asked.has(hold.paymentMethodId)) continue;
    const plan = decideRenew(order, hold.id, tx.now);
    if (!plan.ok || (await barOfRenewal(scope, plan.value))) continue;
    await requestRenewal(scope, plan.value);
    asked.add(hold.paymentMethodId);
  }
}
