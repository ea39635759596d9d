import { lockName } from "@/lib/db/lock-name";
import type { RowOf } from "@/lib/db/tables";
import { type Tx, transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";

export const tabKinds = ["order", "customer"] as const;
export type TabKind = (typeof tabKinds)[number];
/** As an address names it: an order by its number, a customer by the account's id. */
export type TabKey = { readonly kind: TabKind; readonly name: string };

/** The database has as many places for one person and no more. */
const MOST_TABS = 12;

/**
 * Puts a record into this person's working set. The thirteenth takes the place of the oldest that is not pinned; where all are pinned, and where
 * the store has no such record, the set stays as it was.
 */
export async function openTab(
  { actor, pool, storeId }: OperationContext,
  key: TabKey,
): Promise<Result<{ isOpen: boolean }, "only_staff">> {
  if (actor.kind !== "staff") return refused("only_staff");
  const { userId } = actor;
  return transaction(pool, async (tx) => {
    const recordId = await recordIdOf(tx, storeId, key);
    if (recordId === undefined) return ok({ isOpen: false });
    await lockName(tx, "working_set", storeId, userId);
    const tabs = await tx.select("working_set_tabs", { storeId, userId });
    if (tabs.some((tab) => tab.kind === key.kind && tab.recordId === recordId)) return ok({ isOpen: true });
    const place = freePlace(tabs) ?? oldestUnpinned(tabs)?.place;
    if (place === undefined) return ok({ isOpen: false });
    await tx.rows("DELETE FROM working_set_tabs WHERE store_id = $1 AND user_id = $2 AND place = $3", [
      storeId,
      userId,
      place,
    ]);
    const openedAt = new Date(tx.now);
    await tx.insert("working_set_tabs", {
      storeId,
      userId,
      place,
      kind: key.kind,
      recordId,
      isPinned: false,
      openedAt,
    });
    return ok({ isOpen: true });
  });
}

/** What a tab's row names; undefined where this store has no such record. */
export async function recordIdOf(tx: Tx, storeId: string, { kind, name }: TabKey): Promise<string | undefined> {
  const [row] =
    kind === "order"
      ? await tx.select("orders", { storeId, orderNumber: name })
      : await tx.select("accounts", { storeId, id: name });
  return row?.id;
}

type Tab = RowOf<"working_set_tabs">;

function freePlace(tabs: readonly Tab[]): number | undefined {
  const taken = new Set(tabs.map(({ place }) => place));
  return Array.from({ length: MOST_TABS }, (_, at) => at + 1).find((place) => !taken.has(place));
}

function oldestUnpinned(tabs: readonly Tab[]): Tab | undefined {
  return tabs
    .filter((tab) => !tab.isPinned)
    .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime() || a.place - b.place)[0];
}
