import { minorToAmountView, toAmountView } from "@/lib/format/amount-view";
import { dayText, isoText } from "@/lib/format/format-instant";
import { formatMoney } from "@/lib/format/format-money";
import { orderSourceWords } from "@/lib/format/order-words";
import { outerCaptureStatus } from "@/lib/payments/capture-state";
import type { Coverage } from "@/lib/payments/coverage";
import { holdRest, liveHolds } from "@/lib/payments/holds";
import { toInstant } from "@/lib/payments/instant";
import { add, isPositive, type Money, sum } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import type { WorklistReason } from "@/lib/payments/order-state";
import type { OrderRead } from "../orders/load-orders";
import { leadingHold, toHoldRead } from "../orders/order-standing";
import { toPerson } from "../orders/person";
import type { QueryScope } from "../query-scope";
import type { OpenItem, RecordRow } from "./read-record";

/** The facts at the top of a record: due, authorized, good today, captured, hold, reason, owner (UX C3). */
export function orderHighlights(
  scope: QueryScope,
  read: OrderRead,
  row: RecordRow,
  coverage: Coverage,
  { leading, givenBack }: { leading: OpenItem | null; givenBack: Money },
) {
  const { order, account } = read;
  const { currency } = order.total;
  const held = sum(currency, liveHolds(order, scope.now).map(holdRest));
  return {
    orderNumber: order.orderNumber,
    kindText: `Order, ${orderSourceWords[order.source]}${read.reference ? ` ${read.reference}` : ""}`,
    placedAt: isoText(order.placedAt),
    mark: overrideMark(order),
    accountId: account.id,
    customerName: account.name,
    // Money that the payer disputes is not owed a second time.
    due:
      leading && leading.reason !== "payment_disputed"
        ? minorToAmountView(leading.amount_minor, leading.currency)
        : toAmountView(uncoveredNow(read, coverage)),
    // What belongs to the customer is not due from them.
    isOursToSettle: leading?.list === "unapplied-money",
    total: toAmountView(order.total),
    authorized: toAmountView(add(held, coverage.captured)),
    methodCount: order.methods.filter((method) => method.status !== "removed").length,
    goodToday: toAmountView(coverage.secured),
    onPaper: toAmountView(coverage.onPaper),
    captured: toAmountView(coverage.captured),
    capturedNote: isPositive(givenBack) ? `${formatMoney(givenBack)} of it given back` : capturedNote(scope, read),
    hold: isClosed(read) ? null : toHoldRead(leadingHold(order, scope.now), read.holdsEndedAt),
    reason: leading ? (leading.reason as WorklistReason) : null,
    reasonSince: leading ? leading.opened_at.toISOString() : null,
    owner: toPerson(row.owner_id, row.owner_name),
    claimedBy: toPerson(row.claim_user_id, row.claim_user_name),
    claimEndsAt: row.claim_expires_at?.toISOString() ?? null,
  };
}

/** What a supervisor has let pass, or is asked to (UX C4). */
function overrideMark({ override, status, releases }: Order): string | null {
  if (override.isAsked) return "Override asked";
  if (override.granted.amountMinor === 0n) return null;
  const hasLeft = status !== "confirmed" || releases.some((release) => release.status === "shipped");
  return hasLeft ? "Shipped on override" : "May ship on override";
}

/** A draft owes nothing yet, and a closed order nothing any more. */
function uncoveredNow(read: OrderRead, coverage: Coverage) {
  const isOwed = read.order.status === "confirmed" || read.order.status === "shipped";
  return isOwed ? coverage.uncovered : { amountMinor: 0n, currency: read.order.total.currency };
}

function isClosed({ order }: OrderRead): boolean {
  return order.status === "cancelled" || order.status === "replaced" || order.status === "completed";
}

function capturedNote({ timeZone }: QueryScope, read: OrderRead): string {
  const { order, captureStatus } = read;
  if (isPositive(order.prepaid)) return `${formatMoney(order.prepaid)} of it paid ahead`;
  const last = order.captures.filter((capture) => capture.status === "captured").at(-1);
  if (captureStatus === "failed") return "the last capture failed";
  if (captureStatus === "success" && last?.capturedAt != null) {
    return `on ${dayText(toInstant(last.capturedAt), timeZone)}`;
  }
  // Where every invoice is paid, what is pending is only what has not shipped.
  const isOut = order.invoices.some((invoice) => outerCaptureStatus[invoice.status] === "pending");
  if (captureStatus === "pending") return isOut ? "capture is under way" : "the rest when it ships";
  return order.status === "confirmed" || order.status === "draft" ? "captures when it ships" : "nothing to capture";
}
