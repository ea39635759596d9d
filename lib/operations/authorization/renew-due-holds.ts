import { loadStore } from "@/lib/db/stores/store-store";
import { DAY_MS, HOUR_MS } from "@/lib/payments/instant";
import { decideRenew, renewsItselfAt } from "@/lib/payments/renewing";
import type { OrderChange } from "../change-order";
import { barOfRenewal, requestRenewal } from "./renew-hold";

/** What the store lets the house do without a person: exchange holds that would end before the goods can leave (X02). At most one per way to pay. */
export async function renewDueHolds(scope: OrderChange): Promise<void> {
  const { tx, order } = scope;
  const store = await loadStore(tx, order.storeId);
  const policy = {
    beforeEndMs: store.autoRenewHours === null ? null : store.autoRenewHours * HOUR_MS,
    beforeShipMs: store.autoRenewShipDays === null ? null : store.autoRenewShipDays * DAY_MS,
  };
  const asked = new Set<string>();
  for (const hold of order.authorizations) {
    const at = renewsItselfAt(order, hold, tx.now, policy);
    if (at === null || at > tx.now || asked.has(hold.paymentMethodId)) continue;
    const plan = decideRenew(order, hold.id, tx.now);
    if (!plan.ok || (await barOfRenewal(scope, plan.value))) continue;
    await requestRenewal(scope, plan.value);
    asked.add(hold.paymentMethodId);
  }
}
