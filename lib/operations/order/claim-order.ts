import { recordNotice } from "@/lib/db/stores/notice-store";
import { toDate } from "@/lib/db/to-domain";
import { later } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import { CLAIM_LEASE_MS, changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type ClaimOrderInput = {
  /** Why a colleague's claim is taken over; without it a claim that still runs is respected. */
  readonly takeOverReason: string | null;
};

export type Claimed = {
  readonly expiresAt: string;
  readonly leaseNo: number;
  /** Nobody had it: the claim can simply be given back. */
  readonly isNew: boolean;
};

/**
 * Takes an order to work on: a lease of five minutes that its holder may renew, and the order becomes theirs. A lease that ran out is free, so a
 * laptop that sleeps blocks nobody. The lease's number rises with every taker. Whoever loses a running claim is told by whom and why.
 */
export async function claimOrder(
  context: OperationContext,
  key: OrderKey,
  input: ClaimOrderInput,
): Promise<Result<Claimed, OrderMissing | "only_staff">> {
  const { actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return changeOrder(
    context,
    key,
    async ({ tx, order, author, event, audit }): Promise<Result<Claimed, "claimed_by_other">> => {
      const { storeId, id: orderId } = order;
      const [claim] = await tx.select("order_claims", { storeId, orderId }, { lock: true });
      const isOwn = claim?.userId === actor.userId;
      const isRunning = claim !== undefined && claim.expiresAt.getTime() > tx.now;
      if (isRunning && !isOwn && input.takeOverReason === null) {
        const [holder] = await tx.select("staff_users", { storeId, id: claim.userId });
        return refused("claimed_by_other", holder?.name);
      }
      const expiresAt = toDate(later(tx.now, CLAIM_LEASE_MS));
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
        const { orderNumber } = order;
        const reason = input.takeOverReason;
        await recordNotice(tx, author, { userId: claim.userId, kind: "claim_taken_over", orderNumber, reason });
      }
      return ok({ expiresAt: expiresAt.toISOString(), leaseNo, isNew: !isOwn && !isRunning });
    },
    { ignoresClaim: true },
  );
}
