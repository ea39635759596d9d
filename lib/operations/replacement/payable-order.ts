import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import { capturedOf } from "@/lib/payments/coverage";
import { isPositive } from "@/lib/payments/money";
import type { ApprovalChange } from "../approval/change-approval";
import { proposeSuccessor } from "./propose-successor";

/**
 * Whether an approval keeps the order instead of replacing it (X03): the store says so, nothing was promised yet that could be replaced, or goods or
 * money have already moved under this number.
 */
export function keepsOrder({ order, store }: Pick<ApprovalChange, "order" | "store">): boolean {
  const hasShipped = order.releases.some((release) => release.status === "shipped");
  const hasCaptured = isPositive(capturedOf(order));
  return store.priceRisePolicy === "keep" || order.status === "draft" || hasShipped || hasCaptured;
}

/** The order that the customer's new hold belongs to, made if need be: the successor, or this very order. */
export async function preparePayableOrder(scope: ApprovalChange): Promise<LoadedOrder> {
  return keepsOrder(scope) ? scope.loaded : proposeSuccessor(scope);
}

/** The same, as it is now; undefined while nothing was proposed. */
export async function findPayableOrder(scope: ApprovalChange): Promise<LoadedOrder | undefined> {
  if (scope.order.successor === null || scope.order.successor.isComplete)
    return keepsOrder(scope) ? scope.loaded : undefined;
  if (keepsOrder(scope)) return scope.loaded;
  return loadOrderForChange(scope.tx, scope.order.storeId, scope.order.successor.orderId);
}
