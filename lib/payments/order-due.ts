import { alertSilenceMinutes } from "./alerting";
import { isLiveApproval } from "./approval-state";
import type { Authorization } from "./authorization";
import { earliest, HOUR_MS, type Instant, later, MINUTE_MS } from "./instant";
import { isPositive } from "./money";
import type { Order } from "./order";
import { overlapMs, renewalHours, replacedSince } from "./renewing";
import { remindAfterMs } from "./worklist";

const releaseAgainMs = [60_000, 240_000, overlapMs];

/**
 * When the clock alone will next change something about an order: a hold that begins to end, loses its guarantee or ends, a link that ends, a mail or
 * a reminder that may leave, a capture whose next try falls due, an alert. Null when nothing is waiting for time. The sweep looks at an order when this moment has come.
 */
export function nextDueAt(order: Order, now: Instant, options: { soonMs: number }): Instant | null {
  const marks = [...marksOfHolds(order, options.soonMs), ...marksOfReplaced(order, now), ...marksOfSilence(order)];
  const { approval } = order;
  const isAsked = approval !== null && isLiveApproval(approval.status);
  if (isAsked && approval.sentAt !== null) marks.push(later(approval.sentAt, remindAfterMs));
  const tries = order.invoices.filter(({ status }) => status === "open" || status === "failed");
  // An end that has passed stays due until somebody has acted on it; a mark that has passed is already in the lists.
  const first = earliest([
    ...untouchedHolds(order).map(({ expiresAt }) => expiresAt),
    ...tries.map(({ nextAttemptAt }) => nextAttemptAt),
    ...(isAsked ? [approval.expiresAt, approval.sendAt, approval.remindAt] : []),
    ...marks.filter((mark) => mark > now),
  ]);
  return first ?? null;
}

function untouchedHolds(order: Order): Authorization[] {
  return order.authorizations.filter(
    ({ status, reserved }) => (status === "authorized" || status === "void_requested") && !isPositive(reserved),
  );
}

function marksOfHolds(order: Order, soonMs: number): Instant[] {
  // Renewals and alerts share these hours.
  const before = [0, soonMs, ...renewalHours.map((hours) => hours * HOUR_MS)];
  return untouchedHolds(order)
    .flatMap(({ guaranteedUntil, expiresAt }) => [guaranteedUntil, expiresAt])
    .filter((end) => end !== null)
    .flatMap((end) => before.map((ms) => later(end, -ms)));
}

/** A release that was refused is asked for again while both may stand, then a person hears of it (I8). */
function marksOfReplaced(order: Order, now: Instant): Instant[] {
  return order.authorizations
    .filter(({ status }) => status === "authorized")
    .map((hold) => replacedSince(order, hold, now))
    .filter((since) => since !== null)
    .flatMap((since) => releaseAgainMs.map((ms) => later(since, ms)));
}

function marksOfSilence(order: Order): Instant[] {
  return order.openAttempts
    .filter(({ isUnconfirmed }) => isUnconfirmed)
    .flatMap(({ requestedAt }) => alertSilenceMinutes.map((minutes) => later(requestedAt, minutes * MINUTE_MS)));
}
