import { formatMoneyWithCurrency } from "@/lib/format/format-money";
import { orderStatusWords } from "@/lib/format/order-words";
import { money } from "@/lib/payments/money";
import type { OrderStatus } from "@/lib/payments/order-state";
import { beginsSql, findOrdersSql } from "../orders/find-orders-sql";
import { type QueryScope, readRows, readRowsByKeptPlan } from "../query-scope";
import { SqlValues } from "../sql-values";

export type FoundRecord =
  | { kind: "order"; title: string; note: string; orderNumber: string }
  | { kind: "customer"; title: string; note: string; accountId: string };

/** What the search box finds: the newest orders that the text names exactly, and customers whose name begins with it. */
export async function findRecords(scope: QueryScope, text: string): Promise<FoundRecord[]> {
  const search = text.trim().slice(0, 120);
  if (search.length < 2) return [];
  const values = new SqlValues();
  const store = values.add(scope.storeId);
  const orders = await readRowsByKeptPlan<{
    order_number: string;
    name: string;
    status: string;
    total_minor: bigint;
    currency: string;
  }>(
    scope,
    `SELECT o.order_number, a.name, o.status, o.total_minor, o.currency FROM orders o JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
     WHERE o.store_id = ${store} AND o.id IN (${findOrdersSql(values, store, search)}) ORDER BY o.placed_at DESC, o.id LIMIT 8`,
    values.list,
  );
  const named = new SqlValues();
  const ofStore = named.add(scope.storeId);
  const begins = beginsSql(named, search);
  const customers = await readRows<{ id: string; name: string; city: string | null }>(
    scope,
    `(SELECT id, name, city FROM accounts WHERE store_id = ${ofStore} AND ${begins("email")} ORDER BY lower(email) COLLATE "C", id LIMIT 4)
     UNION (SELECT id, name, city FROM accounts WHERE store_id = ${ofStore} AND ${begins("name")} ORDER BY lower(name) COLLATE "C", id LIMIT 4) ORDER BY name, id LIMIT 4`,
    named.list,
  );
  return [
    ...orders.map((row) => ({
      kind: "order" as const,
      title: row.order_number,
      note: `${row.name}, ${formatMoneyWithCurrency(money(row.total_minor, row.currency))}, ${orderStatusWords[row.status as OrderStatus]}`,
      orderNumber: row.order_number,
    })),
    ...customers.map((row) => ({
      kind: "customer" as const,
      title: row.name,
      note: row.city ?? "customer",
      accountId: row.id,
    })),
  ];
}
