import { loadWindows } from "@/lib/db/stores/window-store";
import type { Tx } from "@/lib/db/transaction";
import { outlastsUsualHold } from "@/lib/payments/authorization-window";
import type { GatewayName, Initiator, MethodKind } from "@/lib/payments/gateway";
import type { Order } from "@/lib/payments/order";

type PlannedHold = {
  readonly gateway: string;
  readonly kind: string;
  readonly brand?: string | null;
  readonly initiator: Initiator;
};

/** Whether a hold made now for this order should last longer than its gateway's holds usually do, by the store's windows and the promised ship date (X02). */
export async function needsLongHold(
  tx: Tx,
  { storeId, promisedShipAt }: Pick<Order, "storeId" | "promisedShipAt">,
  { gateway, kind, brand, initiator }: PlannedHold,
): Promise<boolean> {
  if (promisedShipAt === null) return false;
  return outlastsUsualHold(promisedShipAt, {
    authorizedAt: tx.now,
    gateway: gateway as GatewayName,
    methodKind: kind as MethodKind,
    brand: brand ?? null,
    initiator,
    windows: await loadWindows(tx, storeId),
  });
}
