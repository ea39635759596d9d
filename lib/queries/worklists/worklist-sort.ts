import type { SortKey } from "../keyset";
import { holdEndSql, reasonRankSql } from "./leading-items";
import { riskOrder, roughWorthSql } from "./risk-order";

export type SortRule = { readonly id: string; readonly isDescending: boolean };

/** The only columns a list of unpaid orders is sorted by; aliases: `w` the worklist row, `o` the order, `a` its account, `owner` a colleague. */
const sortable: Readonly<Record<string, Omit<SortKey, "isDescending">>> = {
  order: { sql: "o.order_number", type: "text" },
  customer: { sql: "lower(a.name)", type: "text" },
  reason: { sql: reasonRankSql("w"), type: "int8" },
  due: { sql: roughWorthSql("w"), type: "int8" },
  secured: { sql: securedSql(), type: "int8" },
  hold_left: { sql: holdEndSql("w"), type: "timestamptz" },
  ships: { sql: "coalesce(o.shipped_at, o.promised_ship_at, 'infinity')", type: "timestamptz" },
  last_contact: { sql: lastContactSql(), type: "timestamptz" },
  owner: { sql: "coalesce(lower(owner.name), '')", type: "text" },
};

/** Keeps what a list may be sorted by; nothing left means the house's own order. */
export function knownSorts(rules: readonly SortRule[]): SortRule[] {
  return rules.filter((rule, index) => rule.id in sortable && rules.findIndex((each) => each.id === rule.id) === index);
}

export function sortKeys(rules: readonly SortRule[]): SortKey[] {
  if (rules.length === 0) return riskOrder("w");
  const keys = rules.flatMap((rule) => {
    const key = sortable[rule.id];
    return key ? [{ ...key, isDescending: rule.isDescending }] : [];
  });
  return [...keys, { sql: "w.id", type: "text" }];
}

export function sortText(rules: readonly SortRule[]): string {
  return rules.map((rule) => `${rule.isDescending ? "-" : ""}${rule.id}`).join(",");
}

/** Sorted by what the row itself carries, nothing is joined: an index is walked. */
const ofRow: ReadonlySet<string> = new Set(["reason", "due", "hold_left", "last_contact"]);

/** What the sort keys speak of beside the worklist row. */
export function sortJoins(rules: readonly SortRule[]): string {
  if (rules.every((rule) => ofRow.has(rule.id))) return "";
  return `JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id
    JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
    LEFT JOIN staff_users owner ON owner.store_id = o.store_id AND owner.id = o.owner_id`;
}

/** Live holds in thousandths of what is still owed: near enough to sort by; the bar itself is drawn from the rules. */
function securedSql(): string {
  return `(SELECT coalesce(sum(z.amount_minor - z.captured_minor), 0) * 1000 / greatest(o.total_minor - o.captured_minor, 1)
    FROM authorizations z WHERE z.store_id = w.store_id AND z.order_id = w.order_id AND z.status = 'authorized')::int8`;
}

function lastContactSql(): string {
  return `coalesce(greatest(
    (SELECT max(coalesce(z.opened_at, z.requested_at)) FROM approval_requests z WHERE z.store_id = w.store_id AND z.order_id = w.order_id),
    (SELECT max(z.created_at) FROM notes z WHERE z.store_id = w.store_id AND z.order_id = w.order_id)), '-infinity')`;
}
