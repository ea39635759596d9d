import { type AmountView, toAmountView } from "@/lib/format/amount-view";
import { isoText } from "@/lib/format/format-instant";
import type { Authorization } from "@/lib/payments/authorization";
import { isExpired, usableUntil } from "@/lib/payments/authorization-window";
import { type Coverage, coverageOf } from "@/lib/payments/coverage";
import { liveHolds } from "@/lib/payments/holds";
import { earliest, type Instant } from "@/lib/payments/instant";
import { zero } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";

export type CoverageRead = { secured: AmountView; onPaper: AmountView; unsecured: AmountView };
export type HoldRead = {
  expiresAt: string | null;
  startedAt: string | null;
  isEstimated: boolean;
  /** Until when the gateway promises the money, where that is before the hold's end. */
  promisedUntil: string | null;
};

/** Where an order's money stands, as bars and chips show it (X01, H18). */
export function toCoverageRead({ secured, onPaper, uncovered }: Coverage): CoverageRead {
  return { secured: toAmountView(secured), onPaper: toAmountView(onPaper), unsecured: toAmountView(uncovered) };
}

export function coverageRead(order: Order, now: Instant): CoverageRead {
  return toCoverageRead(coverageNow(order, now));
}

/** The rules' cover of an order; one that was cancelled or replaced is owed nothing any more. */
export function coverageNow(order: Order, now: Instant): Coverage {
  const coverage = coverageOf(order, now);
  if (order.status !== "cancelled" && order.status !== "replaced") return coverage;
  const none = zero(order.total.currency);
  return { ...coverage, due: none, secured: none, onPaper: none, uncovered: none, parts: [], firstEndsAt: null };
}

/** The hold that counts: of the live ones the one that ends first, else the one that ended last; null where nothing is or was held. */
export function leadingHold(order: Order, now: Instant): Authorization | null {
  const live = [...liveHolds(order, now)].sort((a, b) => endOf(a) - endOf(b));
  const ended = order.authorizations.filter((hold) => isExpired(hold, now)).sort((a, b) => endOf(b) - endOf(a));
  return live[0] ?? ended[0] ?? null;
}

/** `endedAt`: when holds that are no more really ended, which a gateway may do before their date. */
export function toHoldRead(hold: Authorization | null, endedAt: ReadonlyMap<string, Instant>): HoldRead | null {
  if (hold === null) return null;
  const ended = endedAt.get(hold.id);
  const end = earliest([hold.expiresAt, ended]);
  return {
    expiresAt: end === undefined ? null : isoText(end),
    startedAt: hold.authorizedAt === null ? null : isoText(hold.authorizedAt),
    isEstimated: hold.expirySource !== "gateway" && end !== ended,
    promisedUntil: ended === undefined && hold.guaranteedUntil !== null ? isoText(hold.guaranteedUntil) : null,
  };
}

function endOf(hold: Authorization): number {
  return usableUntil(hold) ?? Number.MAX_SAFE_INTEGER;
}
