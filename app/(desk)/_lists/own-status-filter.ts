import type { FilterView } from "@/components/data-table/list-view";
import type { StatusFieldRow } from "@/lib/queries/status-fields/list-status-fields";

/** The store's own fields in one chip: each flag, and each choice of each field; no chip where the store has none (P02). */
export function ownStatusFilter(value: string | null, fields: readonly StatusFieldRow[]): FilterView[] {
  if (fields.length === 0) return [];
  const choices = fields.flatMap(({ id, name, kind, choices }) =>
    kind === "flag"
      ? [{ value: id, label: name }]
      : choices.map((choice) => ({ value: `${id}.${choice.id}`, label: `${name}: ${choice.name}` })),
  );
  return [{ key: "own", label: "Own status", kind: "one", choices, value }];
}
