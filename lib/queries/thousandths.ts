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

/**
 * Thousandths of what a person typed, with a point or a comma for the decimals: "1,200.50", "1.200,50", "10,50". Null where it is no amount. Three digits after one
 * sign alone are thousands after a comma and decimals after a point, as the desk itself writes them.
 */
export function parseThousandths(text: string | null | undefined): bigint | null {
  const typed = (text ?? "").trim();
  const plain = amountShapes.find(({ shape }) => shape.test(typed))?.toPlain(typed);
  if (plain === undefined) return null;
  const [whole = "", decimals = ""] = plain.split(".");
  return BigInt(`${whole}${decimals.padEnd(3, "0")}`);
}

const amountShapes: readonly { shape: RegExp; toPlain: (text: string) => string }[] = [
  { shape: /^\d{1,12}(\.\d{1,3})?$/, toPlain: (text) => text },
  { shape: /^\d{1,3}(,\d{3}){1,3}(\.\d{1,3})?$/, toPlain: (text) => text.replaceAll(",", "") },
  { shape: /^\d{1,12},\d{1,2}$/, toPlain: (text) => text.replace(",", ".") },
  { shape: /^\d{1,3}(\.\d{3}){1,3},\d{1,3}$/, toPlain: (text) => text.replaceAll(".", "").replace(",", ".") },
];
