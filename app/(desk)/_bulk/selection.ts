import type { Selection } from "@/lib/queries/bulk/select-orders";
import { parseWorklistFilter } from "@/lib/queries/worklists/worklist-filter";

export type SelectionFields = {
  readonly ids?: readonly string[] | undefined;
  readonly list?: "unpaid" | "expiring" | undefined;
  readonly query?: string | undefined;
};

/** What a form says was selected: rows by their numbers, or a list with the filters of its address, to be evaluated anew. */
export function toSelection({ ids, list, query }: SelectionFields): Selection {
  if (list === undefined) return { orderNumbers: ids ?? [] };
  return { list, filter: parseWorklistFilter(Object.fromEntries(new URLSearchParams(query ?? ""))) };
}
