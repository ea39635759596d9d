import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import type { NextStep } from "@/lib/payments/order-state";
import { keyColumns, type Page, planPage, type SortKey, toPage } from "../keyset";
import { loadOrders } from "../orders/load-orders";
import { type OrderVerb, orderVerbs } from "../orders/order-verbs";
import { type Person, toPerson } from "../orders/person";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";
import { roughWorthSql } from "../worklists/risk-order";
import { type SortRule, sortText } from "../worklists/worklist-sort";
import { type AwaitingState, awaitingFrom, awaitingSinceSql, awaitingStateSql } from "./awaiting-state";

/** One open request to a customer (H29, H32). */
export type AwaitingRow = {
  id: string;
  orderNumber: string;
  customerName: string;
  customerPhone: string | null;
  requestReason: string;
  step: NextStep;
  amount: AmountView;
  difference: AmountView;
  state: AwaitingState;
  customerNote: string | null;
  sentAt: string;
  stateSince: string;
  endsAt: string;
  /** When the house will remind the customer by itself; null where it will not. */
  remindAt: string | null;
  /** The mail server said that there is no such address. */
  isAddressRefused: boolean;
  code: string;
  owner: Person | null;
  verbs: OrderVerb[];
};

export type AwaitingRequest = {
  readonly state: AwaitingState | null;
  readonly sort: readonly SortRule[];
  readonly after: string | null;
  readonly before: string | null;
  readonly size: number;
};

/** One page of what waits for customers: what a person must answer first, then what ended, then the longest silence. Two statements. */
export async function listAwaiting(
  scope: QueryScope,
  request: AwaitingRequest,
): Promise<Page<AwaitingRow> & { sort: string }> {
  const values = new SqlValues();
  const ofState = request.state === null ? "TRUE" : `${awaitingStateSql} = ${values.add(request.state)}`;
  const rules = request.sort.filter((rule) => rule.id in sortable);
  const sort = sortText(rules);
  const keys = keysFor(rules);
  const from = awaitingFrom(values.add(scope.storeId), rules.some(({ id }) => ofOrder.has(id)) ? orderJoins : "");
  const plan = planPage(values, keys, sort, request);
  const read = await readRows<AwaitingJson>(
    scope,
    `WITH page AS (
       SELECT r.id, w.store_id, w.order_id, w.next_step, r.reason, r.amount_minor, r.previous_minor, r.currency, r.customer_note, r.short_code, r.expires_at, r.remind_at,
         r.failure_reason, coalesce(r.sent_at, r.requested_at) AS sent_at, ${awaitingStateSql} AS state, ${awaitingSinceSql} AS state_since, ${keyColumns(keys)}
       FROM ${from} AND ${ofState} AND ${plan.where} ORDER BY ${plan.orderBy} LIMIT ${plan.limit}
     )
     SELECT page.*, owner.id AS owner_id, owner.name AS owner_name
     FROM page JOIN orders o ON o.store_id = page.store_id AND o.id = page.order_id
     LEFT JOIN staff_users owner ON owner.store_id = o.store_id AND owner.id = o.owner_id
     ORDER BY ${plan.orderOf("page")}`,
    values.list,
  );
  const page = toPage(read, plan, sort);
  const orders = await loadOrders(
    scope,
    page.rows.map((row) => row.order_id),
  );
  const rows = page.rows.flatMap((row): AwaitingRow[] => {
    const found = orders.get(row.order_id);
    if (!found) return [];
    return [
      {
        id: row.id,
        orderNumber: found.order.orderNumber,
        customerName: found.account.name,
        customerPhone: found.account.phone,
        requestReason: row.reason,
        step: row.next_step as NextStep,
        amount: minorToAmountView(row.amount_minor, row.currency),
        difference: minorToAmountView(row.amount_minor - row.previous_minor, row.currency),
        state: row.state,
        customerNote: row.customer_note,
        sentAt: row.sent_at.toISOString(),
        stateSince: row.state_since.toISOString(),
        endsAt: row.expires_at.toISOString(),
        remindAt: isReminded(row) ? (row.remind_at?.toISOString() ?? null) : null,
        isAddressRefused: row.failure_reason === "address_refused",
        code: row.short_code,
        owner: toPerson(row.owner_id, row.owner_name),
        verbs: orderVerbs(found.order, scope.now, { email: found.account.email }),
      },
    ];
  });
  return { ...page, rows, sort };
}

function isReminded({ state }: AwaitingJson): boolean {
  return state === "not_opened" || state === "opened";
}

export type AwaitingCounts = {
  readonly total: number;
  readonly byState: ReadonlyMap<AwaitingState, number>;
  readonly approvedToday: number;
};

export async function countAwaiting(scope: QueryScope): Promise<AwaitingCounts> {
  const rows = await readRows<{ state: AwaitingState | null; count: number | null; approved: number }>(
    scope,
    `WITH approved AS (
       SELECT count(*)::int AS approved FROM approval_requests WHERE store_id = $1 AND status = 'approved'
         AND requested_at > $2::timestamptz - interval '40 days' AND decided_at >= date_trunc('day', $2::timestamptz, $3)
     ), waiting AS (SELECT ${awaitingStateSql} AS state, count(*)::int AS count FROM ${awaitingFrom("$1")} GROUP BY 1)
     SELECT state, count, approved FROM approved LEFT JOIN waiting ON TRUE`,
    [scope.storeId, new Date(scope.now), scope.timeZone],
  );
  const byState = new Map(rows.flatMap((row) => (row.state === null ? [] : [[row.state, row.count ?? 0] as const])));
  const total = [...byState.values()].reduce((sum, count) => sum + count, 0);
  return { total, byState, approvedToday: rows[0]?.approved ?? 0 };
}

type AwaitingJson = {
  id: string;
  order_id: string;
  next_step: string;
  reason: string;
  amount_minor: bigint;
  previous_minor: bigint;
  currency: string;
  customer_note: string | null;
  short_code: string;
  expires_at: Date;
  remind_at: Date | null;
  failure_reason: string | null;
  sent_at: Date;
  state: AwaitingState;
  state_since: Date;
  owner_id: string | null;
  owner_name: string | null;
  sort_values: string[];
};

const stateRankSql = `(CASE ${awaitingStateSql} WHEN 'said_no' THEN 1 WHEN 'asks' THEN 1 WHEN 'not_delivered' THEN 1 WHEN 'link_ended' THEN 2 WHEN 'opened' THEN 3 ELSE 4 END)::int8`;

const sortable: Readonly<Record<string, Omit<SortKey, "isDescending">>> = {
  order: { sql: "o.order_number", type: "text" },
  customer: { sql: "lower(a.name)", type: "text" },
  reason: { sql: "r.reason", type: "text" },
  amount: { sql: roughWorthSql("r"), type: "int8" },
  state: { sql: stateRankSql, type: "int8" },
  sent: { sql: "coalesce(r.sent_at, r.requested_at)", type: "timestamptz" },
  ends: { sql: "r.expires_at", type: "timestamptz" },
};

const ofOrder: ReadonlySet<string> = new Set(["order", "customer"]);
const orderJoins = `JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
    JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id`;

function keysFor(rules: readonly SortRule[]): SortKey[] {
  const chosen = rules.flatMap((rule) => {
    const key = sortable[rule.id];
    return key ? [{ ...key, isDescending: rule.isDescending }] : [];
  });
  const usual: SortKey[] = [
    { sql: stateRankSql, type: "int8" },
    { sql: awaitingSinceSql, type: "timestamptz" },
  ];
  return [...(chosen.length > 0 ? chosen : usual), { sql: "r.id", type: "text" }];
}
