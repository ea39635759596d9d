import type { FaultRule } from "../fault-rule";
import { type Answer, keyInUse } from "./idempotency";
import { errorBody } from "./render-error";
import { StripeError } from "./stripe-error";

interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null closes the connection. */
  readonly body: string | null;
  readonly isStored: boolean;
}

const NOTHING: FaultAnswer = { status: 0, headers: {}, body: null, isStored: false };

const HTML_502: Answer = {
  status: 502,
  body: "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>",
};

/** What a call gets that goes wrong before it takes effect; null when it goes on. */
export function refusedBefore(fault: FaultRule | null, key: string | null, requestId: string): FaultAnswer | null {
  switch (fault?.action) {
    case "drop_before":
      return NOTHING;
    case "error_500_before":
      return { ...told(UNKNOWN_ERROR, requestId), isStored: fault.isStored };
    case "conflict_409":
      return told(keyInUse(key ?? "none"), requestId);
    case "lock_timeout_429":
      return told(LOCK_TIMEOUT, requestId);
    case "rate_limit_429":
      return {
        ...told(RATE_LIMIT, requestId),
        headers: { "stripe-rate-limited-reason": "global-rate", "stripe-should-retry": "true" },
      };
    case "html_502":
    case "empty_200":
    case "cut_json":
      return fault.hasEffect ? null : garbled(fault.action, { status: 200, body: '{"id":"pi_' });
    default:
      return null;
  }
}

/** What a call gets that took effect, but whose answer is lost or broken. */
export function brokenAnswer(fault: FaultRule | null, answer: Answer, requestId: string): FaultAnswer | null {
  switch (fault?.action) {
    case "drop_after":
      return NOTHING;
    case "error_500_after":
      return { ...told(UNKNOWN_ERROR, requestId), isStored: true };
    case "html_502":
    case "empty_200":
    case "cut_json":
      return garbled(fault.action, answer);
    default:
      return null;
  }
}

function garbled(action: "html_502" | "empty_200" | "cut_json", answer: Answer): FaultAnswer {
  if (action === "html_502") return { ...HTML_502, headers: { "content-type": "text/html" }, isStored: false };
  const body = action === "empty_200" ? "" : answer.body.slice(0, Math.floor(answer.body.length / 2));
  return { status: 200, headers: {}, body, isStored: false };
}

function told(error: StripeError, requestId: string): FaultAnswer {
  return { status: error.status, headers: {}, body: errorBody(error, requestId, ""), isStored: false };
}

const UNKNOWN_ERROR = new StripeError(500, { type: "api_error", message: "An unknown error occurred" }, false);

const LOCK_TIMEOUT = new StripeError(
  429,
  {
    type: "invalid_request_error",
    code: "lock_timeout",
    message:
      "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate.",
  },
  false,
);

const RATE_LIMIT = new StripeError(
  429,
  {
    type: "invalid_request_error",
    code: "rate_limit",
    message: "Request rate limit exceeded. Learn more about rate limits here https://docs.stripe.com/rate-limits.",
  },
  false,
);
