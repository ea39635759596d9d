import type { FormAction } from "@/components/ui/action-state";

export type ViewSharingView = "private" | "team" | "everyone";

export type ViewView = {
  id: string;
  name: string;
  /** Filters, sorting and columns, in the order in which they are always written. */
  query: string;
  group: "shipped" | "own" | "others";
  sharing?: ViewSharingView;
  ownerName?: string;
};

/** The views of one list, and which one is open. */
export type ViewsView = {
  screen: string;
  current: ViewView;
  /** The address names a view that is not there any more, or not for this reader. */
  isGone: boolean;
  choices: (ViewView & { href: string })[];
  pinnedId: string | null;
  canShareWithEveryone: boolean;
  actions: { save: FormAction; change: FormAction; delete: FormAction; pin: FormAction };
};
