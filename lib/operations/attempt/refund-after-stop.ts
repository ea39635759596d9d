import { newId } from "@/lib/db/new-id";
import { requestAttempt } from "@/lib/db/stores/attempt-store";
import { recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toMoney } from "@/lib/db/to-domain";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData } from "./apply-authorize";

/**
 * A capture that was in flight when its order was stopped for fraud has brought money: all of it goes back at once, reserved on the capture before the
 * call like any refund (I2, I14).
 */
export async function refundAfterStop(
  applied: AppliedAttempt,
  capture: Pick<RowOf<"captures">, "storeId" | "orderId" | "id">,
): Promise<void> {
  const { tx, author, attempt, loaded } = applied;
  const { storeId, orderId } = capture;
  const [row] = await tx.select("captures", { storeId, id: capture.id }, { lock: true });
  if (!row?.gatewayReference) throw new Error(`capture ${capture.id} has no gateway reference`);
  // Less what is on its way back already, for instance to a customer whose refund waited for this very capture.
  const restMinor = row.amountMinor - row.refundedMinor - row.refundReservedMinor - row.disputedMinor;
  if (restMinor <= 0n) return;
  const refundId = newId("ref");
  await tx.rows(
    "UPDATE captures SET refund_reserved_minor = refund_reserved_minor + $3, version = version + 1 WHERE store_id = $1 AND id = $2",
    [storeId, row.id, restMinor],
  );
  await tx.insert("refunds", {
    storeId,
    id: refundId,
    orderId,
    captureId: row.id,
    status: "requested",
    amountMinor: restMinor,
    currency: row.currency,
    reason: "fraud_stop",
    requestedAt: toDate(tx.now),
  });
  const amount = toMoney(restMinor, row.currency);
  const attemptId = await requestAttempt(tx, author, {
    operation: "refund",
    request: { amount, captureReference: row.gatewayReference },
    orderId,
    orderNumber: loaded.order.orderNumber,
    gateway: attempt.gateway,
    obligation: `refund:${refundId}`,
    amount,
    subjects: {
      refundId,
      captureId: row.id,
      invoiceId: row.invoiceId,
      authorizationId: row.authorizationId,
      paymentMethodId: row.paymentMethodId,
    },
  });
  await recordEvent(tx, author, orderId, "capture_reversed", { ...eventData(applied), refundId });
  await recordAudit(tx, author, {
    action: "payment.refund_requested",
    subjectKind: "refund",
    subjectId: refundId,
    orderId,
    reason: "fraud_stop",
    after: { amountMinor: restMinor.toString(), attemptId },
  });
}
