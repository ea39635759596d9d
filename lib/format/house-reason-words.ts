import type { HouseReason } from "@/lib/payments/decline-reasons";

/** What a refusal means, in words for staff. Customers never read these: a lost or stolen card is not named to its payer. */
export const houseReasonWords = {
  insufficient_funds: "Not enough funds",
  limit_exceeded: "Card limit reached",
  do_not_honor: "Bank refused without a reason",
  call_issuer: "Bank wants the customer to call",
  authentication_required: "Bank wants the customer to confirm",
  card_expired: "Card has expired",
  wrong_card_data: "Card data is wrong",
  card_not_supported: "Card does not allow this payment",
  account_closed: "Account or card is closed",
  lost_or_stolen: "Card is reported lost or stolen",
  suspected_fraud: "Flagged as fraud",
  disputed: "Payer disputes it",
  authorization_expired: "Authorization has ended",
  authorization_voided: "Authorization was voided",
  already_captured: "Already captured at the gateway",
  renewal_too_early: "Too early to renew the hold",
  amount_too_large: "Amount is above what the hold allows",
  duplicate: "Gateway took it for a duplicate",
  invalid_request: "Gateway did not accept our request",
  invalid_account: "Our gateway account is not set up for it",
  currency_not_supported: "Currency is not supported",
  rate_limited: "Gateway asked us to slow down",
  technical_fault: "Fault at the gateway",
  gateway_unavailable: "Gateway could not be reached",
  cancelled_by_payer: "Customer cancelled",
  check_returned: "Check came back unpaid",
  unmapped: "Answer not known to us",
} as const satisfies Record<HouseReason, string>;

export function houseReasonText(reason: string | null): string | null {
  if (reason === null) return null;
  return (houseReasonWords as Record<string, string>)[reason] ?? reason.replaceAll("_", " ");
}
