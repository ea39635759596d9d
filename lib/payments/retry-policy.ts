import type { HouseReason } from "./decline-reasons";

/**
 * What a refusal allows. `never`: this instrument is not tried again by any route (FD-1). `soft`: wait and try again. `technical`: a passing
 * fault, plain repeat. `new_hold`: the hold is gone, the instrument may be good. `customer`: only the payer can help. `resync`: the gateway
 * knows more than we do. `person`: somebody has to look.
 */
export type RetryClass = "never" | "soft" | "technical" | "new_hold" | "customer" | "resync" | "person";

/** Classes per house reason; `never` follows Visa's category 1 and Mastercard's "do not try again" advice. */
export const retryClassOfReason = {
  insufficient_funds: "soft",
  limit_exceeded: "soft",
  do_not_honor: "soft",
  call_issuer: "customer",
  authentication_required: "customer",
  card_expired: "customer",
  wrong_card_data: "never",
  card_not_supported: "never",
  account_closed: "never",
  lost_or_stolen: "never",
  suspected_fraud: "never",
  disputed: "never",
  authorization_expired: "new_hold",
  authorization_voided: "new_hold",
  already_captured: "resync",
  renewal_too_early: "person",
  amount_too_large: "person",
  duplicate: "resync",
  invalid_request: "person",
  invalid_account: "person",
  currency_not_supported: "person",
  rate_limited: "technical",
  technical_fault: "technical",
  gateway_unavailable: "technical",
  cancelled_by_payer: "customer",
  check_returned: "never",
  unmapped: "person",
} as const satisfies Record<HouseReason, RetryClass>;

/** Whether the house may try again by itself after this refusal, tries permitting. */
export function mayRetryAlone(reason: HouseReason): boolean {
  const retryClass: RetryClass = retryClassOfReason[reason];
  return retryClass === "soft" || retryClass === "technical" || retryClass === "new_hold";
}

/** Whether an instrument's newest refusal forbids it for good: nothing is charged to it any more, by any route (FD-1). */
export function isBarredForGood({ lastReason }: { readonly lastReason: HouseReason | null }): boolean {
  return lastReason !== null && retryClassOfReason[lastReason] === "never";
}
