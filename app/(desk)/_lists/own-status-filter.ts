import type { FilterView } from "@/components/data-table/list-view";
import type { StatusFieldRow } from "@/lib/queries/status-fields/list-status-fields";
import { parseOwnStatus } from "@/lib/queries/status-fields/own-status";

/** The store's own fields in one chip: each flag, and each choice of each field; no chip where the store has none, but for one that narrows all the same (P02). */
export function ownStatusFilter(text: string | null, fields: readonly StatusFieldRow[]): FilterView[] {
  const value = parseOwnStatus(text) && text;
  if (fields.length === 0 && value === null) return [];
  const choices = fields.flatMap(({ id, name, kind, choices }) =>
    kind === "flag"
      ? [{ value: id, label: name }]
      : choices.map((choice) => ({ value: `${id}.${choice.id}`, label: `${name}: ${choice.name}` })),
  );
  return [{ key: "own", label: "Own status", kind: "one", choices, value }];
}
