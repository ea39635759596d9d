import type { AuthorizationId } from "./ids";
import { type Money, sum } from "./money";
import type { Order } from "./order";
import type { OrderEvent } from "./order-state";
import { ok, type Result, refused } from "./result";
import { decideVoid } from "./voiding";

export type CancelRefusal =
  | "already_cancelled"
  | "order_closed"
  | "already_shipped"
  | "capture_in_progress"
  | "outcome_unknown";
export type Cancellation = {
  /** `fully_shipped` where parts have left: the rest is cancelled, the order lives on for what is owed. */
  readonly event: Extract<OrderEvent, "cancelled" | "fully_shipped">;
  /** What the order is still worth afterwards: its shipped releases. */
  readonly keptTotal: Money;
  readonly cancelReleases: readonly number[];
  /** Holds to release at once. None while shipped goods are unpaid: their last capture releases the rest. */
  readonly voids: readonly AuthorizationId[];
  /** Holds that are still being asked for: if one succeeds later, it is released then (I9). */
  readonly watch: readonly AuthorizationId[];
};

/**
 * Whether what has not shipped may be cancelled. A dead, expired or fraud-stopped order can always be (X04, GP3). Refuses when everything has
 * shipped (that is a return), and while a capture has no answer (I6).
 */
export function decideCancel(order: Order): Result<Cancellation, CancelRefusal> {
  if (order.status === "cancelled") return refused("already_cancelled");
  if (order.status === "replaced") return refused("order_closed");
  if (order.status === "shipped" || order.status === "completed") return refused("already_shipped");
  const captures = order.openAttempts.filter(
    ({ operation }) => operation === "capture" || operation === "authorize_and_capture",
  );
  if (captures.some((attempt) => attempt.isUnconfirmed)) return refused("outcome_unknown");
  if (captures.length > 0) return refused("capture_in_progress");

  const shipped = order.releases.filter((release) => release.status === "shipped");
  const isOwed = order.invoices.some((invoice) => invoice.status !== "captured" && invoice.status !== "cancelled");
  return ok({
    event: shipped.length > 0 ? "fully_shipped" : "cancelled",
    keptTotal: sum(
      order.total.currency,
      shipped.map((release) => release.amount),
    ),
    cancelReleases: order.releases.filter((release) => release.status === "open").map((release) => release.releaseNo),
    voids: isOwed
      ? []
      : order.authorizations.filter((hold) => decideVoid(hold, order.openAttempts).ok).map(({ id }) => id),
    watch: order.authorizations.filter((hold) => watched.has(hold.status)).map(({ id }) => id),
  });
}

const watched: ReadonlySet<string> = new Set(["requested", "authorize_pending", "authorize_unconfirmed"]);
