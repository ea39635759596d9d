import { recordNotice } from "@/lib/db/stores/notice-store";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type AssignOrderRefusal = OrderMissing | "staff_user_not_found" | "nothing_changed" | "owner_changed";

export type AssignOrderInput = {
  readonly ownerId: string | null;
  /** Only while this is still its owner, and nobody else works on it: for orders that were not looked at one by one. */
  readonly expectedOwnerId?: string | null | undefined;
  /** Why, where a rule of the house chose them and no person did. */
  readonly reason?: string | undefined;
};
export type Assigned = { readonly ownerName: string | null; readonly previousOwnerId: string | null };

/** Gives an order to a colleague, who is told, or takes it back from whoever has it (`ownerId` null). */
export async function assignOrder(
  context: OperationContext,
  key: OrderKey,
  { ownerId, expectedOwnerId, reason }: AssignOrderInput,
): Promise<Result<Assigned, AssignOrderRefusal>> {
  return changeOrder(
    context,
    key,
    async ({ tx, order, loaded, author, event, audit }): Promise<Result<Assigned, AssignOrderRefusal>> => {
      const { storeId, id } = order;
      const previousOwnerId = loaded.row.ownerId;
      if (previousOwnerId === ownerId) return refused("nothing_changed");
      if (expectedOwnerId !== undefined && previousOwnerId !== expectedOwnerId) return refused("owner_changed");
      const [owner] = ownerId === null ? [] : await tx.select("staff_users", { storeId, id: ownerId, isActive: true });
      if (ownerId !== null && !owner) return refused("staff_user_not_found");
      await tx.update("orders", { storeId, id }, { ownerId });
      await event("order_assigned", { ownerId, previousOwnerId, ...(reason !== undefined && { reason }) });
      await audit("order.assigned", {
        reason: reason ?? null,
        before: { ownerId: previousOwnerId },
        after: { ownerId },
      });
      if (ownerId !== null) {
        await recordNotice(tx, author, { userId: ownerId, kind: "order_assigned", orderNumber: order.orderNumber });
      }
      return ok({ ownerName: owner?.name ?? null, previousOwnerId });
    },
    { ignoresClaim: expectedOwnerId === undefined },
  );
}
