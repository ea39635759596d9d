import { toDate } from "@/lib/db/to-domain";
import { later, MINUTE_MS } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

const LEASE_MS = 5 * MINUTE_MS;

export type ClaimOrderInput = {
  /** Why a colleague's claim is taken over; without it a claim that still runs is respected. */
  readonly takeOverReason: string | null;
};

/**
 * Takes an order to work on: a lease of five minutes that its holder may renew, and the order becomes theirs. A lease that ran out is free, so a
 * laptop that sleeps blocks nobody. The lease's number rises with every taker.
 */
export async function claimOrder(
  context: OperationContext,
  key: OrderKey,
  input: ClaimOrderInput,
): Promise<Result<{ expiresAt: string; leaseNo: number }, OrderMissing | "only_staff" | "claimed_by_other">> {
  const { actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return changeOrder(
    context,
    key,
    async ({
      tx,
      order,
      event,
      audit,
    }): Promise<Result<{ expiresAt: string; leaseNo: number }, "claimed_by_other">> => {
      const { storeId, id: orderId } = order;
      const [claim] = await tx.select("order_claims", { storeId, orderId }, { lock: true });
      const isOwn = claim?.userId === actor.userId;
      const isRunning = claim !== undefined && claim.expiresAt.getTime() > tx.now;
      if (isRunning && !isOwn && input.takeOverReason === null) return refused("claimed_by_other");
      const expiresAt = toDate(later(tx.now, LEASE_MS));
      const leaseNo = isRunning && isOwn ? claim.leaseNo : (claim?.leaseNo ?? 0) + 1;
      const lease = { userId: actor.userId, leaseNo, claimedAt: toDate(tx.now), expiresAt };
      if (claim) await tx.update("order_claims", { storeId, orderId }, lease);
      else await tx.insert("order_claims", { storeId, orderId, ...lease });
      await tx.update("orders", { storeId, id: orderId }, { ownerId: actor.userId });
      await event("order_claimed", { leaseNo });
      if (isRunning && !isOwn) {
        await audit("order.claim_taken_over", {
          reason: input.takeOverReason,
          before: { userId: claim.userId },
          after: { userId: actor.userId },
        });
      }
      return ok({ expiresAt: expiresAt.toISOString(), leaseNo });
    },
  );
}
