import { toAmountView } from "@/lib/format/amount-view";
import { dayText } from "@/lib/format/format-instant";
import { formatMoney } from "@/lib/format/format-money";
import { methodLabel } from "@/lib/format/method-label";
import { priceApprovalNeed } from "@/lib/payments/approval";
import type { Coverage, CoveragePart } from "@/lib/payments/coverage";
import { undecidedHolds } from "@/lib/payments/holds";
import { isPositive } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import { isEnded } from "@/lib/payments/spare-money";
import { toCoverageRead } from "../orders/order-standing";
import type { QueryScope } from "../query-scope";

/** Is the money there? Each part of the bar says where it comes from and how long it lasts (X01). */
export function orderCoverage(scope: QueryScope, order: Order, coverage: Coverage & { others: readonly Order[] }) {
  const part = (kind: CoveragePart["kind"], say: (part: CoveragePart) => string) =>
    coverage.parts
      .filter((each) => each.kind === kind)
      .map(say)
      .join("; ");
  return {
    coverage: toCoverageRead(coverage),
    total: toAmountView(coverage.due),
    securedNote: part("secured", (each) => `${sourceText(order, each)} ${untilText(scope, each)}`),
    onPaperNote: part("on_paper", (each) => `${sourceText(order, each)}, ${paperText(scope, order, each)}`),
    unsecuredNote: unsecuredNote(order),
    paidAheadNote: paidAheadNote(order, coverage.others),
  };
}

/** Money of other orders that waits for this one's goods to ship; null where there is none, and where it can ship nothing any more. */
function paidAheadNote(order: Order, others: readonly Order[]): string | null {
  if (!isPositive(order.prepaid) || isEnded(order)) return null;
  const givers = others.filter(({ captures }) => captures.some(({ applied }) => isPositive(applied)));
  const from = givers.map(({ orderNumber }) => orderNumber).join(", ");
  return `Paid ahead ${formatMoney(order.prepaid)}${from && ` from ${from}`}: what ships takes it first.`;
}

function sourceText(order: Order, part: CoveragePart): string {
  const method = order.methods.find((each) => each.id === part.paymentMethodId);
  return `${method ? methodLabel(method) : "hold"} ${formatMoney(part.amount)}`;
}

function untilText({ timeZone }: QueryScope, part: CoveragePart): string {
  return part.endsAt === null ? "without an end" : `until ${dayText(part.endsAt, timeZone)}`;
}

function paperText({ now, timeZone }: QueryScope, order: Order, part: CoveragePart): string {
  const hold = order.authorizations.find((each) => each.id === part.authorizationId);
  if (hold?.guaranteedUntil != null && hold.guaranteedUntil <= now) {
    return `no longer promised since ${dayText(hold.guaranteedUntil, timeZone)}`;
  }
  return part.endsAt === null ? "not promised" : `ends ${dayText(part.endsAt, timeZone)}, before the goods leave`;
}

function unsecuredNote(order: Order): string {
  if (priceApprovalNeed(order).needed) return "waits for approval";
  if (undecidedHolds(order).length > 0) return "the bank is being asked";
  return order.authorizations.length > 0 ? "no hold stands for it" : "nothing was authorized yet";
}
