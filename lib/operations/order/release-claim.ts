import { toDate } from "@/lib/db/to-domain";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

/** Gives an order back: the lease ends now, and it belongs to nobody again. */
export async function releaseClaim(
  context: OperationContext,
  key: OrderKey,
): Promise<Result<{ isReleased: true }, OrderMissing | "only_staff" | "not_claimed">> {
  const { actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return changeOrder(
    context,
    key,
    async ({ tx, order, loaded, event }): Promise<Result<{ isReleased: true }, "not_claimed">> => {
      const { storeId, id: orderId } = order;
      const changed = await tx.update(
        "order_claims",
        { storeId, orderId, userId: actor.userId },
        { expiresAt: toDate(tx.now) },
      );
      const isOwner = loaded.row.ownerId === actor.userId;
      if (changed === 0 && !isOwner) return refused("not_claimed");
      if (isOwner) await tx.update("orders", { storeId, id: orderId }, { ownerId: null });
      await event("claim_released");
      return ok({ isReleased: true });
    },
    { ignoresClaim: true },
  );
}
