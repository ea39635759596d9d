import type { Authorization } from "./authorization";
import type { AuthorizationEvent, AuthorizationStatus } from "./authorization-state";
import type { HouseReason } from "./decline-reasons";
import type { OutcomeKind } from "./gateway";
import { holdRest } from "./holds";
import type { AuthorizationId } from "./ids";
import { isPositive, type Money } from "./money";
import type { OpenAttempt } from "./order";
import { ok, type Result, refused } from "./result";

export type VoidPlan = {
  readonly event: "void_requested";
  readonly authorizationId: AuthorizationId;
  readonly amount: Money;
  readonly obligation: string;
};
export type VoidRefusal =
  | "nothing_to_void"
  | "capture_in_progress"
  | "outcome_unknown"
  | "already_voided"
  | "already_captured";

/**
 * Whether a hold is to be released at its gateway, and how much that sets free. A hold that ended by itself needs no call: `already_voided`,
 * `already_captured` and `nothing_to_void` count as done for whoever closes an order (PR-4). Refuses while a capture from it or
 * a release of it has no answer (I6).
 */
export function decideVoid(
  authorization: Authorization,
  openAttempts: readonly OpenAttempt[],
): Result<VoidPlan, VoidRefusal> {
  const standing = refusalByStatus[authorization.status];
  if (standing !== null) return refused(standing);
  const amount = holdRest(authorization);
  if (!isPositive(amount)) return refused("already_captured");
  if (isPositive(authorization.reserved)) return refused("capture_in_progress");
  const obligation = voidObligation(authorization.id);
  if (openAttempts.some((attempt) => attempt.obligation === obligation)) return refused("outcome_unknown");
  if (authorization.gatewayReference === null) return refused("nothing_to_void");
  return ok({ event: "void_requested", authorizationId: authorization.id, amount, obligation });
}

const refusalByStatus: Readonly<Record<AuthorizationStatus, VoidRefusal | null>> = {
  requested: "outcome_unknown",
  authorize_pending: "outcome_unknown",
  authorize_unconfirmed: "outcome_unknown",
  authorized: null,
  declined: "nothing_to_void",
  void_requested: "outcome_unknown",
  void_unconfirmed: "outcome_unknown",
  voided: "already_voided",
  expired: "nothing_to_void",
  captured: "already_captured",
};

/** The stable name of releasing one hold. */
export function voidObligation(authorizationId: AuthorizationId): string {
  return `void:${authorizationId}`;
}

export type VoidEffect = {
  readonly event: AuthorizationEvent | null;
  /** The money was captured meanwhile: it must go back as a refund, and a person sees it (PR-4). */
  readonly needsRefund: boolean;
  readonly after: "done" | "enquire" | "run_again" | "recover";
};

/** Turns one of the six outcomes of a void into an event. "Already released" and "already expired" are success (PR-4). */
export function applyVoidOutcome(outcomeKind: OutcomeKind, reason: HouseReason | null): VoidEffect {
  switch (outcomeKind) {
    case "succeeded":
      return { event: "void_succeeded", needsRefund: false, after: "done" };
    case "pending":
      return { event: null, needsRefund: false, after: "enquire" };
    case "declined":
    case "rejected":
      return refusedVoid(reason);
    case "not_sent":
      return { event: null, needsRefund: false, after: "run_again" };
    case "unconfirmed":
      return { event: "void_unconfirmed", needsRefund: false, after: "enquire" };
  }
}

function refusedVoid(reason: HouseReason | null): VoidEffect {
  if (reason === "authorization_voided") return { event: "void_succeeded", needsRefund: false, after: "done" };
  if (reason === "authorization_expired") return { event: "expired", needsRefund: false, after: "done" };
  if (reason === "already_captured") return { event: "fully_captured", needsRefund: true, after: "done" };
  return { event: "void_refused", needsRefund: false, after: "recover" };
}
