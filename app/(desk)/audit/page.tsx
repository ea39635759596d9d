import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { AuditList } from "@/components/audit/audit-list";
import type { FilterView } from "@/components/data-table/list-view";
import { can } from "@/lib/auth/permissions";
import { auditKindNames, auditKinds } from "@/lib/format/audit-words";
import { type AuditFilter, parseAuditFilter } from "@/lib/queries/audit/audit-filter";
import { listAudit } from "@/lib/queries/audit/list-audit";
import { listColleagues } from "@/lib/queries/audit/list-colleagues";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { orderHref } from "../_lists/order-row";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "Audit" };

const PAGE_SIZE = 50;

/** What whoever sees no Team page comes to from here. */
const settingsLinks = [
  { label: "Status fields", href: "/team/fields" },
  { label: "Webhooks", href: "/team/webhooks" },
];

/** Who did what, when, on which order: what people did, until the chips say otherwise. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("audit.view");
  const params = await loadSearchParams(searchParams);
  const scope = await queryContext(staff);
  const { after, before, ...filters } = params;
  const [page, colleagues, clock] = await Promise.all([
    listAudit(scope, { filter: parseAuditFilter(params), after, before, size: PAGE_SIZE }),
    listColleagues(scope),
    clockView(staff),
  ]);
  const hrefOf = (path: string, more: Record<string, string>) => {
    const set = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== null);
    const query = new URLSearchParams({ ...Object.fromEntries(set), ...more }).toString();
    return query === "" ? path : `${path}?${query}`;
  };
  return (
    <AuditList
      rows={page.rows.map((row) => ({ ...row, href: row.orderNumber && orderHref(row.orderNumber) }))}
      filters={filtersOf(parseAuditFilter(params), colleagues)}
      clock={clock}
      links={can(staff.role, "settings.view") ? settingsLinks : []}
      exportHref={hrefOf("/audit/export", {})}
      previousHref={page.previousCursor && hrefOf("/audit", { before: page.previousCursor })}
      nextHref={page.nextCursor && hrefOf("/audit", { after: page.nextCursor })}
    />
  );
}

function filtersOf(filter: AuditFilter, colleagues: readonly { id: string; name: string }[]): FilterView[] {
  return [
    {
      key: "who",
      label: "Who",
      kind: "one",
      choices: [
        { value: "everybody", label: "everybody and everything" },
        { value: "customers", label: "customers" },
        { value: "systems", label: "other systems" },
        { value: "house", label: "the house itself" },
        ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
      ],
      value: filter.who === "staff" ? null : filter.who,
    },
    {
      key: "kind",
      label: "What",
      kind: "one",
      choices: auditKindNames.map((value) => ({ value, label: auditKinds[value].label })),
      value: filter.kind,
    },
    { key: "order", label: "Order", kind: "text", choices: [], value: filter.orderNumber },
    { key: "from", label: "From", kind: "day", choices: [], value: filter.from },
    { key: "until", label: "Until", kind: "day", choices: [], value: filter.until },
  ];
}
