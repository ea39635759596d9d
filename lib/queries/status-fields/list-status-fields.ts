import { type QueryScope, readRows } from "../query-scope";

export type StatusFieldRow = {
  readonly id: string;
  readonly subject: "order" | "invoice";
  readonly kind: "flag" | "choice";
  readonly name: string;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
};

/** The store's own status fields that are offered now, those of orders first, each with its choices in the order they were made (P02). */
export function listStatusFields(scope: Pick<QueryScope, "pool" | "storeId">): Promise<StatusFieldRow[]> {
  return readRows(
    scope,
    `SELECT f.id, f.subject, f.kind, f.name, coalesce(c.list, '[]') AS choices
     FROM status_fields f LEFT JOIN LATERAL (
       SELECT json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY c.created_at, c.id) AS list FROM status_choices c
       WHERE c.store_id = f.store_id AND c.field_id = f.id AND c.retired_at IS NULL
     ) c ON TRUE
     WHERE f.store_id = $1 AND f.retired_at IS NULL ORDER BY f.subject DESC, f.created_at, f.id`,
    [scope.storeId],
  );
}
