import { newId } from "@/lib/db/new-id";
import { toDate } from "@/lib/db/to-domain";
import { decideOverride, type OverrideRefusal } from "@/lib/payments/overriding";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type AskOverrideRefusal = OrderMissing | OverrideRefusal | "only_staff" | "override_asked";

/**
 * Asks a supervisor to let a failed authorization of the order pass, with a reason. One request at a time: the database refuses a second one. It ends by itself
 * when the order needs it no longer. No money moves.
 */
export async function askOverride(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  { reason }: { readonly reason: string },
): Promise<Result<{ overrideId: string }, AskOverrideRefusal>> {
  const { actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return changeOrder(context, key, async (scope): Promise<Result<{ overrideId: string }, AskOverrideRefusal>> => {
    const { tx, order } = scope;
    if (order.override.isAsked) return refused("override_asked");
    const missing = decideOverride(order, tx.now);
    if (!missing.ok) return refused(missing.reason);
    const overrideId = newId("ovr");
    const { amountMinor, currency } = missing.value;
    await tx.insert("override_requests", {
      storeId: order.storeId,
      id: overrideId,
      orderId: order.id,
      status: "asked",
      amountMinor,
      currency,
      askedBy: actor.userId,
      reason,
      askedAt: toDate(tx.now),
    });
    await tx.update("orders", { storeId: order.storeId, id: order.id }, { overrideAskId: overrideId });
    const line = { amountMinor: amountMinor.toString(), currency };
    await scope.event("override_asked", { ...line, reason });
    await scope.audit("order.override_asked", { reason, after: line });
    return ok({ overrideId });
  });
}
