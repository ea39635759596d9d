import type { ViewScreen } from "@/lib/format/view-query";
import { ok, type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";

/** Chooses the view on which a screen opens for this person; null opens it on everything again. */
export async function pinView(
  { actor, pool, storeId }: OperationContext,
  { screen, viewId }: { readonly screen: ViewScreen; readonly viewId: string | null },
): Promise<Result<{ isPinned: boolean }, "only_staff">> {
  if (actor.kind !== "staff") return refused("only_staff");
  if (viewId === null) {
    await pool.query("DELETE FROM pinned_views WHERE store_id = $1 AND user_id = $2 AND screen = $3", [
      storeId,
      actor.userId,
      screen,
    ]);
  } else {
    await pool.query(
      `INSERT INTO pinned_views (store_id, user_id, screen, view_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (store_id, user_id, screen) DO UPDATE SET view_id = EXCLUDED.view_id`,
      [storeId, actor.userId, screen, viewId],
    );
  }
  return ok({ isPinned: viewId !== null });
}
