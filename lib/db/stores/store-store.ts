import type { RowOf } from "../tables";
import type { Tx } from "../transaction";

/** A store's settings. A store that does not exist is a bug: the store comes from the session or the key, never from a request. */
export async function loadStore(tx: Tx, storeId: string): Promise<RowOf<"stores">> {
  const [store] = await tx.select("stores", { id: storeId });
  if (!store) throw new Error(`store ${storeId} does not exist`);
  return store;
}
