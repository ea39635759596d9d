import { z } from "zod";
import { toDate } from "@/lib/db/to-domain";
import { decideCancel } from "@/lib/payments/cancelling";
import { orderTransitions } from "@/lib/payments/order-state";
import { ok, type Result, refused } from "@/lib/payments/result";
import { endApproval } from "../approval/end-approval";
import { requestVoid } from "../authorization/request-void";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import { textSchema } from "../input-schemas";
import type { OperationContext } from "../operation-context";
import { withdrawSuccessor } from "../replacement/withdraw-successor";

export const cancelOrderInput = z.strictObject({ reason: textSchema(300) });
export type CancelOrderRefusal =
  | OrderMissing
  | "order_closed"
  | "already_shipped"
  | "capture_in_progress"
  | "outcome_unknown";

/** `isWhole`: nothing of the order lives on, for nothing of it had shipped. */
export type Cancelled = { readonly attemptIds: readonly string[]; readonly isWhole: boolean };

/** Cancels an order, or what has not shipped of it; its holds are released (I9). A repeat does nothing. An order with a dead hold can always be cancelled (X04). */
export async function cancelOrder(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  input: z.output<typeof cancelOrderInput>,
): Promise<Result<Cancelled, CancelOrderRefusal>> {
  return changeOrder(context, key, (scope) => cancelRest(scope, input.reason));
}

/** Inside a change that is already open: everything that has not shipped. */
export async function cancelRest(scope: OrderChange, reason: string): Promise<Result<Cancelled, CancelOrderRefusal>> {
  const { tx, order } = scope;
  const decision = decideCancel(order);
  if (!decision.ok)
    return decision.reason === "already_cancelled"
      ? ok({ attemptIds: [], isWhole: true })
      : refused(decision.reason, decision.detail);
  const { event, keptTotal, cancelReleases, voids } = decision.value;
  for (const releaseNo of cancelReleases) {
    await tx.update(
      "releases",
      { storeId: order.storeId, orderId: order.id, releaseNo, status: "open" },
      { status: "cancelled" },
    );
  }
  const status = (orderTransitions[order.status] as Partial<Record<typeof event, string>>)[event] ?? order.status;
  await tx.update(
    "orders",
    { storeId: order.storeId, id: order.id },
    {
      status,
      totalMinor: event === "cancelled" ? order.total.amountMinor : keptTotal.amountMinor,
      cancelReason: reason,
      cancelledAt: toDate(tx.now),
      version: order.version + 1,
      updatedAt: toDate(tx.now),
    },
  );
  const attemptIds = await releaseHolds(scope, voids);
  await endApproval(scope, "withdrawn");
  if (event === "cancelled") await withdrawSuccessor(scope, { isOrderEnding: true });
  await scope.event("order_cancelled", {
    reason,
    keptMinor: keptTotal.amountMinor.toString(),
    currency: keptTotal.currency,
  });
  await scope.audit("order.cancelled", { reason, before: { status: order.status }, after: { status } });
  return ok({ attemptIds, isWhole: event === "cancelled" });
}

async function releaseHolds(scope: OrderChange, ids: readonly string[]): Promise<string[]> {
  const attemptIds: string[] = [];
  for (const hold of scope.order.authorizations.filter((each) => ids.includes(each.id))) {
    const attemptId = await requestVoid(scope, hold);
    if (attemptId !== undefined) attemptIds.push(attemptId);
  }
  return attemptIds;
}
