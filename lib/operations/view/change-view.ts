import { type Tx, transaction } from "@/lib/db/transaction";
import { toViewQuery, type ViewSharing } from "@/lib/format/view-query";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { isNameTaken } from "./view-name";

export type ChangeViewInput = {
  readonly name?: string | undefined;
  readonly query?: string | undefined;
  readonly sharing?: ViewSharing | undefined;
};

type ChangeViewRefusal = "only_staff" | "view_not_found" | "view_name_taken";

/** Overwrites, renames or shares a view. Only its owner may: others save theirs under another name, so that nobody's view changes under them. */
export async function changeView(
  context: OperationContext,
  viewId: string,
  { name, query, sharing }: ChangeViewInput,
): Promise<Result<{ name: string; sharing: string }, ChangeViewRefusal>> {
  return ofOwnView(context, viewId, async (tx, view) => {
    const { storeId, ownerId, screen } = view;
    if (name !== undefined && (await isNameTaken(tx, { storeId, ownerId, screen, name, viewId }))) {
      return refused("view_name_taken");
    }
    const next = {
      name: name ?? view.name,
      query: query === undefined ? view.query : toViewQuery(query),
      sharing: sharing ?? view.sharing,
    };
    await tx.update("saved_views", { storeId, id: viewId }, next);
    return ok({ name: next.name, sharing: next.sharing });
  });
}

/** Takes a view away, from everybody who saw it. */
export async function deleteView(
  context: OperationContext,
  viewId: string,
): Promise<Result<{ screen: string }, ChangeViewRefusal>> {
  return ofOwnView(context, viewId, async (tx, { storeId, screen }) => {
    await tx.rows("DELETE FROM pinned_views WHERE store_id = $1 AND view_id = $2", [storeId, viewId]);
    await tx.rows("DELETE FROM saved_views WHERE store_id = $1 AND id = $2", [storeId, viewId]);
    return ok({ screen });
  });
}

type OwnView = { storeId: string; ownerId: string; screen: string; name: string; query: string; sharing: string };

async function ofOwnView<T>(
  { actor, pool, storeId }: OperationContext,
  viewId: string,
  change: (tx: Tx, view: OwnView) => Promise<Result<T, "view_name_taken">>,
): Promise<Result<T, ChangeViewRefusal>> {
  if (actor.kind !== "staff") return refused("only_staff");
  return transaction(pool, async (tx): Promise<Result<T, ChangeViewRefusal>> => {
    const [view] = await tx.select("saved_views", { storeId, id: viewId, ownerId: actor.userId }, { lock: true });
    return view ? change(tx, view) : refused("view_not_found");
  });
}
