import type { SqlValues } from "../sql-values";

/** A status field of the store that is set, on an order or on one of its invoices: as a flag (no choice), or to this choice. */
export type OwnStatus = { readonly fieldId: string; readonly choiceId: string | null };

export const ownStatusPattern = /^(sfd_[0-9a-z]{1,60})(?:\.(sch_[0-9a-z]{1,60}))?$/;

/** "sfd_…" is a flag, "sfd_….sch_…" a choice; null is neither. */
export function parseOwnStatus(text: string | null | undefined): OwnStatus | null {
  const found = ownStatusPattern.exec(text ?? "");
  return found?.[1] === undefined ? null : { fieldId: found[1], choiceId: found[2] ?? null };
}

/** Narrows the orders `o` to those where it is set; a field that is offered no more finds none. */
export function ownStatusTerm(values: SqlValues, { fieldId, choiceId }: OwnStatus): string {
  const choice = choiceId === null ? "v.choice_id IS NULL" : `v.choice_id = ${values.add(choiceId)}`;
  return `o.id IN (
    SELECT v.order_id FROM status_values v JOIN status_fields f ON f.store_id = v.store_id AND f.id = v.field_id AND f.retired_at IS NULL
    WHERE v.store_id = o.store_id AND v.field_id = ${values.add(fieldId)} AND ${choice})`;
}

/** What the store's own fields say of an order or of one of its invoices. */
export type OwnStatusValue = {
  readonly fieldId: string;
  readonly name: string;
  /** null: it stands on the order itself. */
  readonly invoiceId: string | null;
  /** The id of a choice, or "set" for a flag. */
  readonly value: string;
  /** The choice's name; null for a flag. */
  readonly label: string | null;
};

/** Of the order `o`, as a column: a JSON array of OwnStatusValue, in the order in which the fields were made. */
export const ownStatusesColumn = `(SELECT coalesce(json_agg(json_build_object('fieldId', v.field_id, 'name', f.name, 'invoiceId', v.invoice_id,
    'value', coalesce(v.choice_id, 'set'), 'label', c.name) ORDER BY f.created_at, f.id, v.subject_id), '[]')
  FROM status_values v
  JOIN status_fields f ON f.store_id = v.store_id AND f.id = v.field_id AND f.retired_at IS NULL
  LEFT JOIN status_choices c ON c.store_id = v.store_id AND c.field_id = v.field_id AND c.id = v.choice_id
  WHERE v.store_id = o.store_id AND v.order_id = o.id)`;
