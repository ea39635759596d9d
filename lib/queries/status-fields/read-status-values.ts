import { type QueryScope, readRows } from "../query-scope";

export type StatusValueRow = {
  readonly field_id: string;
  readonly field_name: string;
  readonly order_id: string;
  readonly invoice_id: string | null;
  /** null: a flag, which is set. */
  readonly choice_id: string | null;
  readonly choice_name: string | null;
};

/** What the store's own fields say of these orders and of their invoices; fields that are offered no more say nothing. */
export async function readStatusValues(
  scope: Pick<QueryScope, "pool" | "storeId">,
  orderIds: readonly string[],
): Promise<StatusValueRow[]> {
  if (orderIds.length === 0) return [];
  return readRows(
    scope,
    `SELECT v.field_id, f.name AS field_name, v.order_id, v.invoice_id, v.choice_id, c.name AS choice_name
     FROM status_values v
     JOIN status_fields f ON f.store_id = v.store_id AND f.id = v.field_id AND f.retired_at IS NULL
     LEFT JOIN status_choices c ON c.store_id = v.store_id AND c.field_id = v.field_id AND c.id = v.choice_id
     WHERE v.store_id = $1 AND v.order_id = ANY($2) ORDER BY f.created_at, f.id, v.subject_id`,
    [scope.storeId, [...orderIds]],
  );
}

/** The same in words, by order: "Review: Cleared", a flag by its name alone. What several invoices say alike is said once. */
export async function ownStatusTexts(
  scope: Pick<QueryScope, "pool" | "storeId">,
  orderIds: readonly string[],
): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>();
  for (const { order_id, field_name, choice_name } of await readStatusValues(scope, orderIds)) {
    const text = choice_name === null ? field_name : `${field_name}: ${choice_name}`;
    const known = texts.get(order_id) ?? [];
    if (!known.includes(text)) texts.set(order_id, [...known, text]);
  }
  return texts;
}
