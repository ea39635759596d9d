import { requestAttempt } from "@/lib/db/stores/attempt-store";
import type { Authorization } from "@/lib/payments/authorization";
import { decideVoid } from "@/lib/payments/voiding";
import type { OrderChange } from "../change-order";

/**
 * Asks the gateway to release a hold: the one road for cancel, swap and replacement (PR-4). Undefined where nothing is to be released, or where a
 * call about this hold has no answer yet.
 */
export async function requestVoid(
  { tx, order, author }: Pick<OrderChange, "tx" | "order" | "author">,
  hold: Authorization,
): Promise<string | undefined> {
  const decision = decideVoid(hold, order.openAttempts);
  if (!decision.ok) return undefined;
  const [row] = await tx.select("authorizations", { storeId: order.storeId, id: hold.id });
  const reference = row?.originalReference ?? row?.gatewayReference;
  if (!reference) return undefined;
  await tx.rows(
    "UPDATE authorizations SET status = 'void_requested', version = version + 1 WHERE store_id = $1 AND id = $2 AND status = 'authorized'",
    [order.storeId, hold.id],
  );
  return requestAttempt(tx, author, {
    operation: "void",
    request: { authorizationReference: reference },
    orderId: order.id,
    orderNumber: order.orderNumber,
    gateway: hold.gateway,
    obligation: decision.value.obligation,
    amount: decision.value.amount,
    subjects: { authorizationId: hold.id, paymentMethodId: hold.paymentMethodId },
  });
}
