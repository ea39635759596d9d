import type { Authorization } from "./authorization";
import { isExpired, isExpiringSoon, usableUntil } from "./authorization-window";
import type { Coverage } from "./coverage";
import { liveHolds, lostRest } from "./holds";
import type { Instant } from "./instant";
import { isPositive, smaller } from "./money";
import type { Order } from "./order";
import type { NextStep } from "./order-state";
import {
  decideRenew,
  isSwapUnderWay,
  noRenewal,
  type RenewPolicy,
  renewsItselfAt,
  wasRenewalRefused,
} from "./renewing";
import type { WorklistEntry, WorklistOptions } from "./worklist-entry";

/** What an order's holds ask of a person: ending soon, ended, refused, or still waiting at the gateway (H02, H20, H21, S42). */
export function holdEntries(
  order: Order,
  coverage: Coverage,
  now: Instant,
  options: Pick<WorklistOptions, "soonMs" | "renewal">,
): WorklistEntry[] {
  if (order.status === "proposed") return [];
  return [
    ...expiringEntries(order, coverage, now, options),
    ...(isPositive(coverage.uncovered)
      ? [...expiredEntries(order, coverage, now), ...undecidedEntries(order, coverage)]
      : []),
  ];
}

function expiringEntries(
  order: Order,
  coverage: Coverage,
  now: Instant,
  { soonMs, renewal = noRenewal }: Pick<WorklistOptions, "soonMs" | "renewal">,
): WorklistEntry[] {
  if (order.status === "draft") return [];
  return liveHolds(order, now)
    .filter((hold) => isExpiringSoon(hold, now, soonMs))
    .flatMap((hold) => {
      const part = coverage.parts.find((each) => each.authorizationId === hold.id);
      if (part === undefined) return [];
      const entry = {
        reason: "authorization_expiring",
        subjectId: hold.id,
        amount: part.amount,
        deadline: part.endsAt ?? usableUntil(hold),
        ...stepBeforeEnd(order, hold, part.kind === "on_paper", now, renewal),
      } as const;
      return [
        { ...entry, list: "unpaid" },
        { ...entry, list: "expiring" },
      ];
    });
}

/**
 * The cheapest valid step for a hold that ends soon: collect what has shipped; wait for goods that leave in time, or for the house to renew it by itself; extend it where its
 * gateway does; renew it with the card on file; else ask the customer (X02).
 */
function stepBeforeEnd(
  order: Order,
  hold: Authorization,
  isOnPaper: boolean,
  now: Instant,
  policy: RenewPolicy,
): { step: NextStep; why: string } {
  const isOwed = order.invoices.some((invoice) => invoice.status === "open");
  if (isOwed) return { step: "capture", why: "shipped" };
  // What lasts until the goods are to leave is not on paper only.
  if (order.status === "confirmed" && order.promisedShipAt !== null && !isOnPaper)
    return { step: "wait", why: "ships_in_time" };
  if (isSwapUnderWay(order, now)) return { step: "wait", why: "renewing" };
  if (wasRenewalRefused(order, hold))
    return isAsked(order) ? { step: "wait", why: "asked" } : { step: "ask_customer", why: "renewal_refused" };
  const renewsAt = renewsItselfAt(order, hold, now, policy);
  if ((renewsAt ?? now) > now) return { step: "wait", why: "renews_itself" };
  const renewal = decideRenew(order, hold.id, now);
  if (renewal.ok && renewal.value.way === "renew") return { step: "extend_authorization", why: "gateway_extends" };
  if (renewal.ok) return { step: "renew_authorization", why: "lapses_before_shipment" };
  if (renewal.reason === "renewal_too_early") return { step: "wait", why: "renewal_too_early" };
  return { step: "ask_customer", why: "no_saved_instrument" };
}

/** Only before everything has shipped: afterwards the capture finds the dead hold and its invoice tells. */
function expiredEntries(order: Order, coverage: Coverage, now: Instant): WorklistEntry[] {
  if (order.status !== "confirmed") return [];
  return order.authorizations
    .filter((hold) => isExpired(hold, now) && isPositive(lostRest(order, hold, now)))
    .map((hold) => ({
      list: "unpaid",
      reason: "authorization_expired",
      subjectId: hold.id,
      amount: smaller(lostRest(order, hold, now), coverage.uncovered),
      deadline: order.promisedShipAt,
      ...stepAfterEnd(order, hold),
    }));
}

function stepAfterEnd(order: Order, hold: Authorization): { step: NextStep; why: string } {
  if (isAsked(order)) return { step: "wait", why: "asked" };
  return hasToken(order, hold)
    ? { step: "authorize_again", why: "saved_instrument" }
    : { step: "ask_customer", why: "no_saved_instrument" };
}

/** The newest answer of each method, where it is a refusal or still out. */
function undecidedEntries(order: Order, coverage: Coverage): WorklistEntry[] {
  return order.methods
    .filter((method) => method.status === "active")
    .flatMap((method) => {
      const newest = order.authorizations.filter((hold) => hold.paymentMethodId === method.id).at(-1);
      if (newest?.status !== "declined" && newest?.status !== "authorize_pending") return [];
      const isDeclined = newest.status === "declined";
      return [
        {
          list: "unpaid",
          reason: isDeclined ? "authorization_declined" : "authorization_pending",
          subjectId: newest.id,
          amount: smaller(newest.amount, coverage.uncovered),
          deadline: order.promisedShipAt,
          step: isDeclined ? (isAsked(order) ? "wait" : "new_payment_method") : "wait",
          why: isDeclined ? "declined" : "authorization_pending",
        } as const,
      ];
    });
}

function hasToken(order: Order, hold: Authorization): boolean {
  return order.methods.some(
    (method) => method.id === hold.paymentMethodId && method.status === "active" && method.token !== null,
  );
}

/** The customer has a working link in hand. */
function isAsked(order: Order): boolean {
  const status = order.approval?.status;
  return status === "requested" || status === "sent" || status === "opened" || status === "approving";
}
