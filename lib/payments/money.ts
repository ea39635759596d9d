/** An amount in integer minor units (cents, yen, fils) of one ISO 4217 currency. There is no bare amount and no float. */
export type Money = { readonly amountMinor: bigint; readonly currency: string };

export function money(amountMinor: bigint | number, currency: string): Money {
  return { amountMinor: BigInt(amountMinor), currency };
}

export function zero(currency: string): Money {
  return { amountMinor: 0n, currency };
}

/** Sum of two amounts. Mixing currencies is a bug and throws. */
export function add(a: Money, b: Money): Money {
  return { amountMinor: a.amountMinor + sameCurrency(a, b).amountMinor, currency: a.currency };
}

/** `a - b`; may be negative. */
export function subtract(a: Money, b: Money): Money {
  return { amountMinor: a.amountMinor - sameCurrency(a, b).amountMinor, currency: a.currency };
}

export function sum(currency: string, amounts: Iterable<Money>): Money {
  let total = zero(currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/** Negative, zero or positive, like a sort comparator. */
export function compare(a: Money, b: Money): number {
  const difference = a.amountMinor - sameCurrency(a, b).amountMinor;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function smaller(a: Money, b: Money): Money {
  // Stryker disable next-line EqualityOperator: of two equal amounts either is the smaller
  return compare(a, b) <= 0 ? a : b;
}

export function larger(a: Money, b: Money): Money {
  // Stryker disable next-line EqualityOperator: of two equal amounts either is the larger
  return compare(a, b) >= 0 ? a : b;
}

/** The amount, or zero where it is negative. */
export function atLeastZero(amount: Money): Money {
  // Stryker disable next-line EqualityOperator: zero made zero is the same amount
  return amount.amountMinor < 0n ? zero(amount.currency) : amount;
}

export function isZero(amount: Money): boolean {
  return amount.amountMinor === 0n;
}

export function isPositive(amount: Money): boolean {
  return amount.amountMinor > 0n;
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`cannot mix ${a.currency} and ${b.currency}`);
  return b;
}
