import type { AuthorizationWindow } from "@/lib/payments/authorization-window";
import { HOUR_MS } from "@/lib/payments/instant";
import type { Tx } from "../transaction";

/** The store's authorization windows that are in force now. */
export async function loadWindows(tx: Tx, storeId: string): Promise<AuthorizationWindow[]> {
  const rows = await tx.select("authorization_windows", { storeId });
  return rows
    .filter((row) => row.validFrom.getTime() <= tx.now)
    .map((row) => ({
      gateway: row.gateway as AuthorizationWindow["gateway"],
      methodKind: row.methodKind as AuthorizationWindow["methodKind"],
      brand: row.brand,
      initiator: row.initiator as AuthorizationWindow["initiator"],
      validityMs: row.validityHours * HOUR_MS,
      honourMs: row.honourHours === null ? null : row.honourHours * HOUR_MS,
    }));
}
