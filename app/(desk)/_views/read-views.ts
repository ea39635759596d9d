import { redirect } from "next/navigation";
import type { ViewsView } from "@/components/views/views-view";
import { can, type Role } from "@/lib/auth/permissions";
import { type ViewScreen, viewHref } from "@/lib/format/view-query";
import type { QueryScope } from "@/lib/queries/query-scope";
import { listViews } from "@/lib/queries/views/list-views";
import { changeView, deleteView, pinView, saveView } from "./actions";

type Shipped = { id: string; name: string; query: string };

/** Views that come with the product. Their ids stand in URLs and pins. */
const shipped: Record<ViewScreen, readonly Shipped[]> = {
  unpaid: [
    { id: "all", name: "Unpaid orders", query: "" },
    { id: "mine", name: "Mine", query: "owner=me" },
    { id: "nobodys", name: "Nobody's yet", query: "owner=nobody" },
    { id: "under_72h", name: "Expiring within 72 h", query: "hold_left=under_72h" },
    { id: "snoozed", name: "Snoozed", query: "snoozed=yes" },
  ],
  expiring: [
    { id: "all", name: "Expiring authorizations", query: "" },
    { id: "mine", name: "Mine", query: "owner=me" },
    { id: "under_24h", name: "Within 24 h", query: "hold_left=under_24h" },
  ],
  unapplied: [
    { id: "all", name: "Unapplied money", query: "" },
    { id: "mine", name: "Mine", query: "owner=me" },
  ],
  approvals: [
    { id: "all", name: "Awaiting customer", query: "" },
    { id: "opened", name: "Opened, not approved", query: "state=opened" },
    { id: "said_no", name: "Said no", query: "state=said_no" },
  ],
  orders: [
    { id: "all", name: "All orders", query: "" },
    { id: "failed", name: "Capture failed", query: "capture=failed" },
  ],
};

export type ViewsRequest = {
  readonly scope: QueryScope;
  readonly role: Role;
  readonly screen: ViewScreen;
  readonly viewId: string | null;
  /** Nothing at all in the address: the screen was opened, not a state of it. */
  readonly isBare: boolean;
};

/** The views of a screen, and the one that is open. A bare address leads to the view that this person pinned. */
export async function readViews({ scope, role, screen, viewId, isBare }: ViewsRequest): Promise<ViewsView> {
  const { saved, pinnedId } = await listViews(scope, screen);
  const all = [...shipped[screen].map((view) => ({ ...view, group: "shipped" as const })), ...saved.map(toChoice)];
  const pinned = all.find((view) => view.id === pinnedId);
  if (isBare && pinned && pinned.query !== "") redirect(viewHref(screen, pinned));
  const current = all.find((view) => view.id === (viewId ?? "all")) ?? all[0];
  if (!current) throw new Error(`${screen} has no view`);
  return {
    screen,
    current,
    isGone: viewId !== null && current.id !== viewId,
    choices: all.map((view) => ({ ...view, href: viewHref(screen, view) })),
    pinnedId: pinned?.id ?? null,
    canShareWithEveryone: can(role, "view.share_with_everyone"),
    actions: { save: saveView, change: changeView, delete: deleteView, pin: pinView },
  };
}

function toChoice({
  id,
  name,
  query,
  sharing,
  isOwn,
  ownerName,
}: Awaited<ReturnType<typeof listViews>>["saved"][number]) {
  return {
    id,
    name,
    query,
    sharing,
    group: isOwn ? ("own" as const) : ("others" as const),
    ...(!isOwn && { ownerName }),
  };
}
