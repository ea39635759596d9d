import { DAY_MS, type Instant, later } from "./instant";
import type { NextStep } from "./order-state";
import type { RecoveryWhy } from "./recovery";

/**
 * Who follows a failed payment up (F19): the house by itself, a person with the customer, a person alone; or nobody, because a rule says so or fraud stops it. There is
 * no fifth: a failure that nobody follows and no rule suppresses does not exist.
 */
export type FollowUp = "house" | "customer" | "task" | "suppressed";

export function followUpOf(next: {
  readonly step: NextStep;
  /** A word of RecoveryWhy, as it is stored. */
  readonly why: string;
  readonly isAutomatic: boolean;
}): FollowUp {
  if (suppressing.has(next.why)) return "suppressed";
  if (next.isAutomatic) return "house";
  return withCustomer.has(next.step) ? "customer" : "task";
}

/** What is left to people is taken up within so long of the failure; after that its supervisors are told that it is late. */
export const taskMs = DAY_MS;

/** Until when a failure wants a person; null where the house follows it up, or a rule suppresses that (F19). */
export function taskDueAt(followUp: FollowUp, failedAt: Instant | null): Instant | null {
  const isTask = followUp === "task" || followUp === "customer";
  return isTask && failedAt !== null ? later(failedAt, taskMs) : null;
}

/** Words behind a step that say that nobody follows up. */
export const suppressingWhys: readonly RecoveryWhy[] = ["fraud_stop", "stopped_by_rule", "instrument_unusable"];
const suppressing: ReadonlySet<string> = new Set(suppressingWhys);
const withCustomer: ReadonlySet<NextStep> = new Set<NextStep>([
  "ask_customer",
  "remind_customer",
  "call_customer",
  "ask_about_dispute",
  "new_payment_method",
]);
