export interface PaypalErrorFacts {
  readonly name: string;
  readonly message: string;
  readonly issue?: string;
  readonly description?: string;
  readonly field?: string;
  readonly location?: "body" | "query";
}

/** An answer that is an error, in PayPal's form. */
export class PaypalError extends Error {
  readonly status: number;
  readonly facts: PaypalErrorFacts;

  constructor(status: number, facts: PaypalErrorFacts) {
    super(facts.message);
    this.status = status;
    this.facts = facts;
  }
}

export function errorBody({ facts }: PaypalError, debugId: string): string {
  const { name, message, issue, description, field, location = "body" } = facts;
  const detail = issue !== undefined && {
    details: [{ issue, ...(field !== undefined && { field, location }), description: description ?? issue }],
  };
  return JSON.stringify({ name, message, debug_id: debugId, ...detail, links: [] });
}

export function unprocessable(issue: keyof typeof DESCRIPTIONS, field?: string): PaypalError {
  return new PaypalError(422, {
    name: "UNPROCESSABLE_ENTITY",
    message: "The requested action could not be performed, semantically incorrect, or failed business validation.",
    issue,
    description: DESCRIPTIONS[issue],
    ...(field !== undefined && { field }),
  });
}

/** A refusal chosen by a fault rule; an issue that nobody knows is told all the same. */
export function refusedBy(issue: string): PaypalError {
  return Object.hasOwn(DESCRIPTIONS, issue)
    ? unprocessable(issue as keyof typeof DESCRIPTIONS)
    : new PaypalError(422, { ...unprocessable("TRANSACTION_REFUSED").facts, issue, description: issue });
}

export function invalidRequest(
  issue: string,
  field: string,
  description: string,
  location: "body" | "query" = "body",
): PaypalError {
  return new PaypalError(400, {
    name: "INVALID_REQUEST",
    message: "Request is not well-formed, syntactically incorrect, or violates schema.",
    issue,
    field,
    location,
    description,
  });
}

export function notFound(): PaypalError {
  return new PaypalError(404, {
    name: "RESOURCE_NOT_FOUND",
    message: "The specified resource does not exist.",
    issue: "INVALID_RESOURCE_ID",
    description: "Specified resource ID does not exist. Please check the resource ID and try again.",
  });
}

export function authenticationFailure(): PaypalError {
  return new PaypalError(401, {
    name: "AUTHENTICATION_FAILURE",
    message: "Authentication failed due to missing authorization header, or invalid authentication credentials.",
    issue: "INVALID_ACCOUNT_STATUS",
    description: "Account validations failed for the user.",
  });
}

export function requestInProgress(): PaypalError {
  return new PaypalError(409, {
    name: "RESOURCE_CONFLICT",
    message: "The server has detected a conflict while processing this request.",
    issue: "PREVIOUS_REQUEST_IN_PROGRESS",
    description:
      "A previous request on this resource is currently in progress. Please wait for sometime and try again. It is best to space out the initial and the subsequent request(s) to avoid receiving this error.",
  });
}

