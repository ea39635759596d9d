import type { HouseReason } from "@/lib/payments/decline-reasons";
import type { HouseRefusal } from "@/lib/payments/house-ledger";

export type RefusalAnswer = { readonly kind: "declined" | "rejected"; readonly reason: HouseReason };

/** What a refusal by our own ledger means to the rules: the payer's means do not suffice (declined), or the request itself is wrong (rejected). */
export const answerOfRefusal = {
  unknown_card: { kind: "declined", reason: "wrong_card_data" },
  no_credit_line: { kind: "declined", reason: "limit_exceeded" },
  currency_differs: { kind: "declined", reason: "currency_not_supported" },
  balance_too_small: { kind: "declined", reason: "insufficient_funds" },
  limit_reached: { kind: "declined", reason: "limit_exceeded" },
  check_already_recorded: { kind: "declined", reason: "duplicate" },
  number_missing: { kind: "rejected", reason: "invalid_request" },
  hold_unknown: { kind: "rejected", reason: "invalid_request" },
  hold_released: { kind: "declined", reason: "authorization_voided" },
  hold_spent: { kind: "rejected", reason: "already_captured" },
  more_than_held: { kind: "rejected", reason: "amount_too_large" },
  take_unknown: { kind: "rejected", reason: "invalid_request" },
  more_than_taken: { kind: "rejected", reason: "amount_too_large" },
  all_given_back: { kind: "rejected", reason: "duplicate" },
  other_request: { kind: "rejected", reason: "duplicate" },
} as const satisfies Record<HouseRefusal, RefusalAnswer>;

/** What staff read about it. */
export const wordsOfRefusal = {
  unknown_card: "No gift card with this number was issued by this store.",
  no_credit_line: "This customer has no line of credit.",
  currency_differs: "It is kept in another currency than the order's.",
  balance_too_small: "The gift card's balance is too small.",
  limit_reached: "The customer's remaining credit is too small.",
  check_already_recorded: "A check with this number was recorded before.",
  number_missing: "The check's number is missing.",
  hold_unknown: "There is no such hold.",
  hold_released: "The hold was released before.",
  hold_spent: "The money was taken before.",
  more_than_held: "That is more than is held.",
  take_unknown: "There is no such capture.",
  more_than_taken: "That is more than was taken.",
  all_given_back: "All of it went back before.",
  other_request: "The same operation was asked for with other amounts.",
} as const satisfies Record<HouseRefusal, string>;
