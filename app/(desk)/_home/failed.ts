import type { FailedCapturesView } from "@/components/panels/panel-views";
import { type CaptureCause, captureCauses } from "@/lib/format/capture-cause";
import { failedCaptureText } from "@/lib/format/failed-capture-text";
import { timeText } from "@/lib/format/format-instant";
import { formatMoney } from "@/lib/format/format-money";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { type CauseCount, countFailedCaptures } from "@/lib/queries/captures/count-failed-captures";
import { listFailedCaptures } from "@/lib/queries/captures/list-failed-captures";
import { whileFresh } from "@/lib/server/while-fresh";
import { offeredActs } from "../_acts/next-act";
import { orderHref } from "../_lists/order-row";
import type { HomeScope } from "./home-scope";

export async function readFailed({ staff, queries, clock }: HomeScope): Promise<FailedCapturesView> {
  const [counts, rows] = await Promise.all([
    whileFresh(queries, "count failed captures", () => countFailedCaptures(queries)),
    whileFresh(queries, "home failed captures", () => listFailedCaptures(queries, { limit: 3 })),
  ]);
  return {
    total: counts.failed,
    groups: counts.byCause
      .toSorted((a, b) => captureCauses.indexOf(a.cause) - captureCauses.indexOf(b.cause))
      .map((group) => ({
        cause: group.cause,
        count: group.count,
        note: groupNote(group, clock.timeZone),
        href: `/captures?cause=${group.cause}`,
      })),
    rows: rows.map((row) => ({
      orderNumber: row.orderNumber,
      href: orderHref(row.orderNumber),
      customerName: row.customerName,
      failedAt: row.failedAt,
      amount: row.amount,
      next: offeredActs(
        { ...row, phone: row.customerPhone, because: failedCaptureText(row) },
        { ...staff, claimedBy: null },
      ).next,
    })),
    nextRetry: counts.nextRetry,
    capturedToday: counts.capturedToday,
    allHref: "/captures",
  };
}

const fixedNotes: Partial<Record<CaptureCause, string>> = { fraud: "stopped", no_answer: "being asked" };

/** Under each bar: when it is tried again, else what it is worth. */
function groupNote({ cause, sums, nextTryAt }: CauseCount, timeZone: string): string {
  const fixed = fixedNotes[cause];
  if (fixed !== undefined) return fixed;
  if (nextTryAt !== null) return `retry ${timeText(toInstant(Date.parse(nextTryAt)), timeZone)}`;
  const [first, ...others] = sums;
  if (!first) return "";
  if (others.length > 0) return `in ${sums.length} currencies`;
  return `${first.currency} ${formatMoney(money(BigInt(first.amountMinor), first.currency))}`;
}
