/** Screens whose lists can be saved as views. */
export const viewScreens = ["unpaid", "expiring", "unapplied", "approvals", "orders"] as const;
export type ViewScreen = (typeof viewScreens)[number];

export const viewSharings = ["private", "team", "everyone"] as const;
export type ViewSharing = (typeof viewSharings)[number];

/** What belongs to a visit and not to a view: the page, the record beside it, the view's own name. */
const ofTheVisit: ReadonlySet<string> = new Set(["view", "after", "before", "peek"]);

/** A list's state as a view keeps it: filters, sorting and columns in one written order, so that equal states are equal texts. */
export function toViewQuery(text: string): string {
  const kept = [...new URLSearchParams(text)].filter(([key, value]) => /^[a-z][a-z_]{0,39}$/.test(key) && value !== "");
  const own = kept.filter(([key]) => !ofTheVisit.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(own).toString();
}

/** The address of a view: its state, and its name so that a change can be told from it. */
export function viewHref(screen: ViewScreen, view: { id: string; query: string }): string {
  const params = new URLSearchParams(view.query);
  params.set("view", view.id);
  return `/${screen}?${params}`;
}
