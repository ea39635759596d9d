import { newId } from "@/lib/db/new-id";
import { transaction } from "@/lib/db/transaction";
import { toViewQuery, type ViewScreen, type ViewSharing } from "@/lib/format/view-query";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { isNameTaken } from "./view-name";

export type SaveViewInput = {
  readonly screen: ViewScreen;
  readonly name: string;
  readonly query: string;
  readonly sharing: ViewSharing;
};

/** Keeps the state of a list under a name, for its owner and for those it is shared with. */
export async function saveView(
  context: OperationContext,
  { screen, name, query, sharing }: SaveViewInput,
): Promise<Result<{ viewId: string; query: string }, "only_staff" | "view_name_taken">> {
  const { actor, pool, storeId } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  const viewId = newId("viw");
  const kept = toViewQuery(query);
  return transaction(pool, async (tx) => {
    if (await isNameTaken(tx, { storeId, ownerId: actor.userId, screen, name })) return refused("view_name_taken");
    await tx.insert("saved_views", {
      storeId,
      id: viewId,
      ownerId: actor.userId,
      screen,
      name,
      query: kept,
      sharing,
      createdAt: new Date(tx.now),
    });
    return ok({ viewId, query: kept });
  });
}
