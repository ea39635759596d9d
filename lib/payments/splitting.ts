import { type Money, money } from "./money";
import { lineTotal, type OrderLine } from "./order-lines";
import { ok, type Result, refused } from "./result";

export type LineQuantity = { readonly lineNo: number; readonly quantity: number };
export type ReleaseAmountRefusal = "unknown_line" | "not_a_quantity" | "exceeds_ordered" | "nothing_released";

/**
 * Splits `total` in proportion to `weights` (none negative) so that the parts sum to it exactly, whatever its sign. Leftover minor
 * units go to the largest remainders, the earlier part first on a tie. All weights zero: equal parts. No weights: no parts, which
 * only a total of zero allows. Source: MT-4.
 */
export function splitByLargestRemainder(total: Money, weights: readonly bigint[]): Money[] {
  if (weights.some((weight) => weight < 0n)) throw new Error("a weight is never negative");
  if (weights.length === 0) {
    if (total.amountMinor !== 0n) throw new Error("an amount cannot be split into no parts");
    return [];
  }
  if (total.amountMinor < 0n) return splitByLargestRemainder(negative(total), weights).map(negative);
  const weightSum = weights.reduce((all, weight) => all + weight, 0n);
  const effective = weightSum === 0n ? weights.map(() => 1n) : weights;
  const divisor = weightSum === 0n ? BigInt(weights.length) : weightSum;
  const whole = total.amountMinor;

  const parts = effective.map((weight) => ({
    share: (whole * weight) / divisor,
    remainder: (whole * weight) % divisor,
  }));
  const left = whole - parts.reduce((all, part) => all + part.share, 0n);
  for (const part of parts.toSorted(byLargestRemainder).slice(0, Number(left))) part.share += 1n;
  return parts.map((part) => money(part.share, total.currency));
}

/**
 * What a release of some units of an order is worth. Each line's total is spread over its units once and for all, so the amounts of
 * an order's releases sum exactly to its total, in any order and grouping (MT-4). `alreadyReleased` counts earlier releases' units.
 */
export function releaseAmount(
  lines: readonly OrderLine[],
  releasedQuantities: readonly LineQuantity[],
  alreadyReleased: readonly LineQuantity[],
): Result<Money, ReleaseAmountRefusal> {
  const byLineNo = new Map(lines.map((line) => [line.lineNo, line]));
  const earlier = quantitiesByLine(alreadyReleased);
  let amount: Money | undefined;
  for (const [lineNo, quantity] of quantitiesByLine(releasedQuantities)) {
    const line = byLineNo.get(lineNo);
    if (line === undefined) return refused("unknown_line", `line ${lineNo}`);
    if (!Number.isSafeInteger(quantity) || quantity < 0) return refused("not_a_quantity", `line ${lineNo}`);
    const before = earlier.get(lineNo) ?? 0;
    if (before + quantity > line.quantity) return refused("exceeds_ordered", `line ${lineNo}`);
    if (quantity === 0) continue;
    const total = lineTotal(line);
    const worth =
      firstUnits(total.amountMinor, line.quantity, before + quantity) -
      firstUnits(total.amountMinor, line.quantity, before);
    amount = money((amount?.amountMinor ?? 0n) + worth, total.currency);
  }
  return amount === undefined ? refused("nothing_released") : ok(amount);
}

/** Sorting is stable: of equal remainders the earlier part stays first. */
function byLargestRemainder(a: { remainder: bigint }, b: { remainder: bigint }): number {
  return Number(b.remainder - a.remainder);
}

function negative(amount: Money): Money {
  return money(-amount.amountMinor, amount.currency);
}

function quantitiesByLine(quantities: readonly LineQuantity[]): Map<number, number> {
  const byLine = new Map<number, number>();
  for (const { lineNo, quantity } of quantities) byLine.set(lineNo, (byLine.get(lineNo) ?? 0) + quantity);
  return byLine;
}

/** Worth of the first `count` of `units` equal units: the leftover minor units lie on the first ones. */
export function firstUnits(totalMinor: bigint, units: number, count: number): bigint {
  if (totalMinor < 0n) return -firstUnits(-totalMinor, units, count);
  const perUnit = totalMinor / BigInt(units);
  const leftover = Number(totalMinor % BigInt(units));
  return perUnit * BigInt(count) + BigInt(Math.min(count, leftover));
}
