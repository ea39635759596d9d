import { type Tx, transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { recordIdOf, type TabKey } from "./open-tab";

/** Takes a record out of this person's working set; nothing happens to the record. */
export function closeTab(context: OperationContext, key: TabKey): Promise<Result<null, "only_staff">> {
  return changeTab(context, key, (tx, values) => tx.rows(`DELETE FROM working_set_tabs ${ownTab}`, values));
}

/** A pinned tab stays however many others are opened. */
export function pinTab(
  context: OperationContext,
  { isPinned, ...key }: TabKey & { readonly isPinned: boolean },
): Promise<Result<null, "only_staff">> {
  return changeTab(context, key, (tx, values) =>
    tx.rows(`UPDATE working_set_tabs SET is_pinned = $5 ${ownTab}`, [...values, isPinned]),
  );
}

const ownTab = "WHERE store_id = $1 AND user_id = $2 AND kind = $3 AND record_id = $4";

async function changeTab(
  { actor, pool, storeId }: OperationContext,
  key: TabKey,
  change: (tx: Tx, values: string[]) => Promise<unknown>,
): Promise<Result<null, "only_staff">> {
  if (actor.kind !== "staff") return refused("only_staff");
  return transaction(pool, async (tx) => {
    const recordId = await recordIdOf(tx, storeId, key);
    if (recordId !== undefined) await change(tx, [storeId, actor.userId, key.kind, recordId]);
    return ok(null);
  });
}
