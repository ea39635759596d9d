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

export type LineChangeKind = "same" | "changed" | "added" | "dropped";

/** What one line was, is, and how far it moved. `before` is null for an added line, `after` for a dropped one. */
export type LineChange = {
  readonly lineNo: number;
  readonly sku: string;
  readonly name: string;
  readonly kind: LineChangeKind;
  readonly quantityBefore: number | null;
  readonly quantityAfter: number | null;
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

/**
 * The two versions of an order side by side, in the order of line numbers; equal lines are included (S53). A line is the same where number and article
 * agree, else where article and name do: one that only moved up because another was dropped is not taken for it. The differences sum to the totals'.
 */
export function compareLines(before: readonly OrderLine[], after: readonly OrderLine[]): LineChange[] {
  const old = new Set(before);
  const take = (isIt: (was: OrderLine) => boolean) => {
    const found = [...old].find(isIt);
    if (found) old.delete(found);
    return found;
  };
  const inPlace = after.map((is) => take((was) => was.lineNo === is.lineNo && was.sku === is.sku));
  const pairs = after.map((is, at) => ({
    is,
    was: inPlace[at] ?? take((was) => was.sku === is.sku && was.name === is.name),
  }));
  return [
    ...pairs.map(({ is, was }) => changeOf(is, was, is)),
    ...[...old].map((was) => changeOf(was, was, undefined)),
  ].sort((a, b) => a.lineNo - b.lineNo);
}

function changeOf(named: OrderLine, was: OrderLine | undefined, is: OrderLine | undefined): LineChange {
  const before = was ? lineTotal(was) : null;
  const after = is ? lineTotal(is) : null;
  const none = { amountMinor: 0n, currency: named.unitPrice.currency };
  const difference = subtract(after ?? none, before ?? none);
  return {
    lineNo: named.lineNo,
    sku: named.sku,
    name: named.name,
    kind: kindOf(was, is),
    quantityBefore: was?.quantity ?? null,
    quantityAfter: is?.quantity ?? null,
    before,
    after,
    difference,
  };
}

function kindOf(was: OrderLine | undefined, is: OrderLine | undefined): LineChange["kind"] {
  if (!was) return "added";
  if (!is) return "dropped";
  const isSame =
    lineTotal(was).amountMinor === lineTotal(is).amountMinor && was.quantity === is.quantity && was.name === is.name;
  return isSame ? "same" : "changed";
}
