import type { Tx } from "@/lib/db/transaction";

export type ViewName = {
  readonly storeId: string;
  readonly ownerId: string;
  readonly screen: string;
  readonly name: string;
  /** The view that may keep its own name. */
  readonly viewId?: string;
};

/** Whether its owner has another view of that name on the same screen. Serialized per owner, so that two at once cannot both be first. */
export async function isNameTaken(tx: Tx, { storeId, ownerId, screen, name, viewId }: ViewName): Promise<boolean> {
  await tx.rows("SELECT pg_advisory_xact_lock(hashtext($1))", [`views ${storeId} ${ownerId}`]);
  const taken = await tx.rows(
    "SELECT 1 FROM saved_views WHERE store_id = $1 AND owner_id = $2 AND screen = $3 AND lower(name) = lower($4) AND id <> $5",
    [storeId, ownerId, screen, name, viewId ?? ""],
  );
  return taken.length > 0;
}
