import type { FaultRule } from "../fault-rule";
import { errorBody, PaypalError, requestInProgress } from "./paypal-error";

export interface FaultAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Null closes the connection. */
  readonly body: string | null;
}

const NOTHING: FaultAnswer = { status: 0, contentType: "", body: null };

/** What a call gets that goes wrong before it takes effect; null when it goes on. */
export function refusedBefore(fault: FaultRule | null, debugId: string): FaultAnswer | null {
  switch (fault?.action) {
    case "drop_before":
      return NOTHING;
    case "error_500_before":
      return told(INTERNAL_ERROR, debugId);
    case "conflict_409":
    case "lock_timeout_429":
      return told(requestInProgress(), debugId);
    case "rate_limit_429":
      return told(RATE_LIMIT, debugId);
    case "html_502":
    case "empty_200":
    case "cut_json":
      return fault.hasEffect ? null : garbled(fault.action, '{"id":"5O190127TN364');
    default:
      return null;
  }
}

/** What a call gets that took effect, but whose answer is lost or broken. */
export function brokenAnswer(fault: FaultRule | null, body: string, debugId: string): FaultAnswer | null {
  switch (fault?.action) {
    case "drop_after":
      return NOTHING;
    case "error_500_after":
      return told(INTERNAL_ERROR, debugId);
    case "html_502":
    case "empty_200":
    case "cut_json":
      return garbled(fault.action, body);
    default:
      return null;
  }
}

function garbled(action: "html_502" | "empty_200" | "cut_json", body: string): FaultAnswer {
  if (action === "html_502")
    return { status: 502, contentType: "text/html", body: "<html><body><h1>502 Bad Gateway</h1></body></html>" };
  const half = body.slice(0, Math.floor(body.length / 2));
  return {
    status: 200,
    contentType: "application/json",
    body: action === "empty_200" ? "" : half === "" ? '{"id":' : half,
  };
}

function told(error: PaypalError, debugId: string): FaultAnswer {
  return { status: error.status, contentType: "application/json", body: errorBody(error, debugId) };
}

const INTERNAL_ERROR = new PaypalError(500, {
  name: "INTERNAL_SERVER_ERROR",
  message: "An internal server error occurred.",
});

const RATE_LIMIT = new PaypalError(429, {
  name: "RATE_LIMIT_REACHED",
  message: "Too many requests. Blocked due to rate limiting.",
});
