import "../globals.css";
import type { ReactNode } from "react";
import { DeskProviders } from "@/components/layout/desk-providers";
import { DeskShell } from "@/components/layout/desk-shell";
import type { NavItemView, ShellView } from "@/components/layout/shell-view";
import { can, type Role } from "@/lib/auth/permissions";
import type { Staff } from "@/lib/auth/staff";
import { initialsOf } from "@/lib/format/initials";
import { roleWords } from "@/lib/format/role-words";
import { getCurrentBulkJob } from "@/lib/queries/bulk/get-bulk-job";
import { countMine, getShellCounts, type ShellCounts } from "@/lib/queries/shell/get-shell-counts";
import { getStore } from "@/lib/queries/shell/get-store";
import { listNotices } from "@/lib/queries/shell/list-notices";
import { wantsAlertMail } from "@/lib/queries/shell/wants-alert-mail";
import { listStatusFields } from "@/lib/queries/status-fields/list-status-fields";
import { requireStaff } from "@/lib/server/actor";
import { clockView, freshnessOf, type QueryContext, queryContext } from "@/lib/server/query-context";
import { whileFresh } from "@/lib/server/while-fresh";
import { signInAgainAction, signOutAction } from "../(auth)/actions";
import { bulkKindsOf, orderActs } from "./_acts/order-acts";
import { dismissBulkJob, previewBulk, retryBulkJob, startBulkJob } from "./_bulk/actions";
import { orderHref } from "./_lists/order-row";
import { changeTabs } from "./_tabs/actions";
import { readTabs } from "./_tabs/read-tabs";
import { findColleagues, findRecord, readNotices, setAlertMail, takeNext } from "./actions";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff("desk.view");
  const scope = await queryContext(staff);
  const ownFields = await whileFresh(scope, "own fields", () => listStatusFields(scope));
  const orderFields = ownFields.filter(({ subject }) => subject === "order");
  return (
    <DeskProviders
      orderActs={orderActs(staff.role)}
      colleagues={findColleagues}
      bulkKinds={bulkKindsOf(staff.role, { hasOwnFields: orderFields.length > 0 })}
      orderFields={orderFields.map(({ id, name, choices }) => ({ id, name, choices }))}
      hasOwnFields={ownFields.length > 0}
      bulk={bulkActions}
    >
      <DeskShell
        shell={await readShell(staff, scope)}
        signOut={signOutAction}
        signInAgain={signInAgainAction}
        search={findRecord}
        readNotices={readNotices}
        setAlertMail={setAlertMail}
        takeNext={takeNext}
        changeTabs={changeTabs}
      >
        {children}
      </DeskShell>
    </DeskProviders>
  );
}

const bulkActions = { preview: previewBulk, start: startBulkJob, retry: retryBulkJob, dismiss: dismissBulkJob };

async function readShell(staff: Staff, scope: QueryContext): Promise<ShellView> {
  const [freshness, counts, mine, store, clock, notices, job, tabs, isMailed] = await Promise.all([
    freshnessOf(staff.storeId, scope.pool),
    whileFresh(scope, "shell counts", () => getShellCounts(scope)),
    whileFresh(scope, `mine ${staff.userId}`, () => countMine(scope)),
    whileFresh(scope, "store", () => getStore(scope)),
    clockView(staff),
    listNotices(scope),
    getCurrentBulkJob(scope),
    readTabs(scope),
    whileFresh(scope, `alert mail ${staff.userId}`, () => wantsAlertMail(scope)),
  ]);
  return {
    job,
    tabs,
    notices: notices.map(({ orderNumber, ...notice }) => ({ ...notice, href: orderHref(orderNumber) })),
    user: {
      id: staff.userId,
      name: staff.name,
      initials: initialsOf(staff.name),
      email: staff.email,
      roleLabel: roleWords[staff.role],
      wantsAlertMail: isMailed,
    },
    nav: navigation(counts, staff.role),
    demo: store.isDemo ? { links: [{ label: "Mail inbox", href: "/dev/inbox" }] } : null,
    ...clock,
    myQueue: { count: mine, href: "/unpaid?owner=me" },
    freshnessUrl: "/api/freshness",
    freshness,
  };
}

function navigation(counts: ShellCounts, role: Role): NavItemView[] {
  const items: NavItemView[] = [
    { key: "home", label: "Home", href: "/", goKey: "h" },
    { key: "unpaid", label: "Unpaid", href: "/unpaid", count: counts.unpaid, goKey: "u" },
    { key: "expiring", label: "Expiring", href: "/expiring", count: counts.expiring, goKey: "e" },
    { key: "failed", label: "Failed", href: "/captures", count: counts.failed, goKey: "f" },
    { key: "awaiting", label: "Awaiting", href: "/approvals", count: counts.awaiting, goKey: "w" },
    { key: "unapplied", label: "Unapplied", href: "/unapplied", count: counts.unapplied, goKey: "m" },
    { key: "unconfirmed", label: "No answer", href: "/unconfirmed", count: counts.unconfirmed, goKey: "n" },
    { key: "orders", label: "Orders", href: "/orders", goKey: "o" },
    { key: "customers", label: "Customers", href: "/customers", goKey: "c" },
  ];
  if (can(role, "reconciliation.view"))
    items.push({
      key: "reconciliation",
      label: "Books",
      href: "/reconciliation",
      count: counts.differences,
      goKey: "b",
    });
  if (can(role, "team.view")) items.push({ key: "team", label: "Team", href: "/team", goKey: "t" });
  else if (can(role, "audit.view")) items.push({ key: "audit", label: "Audit", href: "/audit" });
  return items;
}
