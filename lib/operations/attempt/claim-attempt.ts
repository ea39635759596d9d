import { type AttemptRow, leaseFrom, type TakenAttempt } from "@/lib/db/stores/attempt-store";
import { type Tx, transaction } from "@/lib/db/transaction";
import type { OperationContext } from "../operation-context";

export type ClaimedAttempt = {
  readonly attempt: TakenAttempt;
  /** `send` only when nobody has sent it yet; after that the gateway is asked what it holds, and nothing is repeated blindly. */
  readonly mode: "send" | "enquire";
  /** The order was stopped before anything was sent: nothing may be sent any more (I14). */
  readonly isStoppedByFraud: boolean;
};
export type NotClaimed = { readonly notClaimed: "finished" | "held_by_another" | "missing" };

/**
 * Takes an attempt for this worker under a lease whose number rises with every taker (CC-4). An attempt that a dead worker had started is
 * handed out for enquiry, never for sending (UN-1, I15). A charge on an order that was stopped for fraud ends here, unsent (I14).
 */
export async function claimAttempt(context: OperationContext, attemptId: string): Promise<ClaimedAttempt | NotClaimed> {
  return transaction(context.pool, async (tx) => {
    const { storeId } = context;
    const [attempt] = await tx.select("attempts", { storeId, id: attemptId }, { lock: true });
    if (!attempt) return { notClaimed: "missing" };
    const isWaiting = attempt.status === "requested";
    const isOpen =
      isWaiting || attempt.status === "started" || attempt.status === "unconfirmed" || attempt.status === "pending";
    if (!isOpen) return { notClaimed: "finished" };
    const isHeld = attempt.leaseUntil !== null && attempt.leaseUntil > tx.realNow;
    if (attempt.status === "started" && isHeld) return { notClaimed: "held_by_another" };
    const isStoppedByFraud = isWaiting && movesMoneyIn.has(attempt.operation) && (await isFraudStopped(tx, attempt));
    const leaseNo = attempt.leaseNo + 1;
    const status = isWaiting ? "started" : attempt.status;
    const startedAt = attempt.startedAt ?? new Date(tx.now);
    // Whoever holds it without a word may have sent it again just now.
    const lastSentAt = attempt.leaseUntil !== null ? new Date(tx.now) : attempt.lastSentAt;
    const taken = { status, startedAt, lastSentAt, leaseUntil: leaseFrom(tx), leaseNo };
    await tx.amend("attempts", { storeId, id: attemptId }, taken);
    return {
      attempt: { ...attempt, ...taken },
      mode: isWaiting ? "send" : "enquire",
      isStoppedByFraud,
    };
  });
}

async function isFraudStopped(tx: Tx, attempt: AttemptRow): Promise<boolean> {
  const [order] = await tx.select("orders", { storeId: attempt.storeId, id: attempt.orderId });
  return order?.isFraudStopped === true;
}

const movesMoneyIn: ReadonlySet<string> = new Set([
  "authorize",
  "authorize_and_capture",
  "capture",
  "increase",
  "renew",
  "open_hosted_page",
]);
