import type { CardBrand } from "./card-numbers";

export type AdviceCode = "confirm_card_data" | "do_not_try_again" | "try_again_later";

export interface Decline {
  readonly code: string;
  readonly declineCode: string;
  readonly message: string;
  readonly adviceCode: AdviceCode | null;
  readonly networkDeclineCode: string | null;
  readonly networkAdviceCode: string | null;
}

interface DeclineRow {
  readonly code?: string;
  readonly message?: string;
  readonly advice: AdviceCode | null;
  /** ISO 8583 response code, as most networks give it. */
  readonly network: string | null;
  readonly mastercardAdvice?: string;
}

const DECLINED = "Your card was declined.";

const ROWS: Readonly<Record<string, DeclineRow>> = {
  authentication_required: {
    code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
    advice: null,
    network: "1A",
  },
  call_issuer: { advice: "try_again_later", network: "01" },
  card_not_supported: { advice: null, network: "57", message: "Your card does not support this type of purchase." },
  card_velocity_exceeded: { advice: "try_again_later", network: "61", mastercardAdvice: "02" },
  currency_not_supported: { advice: null, network: "57" },
  do_not_honor: { advice: "try_again_later", network: "05", mastercardAdvice: "02" },
  expired_card: {
    code: "expired_card",
    message: "Your card has expired.",
    advice: "confirm_card_data",
    network: "54",
    mastercardAdvice: "01",
  },
  fraudulent: { advice: "do_not_try_again", network: "59", mastercardAdvice: "03" },
  generic_decline: { advice: "try_again_later", network: "01", mastercardAdvice: "02" },
  incorrect_cvc: {
    code: "incorrect_cvc",
    message: "Your card's security code is incorrect.",
    advice: "confirm_card_data",
    network: "N7",
  },
  incorrect_number: {
    code: "incorrect_number",
    message: "Your card number is incorrect.",
    advice: "confirm_card_data",
    network: "14",
  },
  insufficient_funds: {
    message: "Your card has insufficient funds.",
    advice: "try_again_later",
    network: "51",
    mastercardAdvice: "02",
  },
  invalid_account: { advice: "confirm_card_data", network: "14", mastercardAdvice: "01" },
  issuer_not_available: { advice: "try_again_later", network: "91", mastercardAdvice: "02" },
  lost_card: { advice: "do_not_try_again", network: "41", mastercardAdvice: "03" },
  merchant_blacklist: { advice: "do_not_try_again", network: null },
  pickup_card: { advice: "do_not_try_again", network: "04", mastercardAdvice: "03" },
  processing_error: {
    code: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
    advice: "try_again_later",
    network: "96",
  },
  reenter_transaction: { advice: "try_again_later", network: "19" },
  restricted_card: { advice: "do_not_try_again", network: "62" },
  revocation_of_all_authorizations: { advice: "do_not_try_again", network: "R1", mastercardAdvice: "03" },
  revocation_of_authorization: { advice: "do_not_try_again", network: "R1", mastercardAdvice: "03" },
  stolen_card: { advice: "do_not_try_again", network: "43", mastercardAdvice: "03" },
  stop_payment_order: { advice: "do_not_try_again", network: "R0", mastercardAdvice: "21" },
  transaction_not_allowed: { advice: "do_not_try_again", network: "57" },
  try_again_later: { advice: "try_again_later", network: "19" },
  withdrawal_count_limit_exceeded: { advice: "try_again_later", network: "65", mastercardAdvice: "02" },
};

/** All that Stripe says about a card refused with this decline code. An unlisted code is told as a plain `card_declined`. */
export function declineOf(declineCode: string, brand: CardBrand): Decline {
  const row = ROWS[declineCode] ?? { advice: null, network: "05" };
  return {
    code: row.code ?? "card_declined",
    declineCode,
    message: row.message ?? DECLINED,
    adviceCode: row.advice,
    networkDeclineCode: row.network,
    networkAdviceCode: brand === "mastercard" ? (row.mastercardAdvice ?? null) : null,
  };
}

/** A refusal by Stripe's own risk rules: it never reached the network. */
export function blockedByRadar(): Decline {
  return {
    code: "card_declined",
    declineCode: "fraudulent",
    message: DECLINED,
    adviceCode: "do_not_try_again",
    networkDeclineCode: null,
    networkAdviceCode: null,
  };
}