/** PayPal's own words, from the descriptions of Orders v2 and Payments v2 and from its pages on their errors. */
const DESCRIPTIONS = {
  ACTION_DOES_NOT_MATCH_INTENT:
    "Order was created with an intent to 'CAPTURE'. Please use v2/checkout/orders/order_id/capture to complete the transaction or alternately Create an order with an intent of 'AUTHORIZE'.",
  AUTHORIZATION_ALREADY_CAPTURED: "Authorization has previously been captured.",
  AUTHORIZATION_EXPIRED: "An expired authorization cannot be captured.",
  AUTHORIZATION_VOIDED: "A voided authorization cannot be captured or reauthorized. ",
  AUTH_CAPTURE_CURRENCY_MISMATCH: "Currency of capture must be the same as currency of authorization.",
  AUTH_CURRENCY_MISMATCH:
    "The currency specified during reauthorization should be the same as the currency specified in the original authorization. Please check the currency of the authorization for which you are trying to reauthorize and try again.",
  CANNOT_BE_VOIDED: "A reauthorization cannot be voided. Please void the original parent authorization.",
  CANNOT_BE_ZERO_OR_NEGATIVE:
    "Must be greater than zero. If the currency supports decimals, only two decimal place precision is supported.",
  CAPTURE_FULLY_REFUNDED: "The capture has already been fully refunded",
  DECIMALS_NOT_SUPPORTED:
    "Currency does not support decimals. Please refer to https://developer.paypal.com/docs/api/reference/currency-codes/ for more information.",
  DECIMAL_PRECISION: "If the currency supports decimals, only two decimal place precision is supported.",
  DUPLICATE_INVOICE_ID: "Requested invoice_id has been previously captured. Possible duplicate transaction.",
  INSTRUMENT_DECLINED:
    "The instrument presented was either declined by the processor or bank, or it can't be used for this payment.",
  INVALID_CURRENCY_CODE:
    "Currency code is invalid or is not currently supported. Please refer https://developer.paypal.com/docs/api/reference/currency-codes/ for list of supported currency codes.",
  MAX_CAPTURE_AMOUNT_EXCEEDED:
    "Capture amount exceeds allowable limit. Please contact customer service or your account manager to request the change to your overage limit. The default overage limit is 115%, which allows the sum of all captures to be up to 115% of the order amount.",
  ORDER_ALREADY_AUTHORIZED:
    "Order already authorized.If 'intent=AUTHORIZE' only one authorization per order is allowed.",
  ORDER_ALREADY_CAPTURED: "Order already captured.If 'intent=CAPTURE' only one capture per order is allowed.",
  ORDER_ALREADY_COMPLETED: "The order cannot be patched after it is completed.",
  ORDER_NOT_APPROVED:
    "Payer has not yet approved the Order for payment. Please redirect the payer to the 'rel':'approve' url returned as part of the HATEOAS links within the Create Order call or provide a valid payment_source in the request.",
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: "The payer account cannot be used for this transaction.",
  PAYER_ACTION_REQUIRED: "Transaction cannot complete successfully, instruct the buyer to return to PayPal.",
  PAYER_CANNOT_PAY:
    "Payer cannot pay for this transaction. Please contact the payer to find other ways to pay for this transaction.",
  PENDING_CAPTURE:
    "Cannot initiate a refund as the capture is pending. Capture is typically pending when the payer has funded the transaction by using an e-check or bank account.",
  PREVIOUSLY_CAPTURED: "Authorization has been previously captured and hence cannot be voided.",
  PREVIOUSLY_VOIDED: "Authorization has been previously voided and hence cannot be voided again.",
  REAUTHORIZATION_NOT_SUPPORTED:
    "A reauthorize cannot be attempted on an authorization_id that is the result of a prior reauthorization or on an authorization made on an Order saved using the `v2/orders/id/save` API.",
  REAUTHORIZATION_TOO_SOON: "Reauthorization is not allowed inside honor period.",
  REFUND_AMOUNT_EXCEEDED:
    "The refund amount must be less than or equal to the capture amount that has not yet been refunded.",
  REFUND_CAPTURE_CURRENCY_MISMATCH: "Refund must be in the same currency as the capture.",
  REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK:
    "Refunds are not allowed on this capture due to a chargeback on the card or bank. Please contact the payee to resolve the chargeback.",
  REFUND_NOT_ALLOWED: "Full refund refused - the capture was not completed.",
  TOKEN_ID_NOT_FOUND: "Specified token was not found. Verify the token and try the request again.",
  TRANSACTION_DISPUTED:
    "Partial refunds cannot be offered at this time because there is an open case on this transaction. Visit the PayPal Resolution Center to review this case.",
  TRANSACTION_REFUSED: "The request was refused.",
} as const;
