import { add, type Money, subtract, sum } from "./money";

/** One line of an order. `adjustment` is what discounts take off: positive reduces the line. */
export type OrderLine = {
  readonly lineNo: number;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly tax: Money;
  readonly shipping: Money;
  readonly shippingTax: Money;
  readonly adjustment: Money;
  readonly tradingAgreement: string | null;
};

/** What one line was, is, and how far it moved. `before` is null for an added line, `after` for a dropped one. */
export type LineChange = {
  readonly lineNo: number;
  readonly sku: string;
  readonly name: string;
  readonly before: Money | null;
  readonly after: Money | null;
  readonly difference: Money;
};

/** Deposit amount of a line in minor units: product total + tax + shipping + shipping tax - adjustment (W27). */
export function lineTotal(line: OrderLine): Money {
  const product = {
    amountMinor: line.unitPrice.amountMinor * BigInt(line.quantity),
    currency: line.unitPrice.currency,
  };
  return subtract(add(add(add(product, line.tax), line.shipping), line.shippingTax), line.adjustment);
}

/** Sum of the lines' totals; zero of `currency` without lines. A line in another currency is a bug and throws. */
export function orderTotal(currency: string, lines: readonly OrderLine[]): Money {
  return sum(currency, lines.map(lineTotal));
}

/** The two versions of an order side by side, matched by line number and in its order; equal lines are included (S53). */
export function compareLines(before: readonly OrderLine[], after: readonly OrderLine[]): LineChange[] {
  const old = new Map(before.map((line) => [line.lineNo, line]));
  const current = new Map(after.map((line) => [line.lineNo, line]));
  const lineNos = [...new Set([...old.keys(), ...current.keys()])].sort((a, b) => a - b);
  return lineNos.flatMap((lineNo) => {
    const was = old.get(lineNo);
    const is = current.get(lineNo);
    const named = is ?? was;
    return named === undefined ? [] : [changeOf(named, was, is)];
  });
}

function changeOf(named: OrderLine, was: OrderLine | undefined, is: OrderLine | undefined): LineChange {
  const before = was ? lineTotal(was) : null;
  const after = is ? lineTotal(is) : null;
  const none = { amountMinor: 0n, currency: named.unitPrice.currency };
  return {
    lineNo: named.lineNo,
    sku: named.sku,
    name: named.name,
    before,
    after,
    difference: subtract(after ?? none, before ?? none),
  };
}
