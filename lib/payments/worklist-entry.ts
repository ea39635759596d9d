import type { Instant } from "./instant";
import type { Money } from "./money";
import type { NextStep, WorklistName, WorklistReason } from "./order-state";
import type { RecoveryPolicy } from "./recovery";
import type { RenewPolicy } from "./renewing";

/** One reason why an order stands in front of a person, in one list. */
export type WorklistEntry = {
  readonly list: WorklistName;
  readonly reason: WorklistReason;
  /** The hold, invoice, attempt or request that it is about; null for the order itself. */
  readonly subjectId: string | null;
  readonly amount: Money;
  /** When it becomes worse by itself: a hold ends, a link dies, goods are promised. */
  readonly deadline: Instant | null;
  readonly step: NextStep;
  /** A stable word for the reason behind the step. */
  readonly why: string;
};

export type WorklistOptions = {
  /** How long before its end a hold counts as expiring (H03). */
  readonly soonMs: number;
  /** How the store lets the house renew holds by itself; never, where left out. */
  readonly renewal?: RenewPolicy;
  /** The rules of the store; the house default where left out. */
  readonly policy?: RecoveryPolicy;
};
