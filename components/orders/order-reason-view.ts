/** Why an order needs a person. The words and icons belong to `OrderReason`. */
export type OrderReasonCode =
  | "price_went_up"
  | "zero_price_quote"
  | "hold_ending"
  | "hold_expired"
  | "on_paper_only"
  | "not_authorized"
  | "card_refused"
  | "capture_failed"
  | "capture_unconfirmed"
  | "soft_decline"
  | "data_wrong"
  | "fraud_stop"
  | "awaiting_customer"
  | "customer_declined"
  | "approval_payment_failed"
  | "half_linked"
  | "unapplied_money";
