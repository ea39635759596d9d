import type { Decline } from "./decline-codes";
import type { ErrorRecord, PaymentIntentRecord } from "./records";
import type { SetupIntentRecord } from "./side-records";

export interface StripeErrorFacts {
  readonly type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly decline?: ErrorRecord;
  readonly intent?: PaymentIntentRecord;
  readonly setupIntent?: SetupIntentRecord;
}

/** An answer that is an error. `isStored` says whether the idempotency key remembers it: refused input is not remembered. */
export class StripeError extends Error {
  readonly status: number;
  readonly facts: StripeErrorFacts;
  readonly isStored: boolean;

  constructor(status: number, facts: StripeErrorFacts, isStored: boolean) {
    super(facts.message);
    this.status = status;
    this.facts = facts;
    this.isStored = isStored;
  }
}

export function invalidRequest(
  message: string,
  facts: { code?: string; param?: string; status?: number } = {},
): StripeError {
  const { status = 400, ...rest } = facts;
  return new StripeError(status, { type: "invalid_request_error", message, ...rest }, false);
}

export function noSuch(kind: string, id: string, param: string, status = 404): StripeError {
  return invalidRequest(`No such ${kind}: '${id}'`, { code: "resource_missing", param, status });
}

export function parameterMissing(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

/** The call reached the object and found it in a state that does not allow it. */
export function stateConflict(
  message: string,
  facts: {
    code: string;
    param?: string;
    intent?: PaymentIntentRecord;
    setupIntent?: SetupIntentRecord;
    status?: number;
  },
): StripeError {
  const { status = 400, ...rest } = facts;
  return new StripeError(status, { type: "invalid_request_error", message, ...rest }, true);
}

export function cardError(
  error: ErrorRecord,
  subject: { intent?: PaymentIntentRecord; setupIntent?: SetupIntentRecord },
): StripeError {
  return new StripeError(
    402,
    { type: "card_error", message: error.message, code: error.code, decline: error, ...subject },
    true,
  );
}

export function errorOfDecline(decline: Decline, facts: Pick<ErrorRecord, "charge" | "paymentMethod">): ErrorRecord {
  return {
    type: "card_error",
    code: decline.code,
    declineCode: decline.declineCode,
    message: decline.message,
    param: PARAM_OF_CODE[decline.code] ?? null,
    adviceCode: decline.adviceCode,
    networkAdviceCode: decline.networkAdviceCode,
    networkDeclineCode: decline.networkDeclineCode,
    ...facts,
  };
}

const PARAM_OF_CODE: Readonly<Record<string, string>> = {
  expired_card: "exp_month",
  incorrect_cvc: "cvc",
  incorrect_number: "number",
};
