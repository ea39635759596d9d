/** The house's own list of reasons why a gateway or a bank said no. Gateways map their raw codes to these; rules speak only of these. */
export const houseReasons = [
  "insufficient_funds",
  "limit_exceeded",
  "do_not_honor",
  "call_issuer",
  "authentication_required",
  "card_expired",
  "wrong_card_data",
  "card_not_supported",
  "account_closed",
  "lost_or_stolen",
  "suspected_fraud",
  "disputed",
  "authorization_expired",
  "authorization_voided",
  "already_captured",
  "renewal_too_early",
  "amount_too_large",
  "duplicate",
  "invalid_request",
  "invalid_account",
  "currency_not_supported",
  "rate_limited",
  "technical_fault",
  "gateway_unavailable",
  "cancelled_by_payer",
  "check_returned",
  "unmapped",
] as const;

export type HouseReason = (typeof houseReasons)[number];

/** Causes that follow-up paths start from (F01). */
export type FailureCause =
  | "funds_or_limit"
  | "account_or_card_ended"
  | "disputed_by_payer"
  | "technical"
  | "data_wrong"
  | "bank_refused"
  | "fraud"
  | "hold_gone"
  | "unknown";

export const causeOfReason = {
  insufficient_funds: "funds_or_limit",
  limit_exceeded: "funds_or_limit",
  do_not_honor: "bank_refused",
  call_issuer: "bank_refused",
  authentication_required: "bank_refused",
  card_expired: "account_or_card_ended",
  wrong_card_data: "data_wrong",
  card_not_supported: "bank_refused",
  account_closed: "account_or_card_ended",
  lost_or_stolen: "fraud",
  suspected_fraud: "fraud",
  disputed: "disputed_by_payer",
  authorization_expired: "hold_gone",
  authorization_voided: "hold_gone",
  already_captured: "technical",
  renewal_too_early: "technical",
  amount_too_large: "technical",
  duplicate: "technical",
  invalid_request: "technical",
  invalid_account: "technical",
  currency_not_supported: "technical",
  rate_limited: "technical",
  technical_fault: "technical",
  gateway_unavailable: "technical",
  cancelled_by_payer: "bank_refused",
  check_returned: "funds_or_limit",
  unmapped: "unknown",
} as const satisfies Record<HouseReason, FailureCause>;
