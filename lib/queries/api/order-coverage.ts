import { isoText } from "@/lib/format/format-instant";
import { coverageOf } from "@/lib/payments/coverage";
import type { Instant } from "@/lib/payments/instant";
import type { Money } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";

/** Where an order's money stands: `due` is always `secured` + `onPaper` + `uncovered`. */
export type ApiCoverage = {
  due: Money;
  captured: Money;
  secured: Money;
  onPaper: Money;
  uncovered: Money;
  excess: Money;
  firstEndsAt: string | null;
};

export function toApiCoverage(order: Order, now: Instant): ApiCoverage {
  const { due, captured, secured, onPaper, uncovered, excess, firstEndsAt } = coverageOf(order, now);
  const ends = firstEndsAt === null ? null : isoText(firstEndsAt);
  return { due, captured, secured, onPaper, uncovered, excess, firstEndsAt: ends };
}
