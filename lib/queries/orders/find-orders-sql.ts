import { gatewayNames } from "@/lib/payments/gateway";
import type { SqlValues } from "../sql-values";
import { parseThousandths, thousandthsSql } from "../thousandths";

/**
 * Ids of the orders that a search names: order or invoice number, e-mail or its beginning, beginning of the customer's name, last four digits with or
 * without the card's end (`4242`, `4242 12/30`), gateway reference, amount. Each way is one look into an index, so a search costs the same among a million
 * orders; of cards that many share, the newest orders are found. `store` is a placeholder.
 */
export function findOrdersSql(values: SqlValues, store: string, text: string): string {
  const query = values.add(text);
  const begins = beginsSql(values, text);
  const ways = [
    `SELECT id FROM orders WHERE store_id = ${store} AND order_number = ${query}`,
    `SELECT order_id FROM invoices WHERE store_id = ${store} AND invoice_number = ${query}`,
    ofAccounts(store, begins("name")),
    `SELECT order_id FROM authorizations WHERE store_id = ${store} AND gateway = ANY(${values.add(gatewayNames)}) AND gateway_reference = ${query}`,
    `SELECT order_id FROM captures WHERE store_id = ${store} AND gateway_reference = ${query}`,
  ];
  if (text.length >= SHORTEST_EMAIL) ways.push(ofAccounts(store, begins("email")));
  const card = parseCard(text);
  if (card !== null) ways.push(ofCard(values, store, card));
  const thousandths = parseThousandths(text);
  if (thousandths !== null) ways.push(ofAmount(values, store, thousandths));
  return ways.map((way) => `(${way} LIMIT 500)`).join(" UNION ");
}

/** Fewer letters begin too many addresses to name anybody. */
const SHORTEST_EMAIL = 3;

/**
 * That a text column begins with `text`, whatever the case, as two bounds in the index's own order: what the reader typed is never a pattern, and the
 * plan is the same for every text, so that it is made once.
 */
export function beginsSql(values: SqlValues, text: string): (column: string) => string {
  const first = text.toLowerCase();
  const [from, to] = [values.add(first), values.add(`${first}${LAST_CHARACTER}`)];
  return (column) => `lower(${column}) COLLATE "C" >= ${from} AND lower(${column}) COLLATE "C" < ${to}`;
}

const LAST_CHARACTER = String.fromCodePoint(0x10ffff);

function ofAccounts(store: string, condition: string): string {
  return `SELECT found.id FROM orders found JOIN (SELECT id FROM accounts WHERE store_id = ${store} AND ${condition} LIMIT 200) named
    ON found.account_id = named.id WHERE found.store_id = ${store}`;
}

type CardText = { readonly last4: string; readonly month: number | null; readonly year: number | null };

/** "4242", or with the card's end "4242 12/30" and "4242 12/2030". */
function parseCard(text: string): CardText | null {
  const match = /^(\d{4})(?:\s+(0?[1-9]|1[0-2])\s*\/\s*(?:20)?(\d{2}))?$/.exec(text.trim());
  if (!match?.[1]) return null;
  return {
    last4: match[1],
    month: match[2] ? Number(match[2]) : null,
    year: match[3] ? 2000 + Number(match[3]) : null,
  };
}

function ofCard(values: SqlValues, store: string, { last4, month, year }: CardText): string {
  const ends = month === null ? "" : ` AND expiry_month = ${values.add(month)} AND expiry_year = ${values.add(year)}`;
  return `SELECT order_id FROM order_payment_methods WHERE store_id = ${store} AND last4 = ${values.add(last4)}${ends} ORDER BY created_at DESC`;
}

/** 241.18 is 24118 of a currency with two decimals, 241180 of one with three, and nothing of one with none. */
function ofAmount(values: SqlValues, store: string, thousandths: bigint): string {
  const candidates = [1n, 10n, 1000n].filter((step) => thousandths % step === 0n).map((step) => thousandths / step);
  const minor = values.add(candidates.map(String));
  return `SELECT found.id FROM orders found WHERE found.store_id = ${store} AND found.total_minor = ANY(${minor}::int8[])
    AND ${thousandthsSql("found", "total_minor")} = ${values.add(thousandths.toString())}::int8`;
}
