import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import { keepsOrder } from "@/lib/payments/missing-cover";
import type { ApprovalChange } from "../approval/change-approval";
import { proposeSuccessor } from "./propose-successor";

/** The order that the customer's new hold belongs to, made if need be: the successor, or this very order. */
export async function preparePayableOrder(scope: ApprovalChange): Promise<LoadedOrder> {
  return keepsOrder(scope.order, scope.store.priceRisePolicy) ? scope.loaded : proposeSuccessor(scope);
}

/** The same, as it is now; undefined while nothing was proposed. */
export async function findPayableOrder(scope: ApprovalChange): Promise<LoadedOrder | undefined> {
  if (scope.order.successor === null || scope.order.successor.isComplete)
    return keepsOrder(scope.order, scope.store.priceRisePolicy) ? scope.loaded : undefined;
  if (keepsOrder(scope.order, scope.store.priceRisePolicy)) return scope.loaded;
  return loadOrderForChange(scope.tx, scope.order.storeId, scope.order.successor.orderId);
}
