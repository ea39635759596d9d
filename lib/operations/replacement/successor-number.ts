import type { RowOf } from "@/lib/db/tables";
import type { Tx } from "@/lib/db/transaction";

/** The number of the order that replaces another: `00012345-2`, or the store's next free number, as the store has chosen. Never one that was used. */
export async function successorNumber(
  tx: Tx,
  store: RowOf<"stores">,
  predecessor: { readonly orderNumber: string; readonly isSuccessor: boolean },
): Promise<string> {
  return store.successorNumbering === "counter"
    ? nextCounted(tx, store.id, predecessor.orderNumber.length)
    : nextSuffixed(tx, store.id, predecessor);
}

async function nextSuffixed(
  tx: Tx,
  storeId: string,
  { orderNumber, isSuccessor }: { orderNumber: string; isSuccessor: boolean },
): Promise<string> {
  const base = isSuccessor ? orderNumber.replace(/-\d{1,4}$/, "") : orderNumber;
  for (let count = 2; ; count++) {
    const candidate = `${base}-${count}`;
    if (!(await isTaken(tx, storeId, candidate))) return candidate;
  }
}

async function nextCounted(tx: Tx, storeId: string, width: number): Promise<string> {
  const [store] = await tx.select("stores", { id: storeId }, { lock: true });
  if (!store) throw new Error(`store ${storeId} does not exist`);
  for (let next = store.nextOrderNumber; ; next++) {
    const candidate = next.toString().padStart(Math.min(width, 12), "0");
    if (await isTaken(tx, storeId, candidate)) continue;
    await tx.update("stores", { id: storeId }, { nextOrderNumber: next + 1n });
    return candidate;
  }
}

async function isTaken(tx: Tx, storeId: string, orderNumber: string): Promise<boolean> {
  return (await tx.select("orders", { storeId, orderNumber }, { limit: 1 })).length > 0;
}
