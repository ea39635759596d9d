import { HOUR_MS } from "@/lib/payments/instant";
import type { RetryBar, RetryBudget } from "@/lib/payments/retry-budget";
import { momentText } from "./format-instant";
import { brandName } from "./method-label";

export type BudgetWords = {
  readonly left: number;
  readonly allowed: number;
  readonly window: string;
  readonly note: string;
};

/** What the meter says of a card's tries: how many are left, what a try past the network's number costs, and when one comes free (X07). */
export function budgetWords(
  budget: RetryBudget,
  { bar, brand, timeZone }: { bar: RetryBar | null; brand: string | null; timeZone: string },
): BudgetWords {
  const window = windowText(budget);
  const { allowed } = budget;
  if (bar === "retry_forbidden")
    return {
      left: 0,
      allowed,
      window,
      note: "Locked: the last answer forbids any further try on this card, on every road.",
    };
  const free = budget.freeAt === null ? "" : ` The next one comes free on ${momentText(budget.freeAt, timeZone)}.`;
  return { left: budget.left, allowed, window, note: `${networkNote(budget, brand, window)}${free}` };
}

/** "30 days", "24 hours". */
export function windowText({ windowMs }: Pick<RetryBudget, "windowMs">): string {
  const hours = windowMs / HOUR_MS;
  return hours > 48 ? `${hours / 24} days` : `${hours} hours`;
}

function networkNote({ network, excessFee, limitId }: RetryBudget, brand: string | null, window: string): string {
  const name = brand === null ? "This network" : brandName(brand);
  if (network === null) return `${name} publishes no limit; the house keeps its own.`;
  const amount = limitId.endsWith("24h") ? "whatever the amount" : "of the same amount";
  const fee = excessFee === null ? "" : ` Each one past that costs ${excessFee}.`;
  return `${name} allows ${network} refused tries in ${window}, ${amount}.${fee}`;
}
