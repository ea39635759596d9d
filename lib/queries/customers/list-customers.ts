import { keyColumns, type Page, planPage, type SortKey, toPage } from "../keyset";
import { beginsSql } from "../orders/find-orders-sql";
import { type QueryScope, readRows } from "../query-scope";
import { SqlValues } from "../sql-values";

export type CustomerRow = {
  id: string;
  name: string;
  externalId: string;
  city: string | null;
  customerSince: string | null;
  orders: number;
  unpaid: number;
};

/** Customers by name, or those whose name or e-mail begins with, or whose number is, what was typed. */
export async function listCustomers(
  scope: QueryScope,
  request: { search: string | null; after: string | null; before: string | null; size: number },
): Promise<Page<CustomerRow>> {
  const values = new SqlValues();
  const store = values.add(scope.storeId);
  const plan = planPage(values, keys, "name", request);
  const found = request.search === null ? "TRUE" : searchTerm(values, store, request.search.trim());
  const read = await readRows<CustomerJson>(
    scope,
    `WITH page AS (
       SELECT a.store_id, a.id, a.name, a.external_id, a.city, a.customer_since, ${keyColumns(keys)}, row_number() OVER (ORDER BY ${plan.orderBy}) AS position
       FROM accounts a WHERE a.store_id = ${store} AND ${found} AND ${plan.where} ORDER BY ${plan.orderBy} LIMIT ${plan.limit}
     )
     SELECT page.*, (SELECT count(*)::int FROM orders o WHERE o.store_id = page.store_id AND o.account_id = page.id) AS orders,
       (SELECT count(DISTINCT w.order_id)::int FROM orders o JOIN worklist_items w ON w.store_id = o.store_id AND w.order_id = o.id
          WHERE o.store_id = page.store_id AND o.account_id = page.id AND w.list = 'unpaid' AND w.closed_at IS NULL) AS unpaid
     FROM page ORDER BY position`,
    values.list,
  );
  const page = toPage(read, plan, "name");
  return {
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      name: row.name,
      externalId: row.external_id,
      city: row.city,
      customerSince: row.customer_since?.toISOString() ?? null,
      orders: row.orders,
      unpaid: row.unpaid,
    })),
  };
}

type CustomerJson = {
  id: string;
  name: string;
  external_id: string;
  city: string | null;
  customer_since: Date | null;
  orders: number;
  unpaid: number;
  sort_values: string[];
};

// The comparison of text must be the index's own, else every page would be sorted anew.
const keys: SortKey[] = [
  { sql: `lower(a.name) COLLATE "C"`, type: "text" },
  { sql: "a.id", type: "text" },
];

/** Three looks into three indexes; one condition with OR would read every customer. */
function searchTerm(values: SqlValues, store: string, text: string): string {
  const query = values.add(text);
  const begins = beginsSql(values, text);
  const ways = [begins("name"), begins("email"), `external_id = ${query}`];
  const found = ways.map((way) => `(SELECT id FROM accounts WHERE store_id = ${store} AND ${way} LIMIT 1000)`);
  return `a.id IN (${found.join(" UNION ")})`;
}
