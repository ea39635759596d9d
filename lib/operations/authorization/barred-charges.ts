import { loadCredentialTries, loadStoreLimits } from "@/lib/db/stores/retry-store";
import type { PaymentMethodId } from "@/lib/payments/ids";
import type { Money } from "@/lib/payments/money";
import { type RetryBar, retryBar } from "@/lib/payments/retry-budget";
import type { OrderChange } from "../change-order";

/** Which of these charges without the customer the networks forbid, or the house has no tries left for (FD-1, X07). */
export async function barredChargesOf(
  { tx, order }: Pick<OrderChange, "tx" | "order">,
  charges: readonly { readonly paymentMethodId: PaymentMethodId; readonly amount: Money }[],
): Promise<Map<PaymentMethodId, RetryBar>> {
  const barred = new Map<PaymentMethodId, RetryBar>();
  if (charges.length === 0) return barred;
  const ids = charges.map(({ paymentMethodId }) => paymentMethodId);
  const tries = await loadCredentialTries(tx, order.storeId, ids, tx.now);
  const limits = await loadStoreLimits(tx, order.storeId, tx.now);
  for (const { paymentMethodId, amount } of charges) {
    const brand = order.methods.find((each) => each.id === paymentMethodId)?.brand ?? null;
    const bar = retryBar(brand, tries.get(paymentMethodId) ?? [], amount, tx.now, limits);
    if (bar !== null) barred.set(paymentMethodId, bar);
  }
  return barred;
}
