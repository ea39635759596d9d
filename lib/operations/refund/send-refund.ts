import { requestAttempt } from "@/lib/db/stores/attempt-store";
import type { Author } from "@/lib/db/stores/history-store";
import type { RefundableRow } from "@/lib/db/stores/lineage-store";
import type { Tx } from "@/lib/db/transaction";
import type { Money } from "@/lib/payments/money";

/** Writes the call that gives one part back; its amount is reserved on the capture already. */
export function sendRefund(
  tx: Tx,
  author: Author,
  { refundId, capture, amount }: { refundId: string; capture: RefundableRow; amount: Money },
): Promise<string> {
  if (capture.gatewayReference === null) throw new Error(`capture ${capture.id} has no gateway reference`);
  return requestAttempt(tx, author, {
    operation: "refund",
    request: { amount, captureReference: capture.gatewayReference },
    orderId: capture.orderId,
    orderNumber: capture.orderNumber,
    gateway: capture.gateway,
    obligation: refundObligation(refundId),
    amount,
    subjects: {
      refundId,
      captureId: capture.id,
      invoiceId: capture.invoiceId,
      authorizationId: capture.authorizationId,
      paymentMethodId: capture.paymentMethodId,
    },
  });
}

/** Each part of a refund is an obligation of its own; what they may take together is reserved on the capture. */
function refundObligation(refundId: string): string {
  return `refund:${refundId}`;
}
