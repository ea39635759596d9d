import { alertSilenceMinutes } from "./alerting";
import { isLiveApproval } from "./approval-state";
import { earliest, HOUR_MS, type Instant, later, MINUTE_MS } from "./instant";
import type { Order } from "./order";
import { overlapMs, renewalHours, replacedSince } from "./renewing";
import { remindAfterMs } from "./worklist";

const releaseAgainMs = [60_000, 240_000, overlapMs];

/**
 * When the clock alone will next change something about an order: a hold that begins to end, loses its guarantee or ends, a link that ends, a mail or
 * a reminder that may leave, a capture whose next try falls due, an alert. Null when nothing is waiting for time. The sweep looks at an order when this moment has come.
 */
export function nextDueAt(order: Order, now: Instant, options: { soonMs: number }): Instant | null {
  const marks: (Instant | null)[] = [];
  const ends: (Instant | null)[] = [];
  for (const hold of order.authorizations) {
    if (hold.status !== "authorized" && hold.status !== "void_requested") continue;
    if (hold.reserved.amountMinor > 0n) continue;
    ends.push(hold.expiresAt);
    for (const end of [hold.guaranteedUntil, hold.expiresAt]) {
      if (end !== null)
        marks.push(
          end,
          later(end, -options.soonMs),
          // Renewals and alerts share these hours.
          ...renewalHours.map((hours) => later(end, -hours * HOUR_MS)),
        );
    }
  }
  for (const hold of order.authorizations) {
    const since = hold.status === "authorized" ? replacedSince(order, hold, now) : null;
    // A release that was refused is asked for again while both may stand, then a person hears of it (I8).
    if (since !== null) marks.push(...releaseAgainMs.map((ms) => later(since, ms)));
  }
  for (const attempt of order.openAttempts) {
    if (attempt.isUnconfirmed)
      marks.push(...alertSilenceMinutes.map((minutes) => later(attempt.requestedAt, minutes * MINUTE_MS)));
  }
  for (const invoice of order.invoices) {
    if (invoice.status === "open" || invoice.status === "failed") ends.push(invoice.nextAttemptAt);
  }
  if (order.approval && isLiveApproval(order.approval.status)) {
    ends.push(order.approval.expiresAt, order.approval.sendAt, order.approval.remindAt);
    if (order.approval.sentAt !== null) marks.push(later(order.approval.sentAt, remindAfterMs));
  }
  // An end that has passed stays due until somebody has acted on it; a mark that has passed is already in the lists.
  return earliest([...ends, ...marks.filter((mark) => mark !== null && mark > now)]) ?? null;
}
