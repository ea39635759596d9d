import type { SortKey } from "../keyset";
import { byCurrencySql, thousandthsSql } from "../thousandths";

/**
 * Money at risk against time left: larger amounts first in coarse bands, and within a band whatever becomes worse soonest, so that 200.00 with
 * three hours left stands before 20.00 with one. `alias` names the worklist row. lib/format/risk-order.ts says it to the reader.
 */
export function riskOrder(alias: string): SortKey[] {
  return [
    { sql: bandSql(alias), type: "int8" },
    { sql: `coalesce(${alias}.deadline_at, 'infinity')`, type: "timestamptz" },
    { sql: `${alias}.id`, type: "text" },
  ];
}

/** Thousandths of roughly one dollar. Ranks rows and is never shown: amounts of different currencies are not added or converted. */
export function roughWorthSql(alias: string): string {
  return `(${thousandthsSql(alias)} / ${byCurrencySql(alias, (code) => roughUnits[code] ?? 1, 1)})`;
}

function bandSql(alias: string): string {
  const worth = roughWorthSql(alias);
  return `(CASE WHEN ${worth} >= 1000000 THEN 1 WHEN ${worth} >= 250000 THEN 2 WHEN ${worth} >= 50000 THEN 3 ELSE 4 END)::int8`;
}

/** How many units of a currency are worth about a dollar, to the power of ten; currencies that are not named count as one. */
const roughUnits: Readonly<Record<string, number>> = {
  ...powers(10, "CNY CZK DKK HKD MXN NOK SEK TRY TWD UAH ZAR MAD EGP THB"),
  ...powers(100, "JPY HUF ISK INR PHP RUB DZD KES PKR RSD LKR JMD DOP ARS XAF XOF XPF KMF VUV DJF"),
  ...powers(1_000, "KRW CLP COP CRC NGN KZT MMK RWF BIF PYG TZS UGX IQD"),
  ...powers(10_000, "VND IDR GNF LAK UZS IRR LBP KHR"),
};

function powers(units: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(" ").map((code) => [code, units]));
}
