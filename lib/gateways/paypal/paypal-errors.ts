import { redact } from "@/lib/http/redaction";
import { causeOfReason, type HouseReason } from "@/lib/payments/decline-reasons";
import type { Exchange, GatewayOutcome } from "@/lib/payments/gateway";
import { reasonOf } from "./paypal-codes";

/** An outcome without facts. */
export type Failure = Exclude<GatewayOutcome<never>, { kind: "succeeded" | "pending" }>;

export type Json = Readonly<Record<string, unknown>>;

export const emptyExchange: Exchange = {
  rawCode: null,
  rawMessage: null,
  gatewayRequestId: null,
  httpStatus: null,
  networkCode: null,
};

/** A call that did not end with the object it asked for; carries what that means. */
export class PaypalFailure extends Error {
  constructor(
    readonly failure: Failure,
    readonly status: number | null = null,
  ) {
    super(failure.exchange.rawCode ?? failure.kind);
  }

  get issue(): string | null {
    return this.failure.exchange.rawCode;
  }

  get isUnknownObject(): boolean {
    return this.status === 404;
  }
}

/** Undefined for an object that PayPal does not know; anything else that went wrong is passed on. */
export function unlessUnknown(error: unknown): undefined {
  if (error instanceof PaypalFailure && error.isUnknownObject) return undefined;
  throw error;
}

/** What an answer other than the object means. Nothing but PayPal's own words is taken for a refusal: a proxy's page proves nothing. */
export function toFailure(status: number, body: Json | undefined, debugId: string | null): Failure {
  const exchange = toErrorExchange(status, body, debugId);
  const isPaypals = typeof body?.name === "string" || typeof body?.error === "string";
  if (!isPaypals || status >= 500 || status === 408) return { kind: "unconfirmed", exchange };
  // Our token ended: refused before anything ran. The next try fetches another one.
  if (status === 401) return { kind: "not_sent", exchange };
  if (status === 403) return { kind: "rejected", reason: "invalid_account", exchange };
  if (status === 429) return { kind: "not_sent", exchange };
  // The first request with this key, or another one on this object, is still running: DC-5.
  if (status === 409 || stillRunning.has(exchange.rawCode ?? "")) return { kind: "unconfirmed", exchange };
  return refusal(reasonOf(exchange.rawCode ?? ""), exchange);
}

const stillRunning: ReadonlySet<string> = new Set([
  "PREVIOUS_REQUEST_IN_PROGRESS",
  "ORDER_COMPLETION_IN_PROGRESS",
  "ORDER_IS_PENDING_APPROVAL",
]);

/** A refusal of the payer's or of the hold's is a decline; only a wrong request or account is a rejection. */
export function refusal(reason: HouseReason, exchange: Exchange): Failure {
  const cause = causeOfReason[reason];
  return { kind: cause === "technical" || cause === "unknown" ? "rejected" : "declined", reason, exchange };
}

/** A refusal of ours before any call. */
export function refusedBeforeCall(reason: HouseReason, message: string): Failure {
  return { kind: "rejected", reason, exchange: { ...emptyExchange, rawMessage: message } };
}

/** Silence, or something that is not PayPal's answer. */
export function noAnswer(kind: "not_sent" | "unconfirmed", cause: string, httpStatus: number | null): Failure {
  return { kind, exchange: { ...emptyExchange, rawCode: cause, httpStatus } };
}

export function unreadable(cause: string): PaypalFailure {
  return new PaypalFailure(noAnswer("unconfirmed", cause, null));
}

function toErrorExchange(status: number, body: Json | undefined, debugId: string | null): Exchange {
  const detail: Json = Array.isArray(body?.details) ? ((body.details[0] as Json | undefined) ?? {}) : {};
  const code = textOf(detail.issue) ?? textOf(body?.name) ?? textOf(body?.error);
  const message = textOf(detail.description) ?? textOf(body?.message) ?? textOf(body?.error_description);
  return {
    ...emptyExchange,
    rawCode: code ?? "answer_not_json",
    rawMessage: message === null ? null : redact(message),
    gatewayRequestId: textOf(body?.debug_id) ?? debugId,
    httpStatus: status,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
