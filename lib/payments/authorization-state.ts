import type { TransitionTable } from "./transition-table";

/** Statuses of one authorization (a hold). `expiring` is not a status: it is a question of time, asked with the clock at hand. */
export const authorizationStatuses = [
  "requested",
  "authorize_pending",
  "authorize_unconfirmed",
  "authorized",
  "declined",
  "void_requested",
  "void_unconfirmed",
  "voided",
  "expired",
  "captured",
] as const;
export type AuthorizationStatus = (typeof authorizationStatuses)[number];

export type AuthorizationEvent =
  | "authorize_succeeded"
  | "authorize_pending"
  | "authorize_unconfirmed"
  | "authorize_declined"
  | "void_requested"
  | "void_succeeded"
  | "void_unconfirmed"
  | "void_refused"
  | "expired"
  | "fully_captured";

/** The table of holds. A hold that was found expired or voided at the gateway while we asked something else takes the same events. */
export const authorizationTransitions = {
  requested: {
    authorize_succeeded: "authorized",
    authorize_pending: "authorize_pending",
    authorize_unconfirmed: "authorize_unconfirmed",
    authorize_declined: "declined",
    fully_captured: "captured",
  },
  authorize_pending: {
    authorize_succeeded: "authorized",
    authorize_unconfirmed: "authorize_unconfirmed",
    authorize_declined: "declined",
    fully_captured: "captured",
  },
  authorize_unconfirmed: {
    authorize_succeeded: "authorized",
    authorize_pending: "authorize_pending",
    authorize_declined: "declined",
    fully_captured: "captured",
  },
  authorized: {
    void_requested: "void_requested",
    void_succeeded: "voided",
    expired: "expired",
    fully_captured: "captured",
  },
  void_requested: {
    void_succeeded: "voided",
    void_unconfirmed: "void_unconfirmed",
    void_refused: "authorized",
    expired: "expired",
    fully_captured: "captured",
  },
  void_unconfirmed: {
    void_succeeded: "voided",
    void_refused: "authorized",
    expired: "expired",
    fully_captured: "captured",
  },
  declined: {},
  voided: {},
  expired: {},
  captured: {},
} as const satisfies TransitionTable<AuthorizationStatus, AuthorizationEvent>;

export const authorizationEnds = [
  "declined",
  "voided",
  "expired",
  "captured",
] as const satisfies readonly AuthorizationStatus[];

/** The few words that staff and the API see. */
export const outerAuthorizationStatus = {
  requested: "pending",
  authorize_pending: "pending",
  authorize_unconfirmed: "unconfirmed",
  authorized: "authorized",
  declined: "declined",
  void_requested: "authorized",
  void_unconfirmed: "unconfirmed",
  voided: "voided",
  expired: "expired",
  captured: "captured",
} as const satisfies Record<AuthorizationStatus, string>;
