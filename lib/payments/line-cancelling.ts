import { type Money, money } from "./money";
import { lineTotal, type OrderLine } from "./order-lines";
import { ok, type Result, refused } from "./result";
import { firstUnits, type LineQuantity } from "./splitting";

export type LineCancelRefusal = "unknown_line" | "exceeds_unreleased";

/**
 * An order's lines after some units were cancelled (S06). Line numbers stay; a line without units goes. What is left of a line is worth exactly
 * its first units as splitting.ts counts them, so releases made before and after still sum to the total (MT-4). Refuses units that are released.
 */
export function cancelUnits(
  lines: readonly OrderLine[],
  cancelled: readonly LineQuantity[],
  released: readonly LineQuantity[],
): Result<OrderLine[], LineCancelRefusal> {
  const remaining = new Map(lines.map((line) => [line.lineNo, line.quantity]));
  for (const { lineNo, quantity } of cancelled) {
    const before = remaining.get(lineNo);
    if (before === undefined) return refused("unknown_line", `line ${lineNo}`);
    const kept = released.find((each) => each.lineNo === lineNo)?.quantity ?? 0;
    if (before - quantity < kept) return refused("exceeds_unreleased", `line ${lineNo}`);
    remaining.set(lineNo, before - quantity);
  }
  return ok(
    lines.flatMap((line) => {
      const quantity = remaining.get(line.lineNo) ?? 0;
      return quantity > 0 ? [withQuantity(line, quantity)] : [];
    }),
  );
}

function withQuantity(line: OrderLine, quantity: number): OrderLine {
  const share = (amount: Money) => money(firstUnits(amount.amountMinor, line.quantity, quantity), amount.currency);
  const shared = {
    ...line,
    quantity,
    tax: share(line.tax),
    shipping: share(line.shipping),
    shippingTax: share(line.shippingTax),
    adjustment: share(line.adjustment),
  };
  return withTotal(shared, share(lineTotal(line)));
}

/** Sharing each part for itself may miss the line's share by a minor unit or two: they go where there is something to take them from. */
function withTotal(line: OrderLine, total: Money): OrderLine {
  let missing = total.amountMinor - lineTotal(line).amountMinor;
  const next = { ...line };
  for (const part of ["tax", "shipping", "shippingTax"] as const) {
    const { amountMinor, currency } = next[part];
    const change = amountMinor + missing < 0n ? -amountMinor : amountMinor === 0n ? 0n : missing;
    next[part] = money(amountMinor + change, currency);
    missing -= change;
  }
  const { amountMinor, currency } = next.adjustment;
  return { ...next, adjustment: money(amountMinor - missing, currency) };
}
