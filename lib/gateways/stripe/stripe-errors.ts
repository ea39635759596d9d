import Stripe from "stripe";
import { redact } from "@/lib/http/redaction";
import { causeOfReason, type HouseReason } from "@/lib/payments/decline-reasons";
import type { Exchange, GatewayOutcome } from "@/lib/payments/gateway";
import { NoAnswer, UnreadableAnswer } from "./stripe-client";
import { reasonOf } from "./stripe-codes";

/** An outcome without facts. */
export type Failure = Exclude<GatewayOutcome<never>, { kind: "succeeded" | "pending" }>;

/** The fields that explain a refusal, on an error and on an intent's `last_payment_error` alike. */
export type DeclineWords = {
  readonly code?: string | undefined;
  readonly decline_code?: string | undefined;
  readonly advice_code?: string | undefined;
  readonly network_advice_code?: string | undefined;
  readonly network_decline_code?: string | undefined;
  readonly message?: string | undefined;
};

export const emptyExchange: Exchange = {
  rawCode: null,
  rawMessage: null,
  gatewayRequestId: null,
  httpStatus: null,
  networkCode: null,
};

/** What a failed call means. Anything that is neither Stripe's answer nor its absence is a bug of ours and is thrown on. */
export function toFailure(error: unknown): Failure {
  if (error instanceof UnreadableAnswer) return noAnswer("unconfirmed", error.failure, error.status, null);
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const lost = findLostAnswer(error);
  if (lost instanceof NoAnswer) return noAnswer(lost.kind, lost.failure, lost.status, null);
  if (lost !== undefined) return noAnswer("unconfirmed", lost.failure, lost.status, error.requestId ?? null);
  const exchange = toErrorExchange(error);
  const status = error.statusCode ?? 0;
  if (status === 401 || status === 403) return { kind: "rejected", reason: "invalid_account", exchange };
  // Same key, changed body: nothing ran, and nothing will under this key (docs.stripe.com/api/idempotent_requests).
  if (error.rawType === "idempotency_error" && status === 400)
    return { kind: "rejected", reason: "duplicate", exchange };
  // The first request with this key, or another one on this object, is still running: DC-5.
  if (error.code === "lock_timeout" || status === 409) return { kind: "unconfirmed", exchange };
  if (status === 429 || error.code === "rate_limit") return { kind: "not_sent", exchange };
  if (status === 402) return { kind: "declined", reason: reasonOfDecline(error), exchange };
  if (isOurMistake(status)) return refusalOfRequest(error, exchange);
  return { kind: "unconfirmed", exchange };
}

/** The most telling of the codes: the bank's own word first, sharpened by Stripe's advice where the bank names no cause. */
export function reasonOfDecline(words: DeclineWords): HouseReason {
  const reason = words.decline_code
    ? reasonOf("decline_code", words.decline_code)
    : words.code
      ? reasonOf("code", words.code)
      : "unmapped";
  const saysNothing = reason === "do_not_honor" || reason === "unmapped";
  return saysNothing && words.advice_code && reasonOf("advice_code", words.advice_code) !== "unmapped"
    ? reasonOf("advice_code", words.advice_code)
    : reason;
}

/** Words of a refusal as they are kept with the attempt. */
export function toDeclineExchange(words: DeclineWords, base: Exchange): Exchange {
  return {
    ...base,
    rawCode: words.decline_code || words.code || base.rawCode,
    rawMessage: words.message ? redact(words.message) : base.rawMessage,
    networkCode: toNetworkCode(words) ?? base.networkCode,
  };
}

/** A refusal of ours before any call. */
export function refusedBeforeCall(reason: HouseReason, message: string): Failure {
  return { kind: "rejected", reason, exchange: { ...emptyExchange, rawMessage: message } };
}

export function isStripeCode(failure: Failure, code: string): boolean {
  return failure.exchange.rawCode === code;
}

function findLostAnswer(
  error: InstanceType<typeof Stripe.errors.StripeError>,
): NoAnswer | UnreadableAnswer | undefined {
  const raw = error.raw as { detail?: unknown; exception?: unknown } | undefined;
  for (const inner of [error.detail as unknown, raw?.detail, raw?.exception])
    if (inner instanceof NoAnswer || inner instanceof UnreadableAnswer) return inner;
  return error.statusCode === undefined ? new UnreadableAnswer(null, "no_answer") : undefined;
}

function noAnswer(
  kind: "not_sent" | "unconfirmed",
  failure: string,
  httpStatus: number | null,
  gatewayRequestId: string | null,
): Failure {
  return { kind, exchange: { ...emptyExchange, rawCode: failure, httpStatus, gatewayRequestId } };
}

function isOurMistake(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 424 && status !== 425;
}

/** A refusal with 400 can still be the bank's or the hold's: those are declines, only a wrong request or account is a rejection. */
function refusalOfRequest(error: DeclineWords, exchange: Exchange): Failure {
  const reason = error.code === undefined && !error.decline_code ? "invalid_request" : reasonOfDecline(error);
  const cause = causeOfReason[reason];
  return { kind: cause === "technical" || cause === "unknown" ? "rejected" : "declined", reason, exchange };
}

function toErrorExchange(error: InstanceType<typeof Stripe.errors.StripeError>): Exchange {
  return toDeclineExchange(error, {
    ...emptyExchange,
    rawCode: error.rawType ?? null,
    gatewayRequestId: error.requestId ?? null,
    httpStatus: error.statusCode ?? null,
  });
}

/** Advice and decline codes share their two digits, so each says which it is. */
function toNetworkCode(words: DeclineWords): string | null {
  const parts = [
    words.network_advice_code ? `advice:${words.network_advice_code}` : undefined,
    words.network_decline_code ? `decline:${words.network_decline_code}` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(" ") : null;
}
