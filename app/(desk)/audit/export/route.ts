import { parseAuditFilter } from "@/lib/queries/audit/audit-filter";
import { type AuditRow, listAudit } from "@/lib/queries/audit/list-audit";
import { csvFile, pagesOf } from "@/lib/server/csv-file";
import { defineDeskRoute } from "@/lib/server/define-desk-route";

const PAGE_SIZE = 500;

/** The audit as a file: what its filters match, all of it, page by page as it is read. */
export const GET = defineDeskRoute({
  permission: "audit.view",
  run: async ({ queries, url }) => {
    const filter = parseAuditFilter(Object.fromEntries(url.searchParams));
    return csvFile(queries, {
      name: "audit",
      head: ["When (UTC)", "Who", "What", "Order", "Of what", "Its id", "Why", "Before and after", "Reference"],
      pages: pagesOf((after) => listAudit(queries, { filter, after, before: null, size: PAGE_SIZE })),
      cells,
    });
  },
});

function cells(row: AuditRow): (string | null)[] {
  const { at, who, act, orderNumber, subject, subjectId, reason, changes, reference } = row;
  const changed = changes.map(({ name, before, after }) => `${name}: ${before ?? "nothing"} > ${after ?? "nothing"}`);
  return [at, who, act, orderNumber, subject, subjectId, reason, changed.join("; "), reference];
}
