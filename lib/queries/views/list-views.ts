import type { ViewScreen, ViewSharing } from "@/lib/format/view-query";
import { type QueryScope, readRows } from "../query-scope";

export type SavedView = {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly sharing: ViewSharing;
  readonly isOwn: boolean;
  /** Whose it is, where it is not the viewer's. */
  readonly ownerName: string;
};

export type ScreenViews = { readonly saved: SavedView[]; readonly pinnedId: string | null };

/** The views of a screen that the viewer sees: their own, those of colleagues of the same role that share with the team, and everybody's. */
export async function listViews(scope: QueryScope, screen: ViewScreen): Promise<ScreenViews> {
  const [row] = await readRows<ScreenViews>(
    scope,
    `SELECT (SELECT view_id FROM pinned_views p WHERE p.store_id = $1 AND p.user_id = $3 AND p.screen = $2) AS "pinnedId",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'query', v.query, 'sharing', v.sharing,
            'isOwn', v.owner_id = $3, 'ownerName', owner.name) ORDER BY v.owner_id <> $3, lower(v.name), v.id), '[]')
        FROM saved_views v JOIN staff_users owner ON owner.store_id = v.store_id AND owner.id = v.owner_id
        LEFT JOIN staff_users me ON me.store_id = v.store_id AND me.id = $3
        WHERE v.store_id = $1 AND v.screen = $2
          AND (v.owner_id = $3 OR v.sharing = 'everyone' OR (v.sharing = 'team' AND owner.role = me.role))) AS saved`,
    [scope.storeId, screen, scope.viewer.userId],
  );
  return row ?? { saved: [], pinnedId: null };
}
