import { parseAsString } from "nuqs/server";

/** The URL parameters every list understands; a screen spreads them into its own search-params. */
export const listParams = {
  /** `hold_left,-due`: ids in order of weight, a minus for descending. */
  sort: parseAsString,
  after: parseAsString,
  before: parseAsString,
  /** Ids of the columns shown, in order, joined by commas. */
  cols: parseAsString,
  /** The saved view that the rest is to be told from. */
  view: parseAsString,
};

/** Whether an address shows a column that is out of sight otherwise. */
export function isColumnShown(cols: string | null | undefined, id: string): boolean {
  return (cols ?? "").split(",").includes(id);
}

export type SortRule = { id: string; isDescending: boolean };

const mostSorts = 5;

export function parseSortText(text: string | null): SortRule[] {
  if (!text) return [];
  return text
    .split(",")
    .filter((part) => /^-?[a-z][a-z0-9_]*$/.test(part))
    .slice(0, mostSorts)
    .map((part) => ({ id: part.replace("-", ""), isDescending: part.startsWith("-") }));
}

export function toSortText(rules: SortRule[]): string | null {
  if (rules.length === 0) return null;
  return rules.map((rule) => `${rule.isDescending ? "-" : ""}${rule.id}`).join(",");
}
