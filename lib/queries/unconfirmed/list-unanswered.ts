import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { enquiryLadderOf, isLadderEnded } from "@/lib/payments/enquiry-ladder";
import { toInstant } from "@/lib/payments/instant";
import type { Verdict } from "@/lib/payments/settling";
import { keyColumns, type Page, planPage, type SortKey, toPage } from "../keyset";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";

/** A call to a gateway whose outcome nobody knows (X06). */
export type UnansweredRow = {
  attemptId: string;
  orderNumber: string;
  version: number;
  customerName: string;
  customerPhone: string | null;
  operation: string;
  gateway: string;
  amount: AmountView;
  since: string;
  /** Questions to the gateway so far. */
  asked: number;
  nextAskAt: string | null;
  /** The house has stopped asking by itself. */
  isLadderEnded: boolean;
  proposal: Proposal | null;
};
export type Proposal = {
  id: string;
  verdict: Verdict;
  reference: string;
  note: string;
  byName: string;
  isOwn: boolean;
};

export type UnansweredRequest = {
  readonly after: string | null;
  readonly before: string | null;
  readonly size: number;
};

const from = `worklist_items w JOIN attempts a ON a.store_id = w.store_id AND a.id = w.subject
  JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id JOIN accounts c ON c.store_id = o.store_id AND c.id = o.account_id`;
const isListed = "w.list = 'unconfirmed' AND w.reason = 'unconfirmed' AND w.closed_at IS NULL";
const since = "coalesce(a.started_at, a.requested_at)";
const keys: SortKey[] = [
  { sql: since, type: "timestamptz" },
  { sql: "a.id", type: "text" },
];

/** One page of calls without an answer, the longest silence first; one statement. */
export async function listUnanswered(
  scope: QueryScope,
  request: UnansweredRequest,
): Promise<Page<UnansweredRow> & { total: number }> {
  const values = new SqlValues();
  const store = values.add(scope.storeId);
  const plan = planPage(values, keys, "", request);
  const read = await readRows<UnansweredJson>(
    scope,
    `SELECT a.id, a.operation, a.gateway, a.amount_minor, a.currency, a.enquiry_count, a.next_enquiry_at, ${since} AS since, o.order_number, o.version,
       c.name, c.phone, st.settings, p.id AS proposal_id, p.verdict, p.reference, p.note, p.proposed_by, s.name AS proposer, ${keyColumns(keys)},
       (SELECT count(*)::int FROM worklist_items w WHERE w.store_id = ${store} AND ${isListed}) AS total
     FROM ${from} JOIN stores st ON st.id = w.store_id
     LEFT JOIN attempt_settlements p ON p.store_id = a.store_id AND p.attempt_id = a.id AND p.status = 'proposed'
     LEFT JOIN staff_users s ON s.store_id = p.store_id AND 'staff:' || s.id = p.proposed_by
     WHERE w.store_id = ${store} AND ${isListed} AND ${plan.where} ORDER BY ${plan.orderBy} LIMIT ${plan.limit}`,
    values.list,
  );
  const page = toPage(read, plan, "");
  return { ...page, rows: page.rows.map((row) => toUnanswered(row, scope)), total: read[0]?.total ?? 0 };
}

type UnansweredJson = {
  id: string;
  operation: string;
  gateway: string;
  amount_minor: bigint;
  currency: string;
  enquiry_count: number;
  next_enquiry_at: Date | null;
  since: Date;
  order_number: string;
  version: number;
  name: string;
  phone: string | null;
  settings: unknown;
  proposal_id: string | null;
  verdict: Verdict;
  reference: string;
  note: string;
  proposed_by: string;
  proposer: string | null;
  total: number;
  sort_values: string[];
};

function toUnanswered(row: UnansweredJson, { now, viewer }: QueryScope): UnansweredRow {
  const asked = Math.max(0, row.enquiry_count - 1);
  const silence = { since: toInstant(row.since.getTime()), asked };
  return {
    attemptId: row.id,
    orderNumber: row.order_number,
    version: row.version,
    customerName: row.name,
    customerPhone: row.phone,
    operation: row.operation,
    gateway: row.gateway,
    amount: minorToAmountView(row.amount_minor, row.currency),
    since: row.since.toISOString(),
    asked,
    nextAskAt: row.next_enquiry_at?.toISOString() ?? null,
    isLadderEnded: isLadderEnded(silence, now, enquiryLadderOf(row.settings)),
    proposal:
      row.proposal_id === null
        ? null
        : {
            id: row.proposal_id,
            verdict: row.verdict,
            reference: row.reference,
            note: row.note,
            byName: row.proposer ?? "somebody who has left",
            isOwn: row.proposed_by === `staff:${viewer.userId}`,
          },
  };
}
