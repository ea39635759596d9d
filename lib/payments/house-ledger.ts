import type { Money } from "./money";

/** The gateways whose ledger is ours. Each has one ledger: of gift cards, of lines of credit, of checks, of money paid elsewhere. */
export const houseLedgers = ["stored_value", "customer_account", "check", "offline"] as const;
export type HouseLedgerName = (typeof houseLedgers)[number];

/** Why a ledger of ours said no. Adapters turn these into house reasons and plain words. */
export const houseRefusals = [
  "unknown_card",
  "no_credit_line",
  "currency_differs",
  "balance_too_small",
  "limit_reached",
  "check_already_recorded",
  "number_missing",
  "hold_unknown",
  "hold_released",
  "hold_spent",
  "more_than_held",
  "take_unknown",
  "more_than_taken",
  "all_given_back",
  "other_request",
] as const;
export type HouseRefusal = (typeof houseRefusals)[number];

export type HouseMovementKind = "hold" | "hold_and_take" | "take" | "release" | "give_back";

type Asked = { readonly storeId: string; readonly operationId: string; readonly orderNumber: string };
export type HoldAsked = Asked & {
  readonly ledger: HouseLedgerName;
  readonly kind: "hold" | "hold_and_take";
  /** Kind of the payment method, whose settings say when a check goes to the bank. */
  readonly methodKind: string;
  /** The card's or account's token, or the number of the document. */
  readonly token: string;
  readonly amount: Money;
};
export type TakeAsked = Asked & {
  readonly ledger: HouseLedgerName;
  readonly kind: "take";
  readonly holdId: string;
  readonly amount: Money;
  /** Lets the rest of the hold go as well. */
  readonly isFinal: boolean;
};
export type ReleaseAsked = Asked & {
  readonly ledger: HouseLedgerName;
  readonly kind: "release";
  readonly holdId: string;
};
export type GiveBackAsked = Asked & {
  readonly ledger: HouseLedgerName;
  readonly kind: "give_back";
  readonly takeId: string;
  readonly amount: Money;
};
export type MovementAsked = HoldAsked | TakeAsked | ReleaseAsked | GiveBackAsked;

export type HouseMovement = {
  readonly movementId: string;
  readonly kind: HouseMovementKind;
  readonly holdId: string;
  readonly amount: Money;
  readonly held: Money;
  readonly last4: string | null;
};

/** `not_reached`: our database could not be asked and nothing happened. `unknown`: the answer to the commit was lost. */
export type HouseAnswer =
  | { readonly kind: "moved"; readonly movement: HouseMovement }
  | { readonly kind: "refused"; readonly refusal: HouseRefusal }
  | { readonly kind: "not_reached" }
  | { readonly kind: "unknown" };

export type HouseEnquiry = HouseAnswer | { readonly kind: "nothing" };

/** A hold as the ledger has it now. `lastTakeId` is the newest take from it. */
export type HouseHoldState = {
  readonly holdId: string;
  readonly amount: Money;
  readonly taken: Money;
  readonly released: Money;
  readonly givenBack: Money;
  readonly isDeposited: boolean;
  readonly lastTakeId: string | null;
  readonly last4: string | null;
};

/**
 * A ledger of ours as its gateway sees it. One operation id moves money once, whoever repeats it and however often (I5): a repeat gets the answer of the
 * first, and another request under the same id is refused. Never throws for what a database out of reach does or does not answer.
 */
export type HouseLedger = {
  move(asked: MovementAsked): Promise<HouseAnswer>;
  /** What came of an operation; `nothing` where the ledger knows none. */
  find(storeId: string, operationId: string): Promise<HouseEnquiry>;
  /** Undefined where the database cannot be asked; null where there is no such hold. */
  readHold(holdId: string): Promise<HouseHoldState | null | undefined>;
};
