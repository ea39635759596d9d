import type { SortKey } from "../keyset";

/**
 * Money at risk against time left, in the order of the index `worklist_items_by_risk`: what lapses before it can ship, then by bands of the amount, which the
 * migration `risk_order` tells, then by time left (X02, H03).
 * `alias` names the worklist row. lib/format/risk-order.ts says it to the reader.
 */
export function riskOrder(alias: string): SortKey[] {
  return [
    { sql: `${alias}.lapse_rank`, type: "int8" },
    { sql: `paydesk_risk_band(${alias}.amount_minor, ${alias}.currency)`, type: "int8" },
    { sql: `coalesce(${alias}.deadline_at, 'infinity'::timestamptz)`, type: "timestamptz" },
    { sql: `${alias}.id`, type: "text" },
  ];
}

/** What amounts of different currencies are ranked by; never shown, and never a sum. */
export function roughWorthSql(alias: string): string {
  return `paydesk_rough_worth(${alias}.amount_minor, ${alias}.currency)`;
}
