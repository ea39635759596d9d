import { hasSomethingToApprove } from "./approval";
import type { ApprovalStatus } from "./approval-state";
import { isDisputed } from "./disputing";
import { HOUR_MS, type Instant, later } from "./instant";
import type { Order } from "./order";

/** A customer reads mail, decides and pays: less time than this is none. */
const leastTimeLeftMs = HOUR_MS;

export type ReminderVerdict =
  /** Its time has not come, or nobody asked for one. */
  | { readonly kind: "not_due" }
  | { readonly kind: "send" }
  /** Something is under way that may make it needless: look again then. */
  | { readonly kind: "later"; readonly at: Instant }
  /** Never again for this request. */
  | { readonly kind: "stop" };

/**
 * Whether the customer is reminded now (H32). Only who was asked and has said nothing: not who answered, declined or paid and was refused, not while money
 * or a question of theirs is under way, not who disputes the payment (F04), not on a dead link or one that is about to end, and not when there is nothing left to agree to.
 */
export function decideReminder(order: Order, now: Instant, options: { soonMs: number }): ReminderVerdict {
  const request = order.approval;
  if (request === null || request.remindAt === null || request.remindAt > now) return { kind: "not_due" };
  const isStopped =
    order.isFraudStopped || isDisputed(order) || isClosed(order) || request.expiresAt - now < leastTimeLeftMs;
  if (isStopped || standing[request.status] === "answered") return { kind: "stop" };
  if (!hasSomethingToApprove(order, now, options.soonMs)) return { kind: "stop" };
  const isBusy = request.questionAt !== null || order.openAttempts.some(({ operation }) => busy.has(operation));
  if (isBusy || standing[request.status] === "under_way") return { kind: "later", at: later(now, HOUR_MS) };
  return { kind: "send" };
}

const standing: Record<ApprovalStatus, "silent" | "under_way" | "answered"> = {
  requested: "under_way",
  sent: "silent",
  opened: "silent",
  approving: "under_way",
  payment_failed: "answered",
  approved: "answered",
  declined: "answered",
  expired: "answered",
  replaced: "answered",
  withdrawn: "answered",
};

const busy: ReadonlySet<string> = new Set(["authorize", "authorize_and_capture", "capture", "open_hosted_page"]);

function isClosed({ status }: Order): boolean {
  return status === "cancelled" || status === "replaced" || status === "completed";
}
