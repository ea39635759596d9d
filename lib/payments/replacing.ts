import type { AuthorizationStatus } from "./authorization-state";
import type { OrderStatus } from "./order-state";

/**
 * Where the replacement of an order by its successor stands, as read from the database. Each step is durable and may be repeated.
 */
export type ReplacementFacts = {
  readonly predecessor: {
    readonly status: OrderStatus;
    /** Nothing may be captured or authorized on the old order any more. */
    readonly isBarred: boolean;
    readonly holdStatuses: readonly AuthorizationStatus[];
  };
  readonly successor: {
    readonly status: OrderStatus;
    /** coverage.ts finds nothing uncovered. */
    readonly isCovered: boolean;
    /** An authorization for it has no answer yet. */
    readonly isCoverPending: boolean;
    /** The gateway said no, or the customer went away. */
    readonly hasCoverFailed: boolean;
  } | null;
  /** Both orders name each other as complete. */
  readonly isLinked: boolean;
};

/** The next thing to do. `wait`: an answer is out. `abandon_successor`: the new order ends, the old one stays as it was. */
export type ReplacementStep =
  | "create_successor"
  | "cover_successor"
  | "bar_predecessor"
  | "release_hold"
  | "cancel_predecessor"
  | "link"
  | "abandon_successor"
  | "wait"
  | "done";

/**
 * The next step of replacing an order, in the one order that never leaves a customer with neither goods nor order: create the successor, cover
 * it, bar the old order, release its holds, cancel it, link both (PR-3, H15 to H17, H31, X04). Until the successor is covered the
 * old order is untouched, and a failure there ends the successor only. After that there is no way back, only on.
 */
export function replacementSteps(facts: ReplacementFacts): ReplacementStep {
  const { predecessor, successor } = facts;
  if (successor === null) return predecessor.isBarred || isEnded(predecessor.status) ? "done" : "create_successor";
  if (isEnded(successor.status)) return "done";
  const isPastCover = predecessor.isBarred || isEnded(predecessor.status);
  if (!isPastCover && !successor.isCovered) {
    if (successor.isCoverPending) return "wait";
    return successor.hasCoverFailed ? "abandon_successor" : "cover_successor";
  }
  if (!predecessor.isBarred) return "bar_predecessor";
  if (predecessor.holdStatuses.includes("authorized")) return "release_hold";
  if (predecessor.holdStatuses.some((status) => underWay.has(status))) return "wait";
  if (!isEnded(predecessor.status)) return "cancel_predecessor";
  return facts.isLinked ? "done" : "link";
}

const underWay: ReadonlySet<AuthorizationStatus> = new Set([
  "requested",
  "authorize_pending",
  "authorize_unconfirmed",
  "void_requested",
  "void_unconfirmed",
]);

function isEnded(status: OrderStatus): boolean {
  return status === "cancelled" || status === "replaced";
}
