import type { NextStep } from "@/lib/payments/order-state";

/** The recommended step as a short button. */
export const nextStepLabels = {
  capture: "Capture",
  retry_capture: "Capture again",
  authorize_and_capture: "New hold",
  next_payment_method: "Other method",
  increase_authorization: "Raise hold",
  extend_authorization: "Extend hold",
  renew_authorization: "Renew hold",
  authorize_again: "New hold",
  ask_customer: "Ask customer",
  remind_customer: "Ask again",
  call_customer: "Call",
  ask_about_dispute: "Ask about it",
  new_payment_method: "New method",
  wait: "Wait",
  refund: "Refund",
  resync: "Ask the gateway",
  send_again: "Send again",
  review: "Review",
  none: "Nothing to do",
} as const satisfies Record<NextStep, string>;

/** Why the house recommends it: the stable words of the rules, as sentences. */
export function whyText(why: string): string {
  return whyWords[why] ?? `${why.charAt(0).toUpperCase()}${why.slice(1).replaceAll("_", " ")}.`;
}

const whyWords: Readonly<Record<string, string>> = {
  fraud_stop: "The order is stopped for fraud. No money moves until a supervisor lifts the stop.",
  outcome_unknown:
    "The gateway has not answered. Nothing else moves money for this until it did; the house keeps asking.",
  first_try: "The goods have shipped and nothing has been tried yet.",
  asked_in_vain:
    "The gateway was asked for the last time and has not answered. Look at its own pages; what you find there is entered under No answer, and a colleague confirms it.",
  pending_for_good:
    "The gateway still says that it is pending, and is asked no more. Look at its own pages; what you find there is entered under No answer, and a colleague confirms it.",
  attempts_used_up: "The automatic tries are used up.",
  instrument_unusable: "The bank says that this card must never be tried again.",
  new_instrument_needed: "The card cannot pay any more. The customer has to name another way to pay.",
  disputed: "The payer disputes it. Talk first: product, service, amount or timing.",
  dispute_refund: "The payer disputes it, and it was settled that money goes back.",
  dispute_accepted: "The payer disputes it, and it was settled to let the money go. The bank's decision ends it.",
  dispute_answered: "The gateway has our answer. The bank decides, and that can take weeks.",
  dispute_answer_stuck:
    "Our answer to the dispute did not get through, and is tried no more. Look at the gateway's own pages, and have it tried again under Answer to the bank.",
  dispute_contested:
    "The payer disputes it, and it was settled to contest. Give the answers to the gateway as evidence.",
  passing_refusal: "It often works later. The house tries again by itself.",
  technical_fault: "A fault that usually passes. The house tries again by itself.",
  hold_gone: "The old hold is gone. Authorizing and capturing in one call on the same card replaces it.",
  no_saved_instrument: "There is no saved way to pay that could be charged again.",
  payer_must_act: "Only the customer can settle this with the bank.",
  gateway_knows_more: "The gateway knows more than we do. Ask it before anything else.",
  other_method: "By rule the next payment method of the order is charged.",
  stopped_by_rule: "A rule of the store stops here.",
  needs_person: "The answer is not one that the house may act on alone.",
  approval_needed: "The customer has not agreed to this price.",
  asked: "The customer has a working link.",
  no_answer: "The customer was asked days ago and has not answered.",
  approving: "The customer is paying right now.",
  payment_failed: "The customer agreed, but the payment failed.",
  customer_declined: "The customer does not agree.",
  customer_question: "The customer asked something. Answer, and note what you said: that settles it.",
  link_expired: "The link ended without an answer.",
  address_refused: "The mail server refuses the customer's address. Use another one, or read out a code.",
  mail_failed: "The mail could not be delivered. Ask again, or read out a code.",
  message_not_taken: "A system of yours did not take what it was to be told. Team, Webhooks has it sent again.",
  saved_instrument: "A saved card can be asked for a new hold.",
  shipped: "The goods have shipped, so the money can be taken.",
  ships_in_time: "The goods leave before the hold ends.",
  lapses_before_shipment: "The hold ends before the goods can leave.",
  amount_not_possible:
    "The gateway counts this currency more coarsely, so the amount cannot be held there: round it, or use another way to pay.",
  hold_can_be_raised: "The hold that is there can be raised: no second one on the card.",
  gateway_extends: "The gateway extends this hold without its customer. It ends before the goods can leave.",
  declined: "The bank refused the hold.",
  authorization_pending: "The bank has not decided yet.",
  half_linked: "The new order exists, but the old one is still open.",
  overpaid: "More came in than the order is worth.",
  refund_failed: "The refund did not reach the customer. The money is with us again.",
  order_closed: "The order is closed and still keeps money.",
  hold_replaced: "A newer hold has taken over, and the gateway has not let the old one go.",
  renewal_refused: "A new hold was refused. Only the customer can settle it.",
  renewal_too_early: "The gateway renews this hold only once its guarantee has ended.",
  renewing: "A new hold is being asked for.",
  renews_itself: "The house renews this hold by itself before it ends.",
  hold_on_closed_order: "The order is closed and still keeps a hold.",
};
