import type { TabView } from "@/components/layout/shell-view";
import { can, type Role } from "@/lib/auth/permissions";
import { listTabs, type OpenTab } from "@/lib/queries/shell/list-tabs";
import type { QueryContext } from "@/lib/server/query-context";
import { orderHref } from "../_lists/order-row";

/** The viewer's working set, less what their role may not see. */
export async function readTabs(queries: QueryContext): Promise<TabView[]> {
  const tabs = await listTabs(queries);
  return tabs.filter(({ kind }) => isSeenBy(queries.viewer.role, kind)).map((tab) => ({ ...tab, href: hrefOf(tab) }));
}

function isSeenBy(role: Role, kind: OpenTab["kind"]): boolean {
  return can(role, kind === "order" ? "order.view" : "customer.view");
}

function hrefOf({ kind, name }: OpenTab): string {
  return kind === "order" ? orderHref(name) : `/customers/${encodeURIComponent(name)}`;
}
