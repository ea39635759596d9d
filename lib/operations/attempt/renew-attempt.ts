import { newId } from "@/lib/db/new-id";
import { type AttemptRow, addAttemptJob } from "@/lib/db/stores/attempt-store";
import { recordEvent } from "@/lib/db/stores/history-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { transaction } from "@/lib/db/transaction";
import type { Exchange } from "@/lib/payments/gateway";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";
import { settleOrder } from "../order/settle-order";

/**
 * The gateway has confirmed that nothing happened, and the old key is of no more use: forgotten, or answered with a remembered error. The same
 * intention goes on as a new attempt with a key of its own; the old one ends as not sent (DC-3, UN-4). Only the holder of the newest lease may.
 */
export async function renewAttempt(
  context: OperationContext,
  claimed: Pick<AttemptRow, "id" | "orderId" | "leaseNo">,
  exchange: Exchange,
): Promise<"renewed" | "superseded"> {
  const { storeId } = context;
  return transaction(context.pool, async (tx) => {
    const loaded = await loadOrderForChange(tx, storeId, claimed.orderId);
    const [attempt] = await tx.select("attempts", { storeId, id: claimed.id }, { lock: true });
    if (!loaded || !attempt || attempt.leaseNo !== claimed.leaseNo || !isOpen(attempt)) return "superseded";
    const now = new Date(tx.now);
    await tx.update(
      "attempts",
      { storeId, id: attempt.id },
      {
        status: "not_sent",
        finishedAt: now,
        leaseUntil: null,
        nextEnquiryAt: null,
        rawCode: "gateway_knows_nothing",
        gatewayRequestId: exchange.gatewayRequestId,
        httpStatus: exchange.httpStatus,
      },
    );
    const id = newId("att");
    await tx.insert("attempts", {
      ...attempt,
      id,
      idempotencyKey: id,
      status: "requested",
      request: { ...(attempt.request as object), idempotencyKey: id },
      requestedAt: now,
      startedAt: null,
      lastSentAt: null,
      leaseUntil: null,
      leaseNo: 0,
      finishedAt: null,
      enquiryCount: 0,
      serverErrorCount: 0,
      nextEnquiryAt: null,
      rawCode: null,
      rawMessage: null,
      networkCode: null,
      gatewayRequestId: null,
      httpStatus: null,
    });
    await addAttemptJob(tx, storeId, id);
    await recordEvent(
      tx,
      { ...authorOf(context), correlationId: attempt.correlationId },
      attempt.orderId,
      "attempt_renewed",
      {
        attemptId: attempt.id,
        newAttemptId: id,
        operation: attempt.operation,
        amountMinor: attempt.amountMinor.toString(),
        currency: attempt.currency,
      },
    );
    await settleOrder(tx, storeId, attempt.orderId);
    return "renewed";
  });
}

function isOpen({ status }: AttemptRow): boolean {
  return status === "started" || status === "unconfirmed" || status === "pending";
}
