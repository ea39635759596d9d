import { actorName, staffIdsOf } from "@/lib/format/actor-name";
import { type AuditChange, auditChanges } from "@/lib/format/audit-changes";
import { auditActText } from "@/lib/format/audit-words";
import { keyColumns, type Page, planPage, type SortKey, toPage } from "../keyset";
import { readStaffNames } from "../order/read-record";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { type AuditFilter, auditFilterTerms } from "./audit-filter";

export type AuditRow = {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly act: string;
  readonly orderNumber: string | null;
  /** What it is about where that is neither the order nor who did it: a colleague's name, "rule set". */
  readonly subject: string | null;
  readonly subjectId: string;
  readonly reason: string | null;
  readonly changes: readonly AuditChange[];
  /** The thread through the logs. */
  readonly reference: string;
};

type AuditJson = {
  id: string;
  actor: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  order_number: string | null;
  currency: string | null;
  subject_name: string | null;
  reason: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  correlation_id: string;
  created_at: Date;
  sort_values: string[];
};

/** Who did what, when, on which order and why (I10), newest first, one page by its border. */
export async function listAudit(
  scope: QueryScope,
  request: { filter: AuditFilter; after: string | null; before: string | null; size: number },
): Promise<Page<AuditRow>> {
  const values = new SqlValues();
  const store = values.add(scope.storeId);
  const terms = auditFilterTerms(scope, values, request.filter);
  const plan = planPage(values, keys, "audit", request);
  const read = await readRows<AuditJson>(
    scope,
    `SELECT a.id::text, a.actor, a.action, a.subject_kind, a.subject_id, o.order_number, o.currency, u.name AS subject_name, a.reason, a.before, a.after, a.correlation_id,
       a.created_at, ${keyColumns(keys)}
     FROM audit_log a
     LEFT JOIN orders o ON o.store_id = a.store_id AND o.id = a.order_id
     LEFT JOIN staff_users u ON a.subject_kind = 'staff_user' AND u.store_id = a.store_id AND u.id = a.subject_id
     WHERE ${[`a.store_id = ${store}`, ...terms, plan.where].join(" AND ")} ORDER BY ${plan.orderBy} LIMIT ${plan.limit}`,
    values.list,
  );
  const page = toPage(read, plan, "audit");
  const names = await readStaffNames(scope, staffIdsOf(page.rows.map((row) => row.actor)));
  return { ...page, rows: page.rows.map((row) => toAuditRow(row, names)) };
}

const keys: SortKey[] = [{ sql: "a.id", type: "int8", isDescending: true }];

function toAuditRow(row: AuditJson, names: ReadonlyMap<string, string>): AuditRow {
  const isPlain = row.subject_kind === "order" || row.actor === `staff:${row.subject_id}`;
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    who: actorName(row.actor, { names, customer: "customer" }),
    act: auditActText(row.action),
    orderNumber: row.order_number,
    subject: isPlain ? null : (row.subject_name ?? row.subject_kind.replaceAll("_", " ")),
    subjectId: row.subject_id,
    reason: row.reason,
    changes: auditChanges(row.before, row.after, row.currency),
    reference: row.correlation_id,
  };
}
