import { currencyCodes, currencyDecimals } from "@/lib/payments/currency";

/** Thousandths of a currency's unit, in SQL: what amounts of different decimals can be compared by. */
export function thousandthsSql(alias: string, column = "amount_minor"): string {
  return `${alias}.${column} * ${byCurrencySql(alias, (code) => 10 ** (3 - currencyDecimals(code)), 10)}`;
}

/** A number that depends on the row's currency; `usual` stands for all that have no number of their own. */
export function byCurrencySql(alias: string, worthOf: (code: string) => number, usual: number): string {
  const byValue = new Map<number, string[]>();
  for (const code of currencyCodes) {
    const value = worthOf(code);
    if (value !== usual) byValue.set(value, [...(byValue.get(value) ?? []), code]);
  }
  const cases = [...byValue].map(
    ([value, codes]) => `WHEN ${alias}.currency IN (${codes.map((code) => `'${code}'`).join(",")}) THEN ${value}`,
  );
  return `(CASE ${cases.join(" ")} ELSE ${usual} END)`;
}

/** Thousandths of what a person typed ("1,200.50"), or null where it is no amount. */
export function parseThousandths(text: string | null | undefined): bigint | null {
  const match = /^(\d{1,12})(?:\.(\d{1,3}))?$/.exec((text ?? "").replaceAll(",", "").trim());
  return match ? BigInt(`${match[1]}${(match[2] ?? "").padEnd(3, "0")}`) : null;
}
