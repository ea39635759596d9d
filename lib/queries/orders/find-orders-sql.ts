import { gatewayNames } from "@/lib/payments/gateway";
import type { SqlValues } from "../sql-values";
import { parseThousandths, thousandthsSql } from "../thousandths";

/**
 * Ids of the orders that a search names exactly: order or invoice number, e-mail, customer's name, last four digits, gateway reference, amount.
 * Each way is one look into an index, so a search costs the same among a million orders. `store` is a placeholder.
 */
export function findOrdersSql(values: SqlValues, store: string, text: string): string {
  const query = values.add(text);
  const ways = [
    `SELECT id FROM orders WHERE store_id = ${store} AND order_number = ${query}`,
    `SELECT order_id FROM invoices WHERE store_id = ${store} AND invoice_number = ${query}`,
    ofAccounts(store, `lower(name) COLLATE "C" LIKE ${values.add(`${escapeLike(text.toLowerCase())}%`)}`),
    `SELECT order_id FROM authorizations WHERE store_id = ${store} AND gateway = ANY(${values.add(gatewayNames)}) AND gateway_reference = ${query}`,
    `SELECT order_id FROM captures WHERE store_id = ${store} AND gateway_reference = ${query}`,
  ];
  if (text.includes("@")) ways.push(ofAccounts(store, `lower(email) = lower(${query})`));
  if (/^\d{4}$/.test(text))
    ways.push(`SELECT order_id FROM order_payment_methods WHERE store_id = ${store} AND last4 = ${query}`);
  const thousandths = parseThousandths(text);
  if (thousandths !== null) ways.push(ofAmount(values, store, thousandths));
  return ways.map((way) => `(${way} LIMIT 500)`).join(" UNION ");
}

function ofAccounts(store: string, condition: string): string {
  return `SELECT found.id FROM orders found JOIN (SELECT id FROM accounts WHERE store_id = ${store} AND ${condition} LIMIT 200) named
    ON found.account_id = named.id WHERE found.store_id = ${store}`;
}

/** 241.18 is 24118 of a currency with two decimals, 241180 of one with three, and nothing of one with none. */
function ofAmount(values: SqlValues, store: string, thousandths: bigint): string {
  const candidates = [1n, 10n, 1000n].filter((step) => thousandths % step === 0n).map((step) => thousandths / step);
  const minor = values.add(candidates.map(String));
  return `SELECT found.id FROM orders found WHERE found.store_id = ${store} AND found.total_minor = ANY(${minor}::int8[])
    AND ${thousandthsSql("found", "total_minor")} = ${values.add(thousandths.toString())}::int8`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
