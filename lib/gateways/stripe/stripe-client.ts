import Stripe from "stripe";
import { correlationHeader, type ResponseHeaders, type Sender } from "@/lib/http/sender";
import type { RequestIdentity } from "@/lib/payments/gateway";

const stripeApiVersion = "2026-10-28.endive";

export type StripeSettings = {
  readonly secretKey: string;
  /** Signing secrets of the webhook endpoint; two while one is being replaced. */
  readonly webhookSecrets: readonly string[];
  /** `https://api.stripe.com`, or any server that speaks Stripe's API. */
  readonly apiBase: string;
  readonly deadlineMs?: number;
  /** Whether the account may raise holds (incremental authorization, part of IC+ pricing). */
  readonly canIncrease?: boolean;
  /** Whether the account has long holds (extended authorization, part of IC+ pricing). */
  readonly canHoldLong?: boolean;
};

const defaultDeadlineMs = 30_000;

/** The official SDK with its own retries and telemetry off and our sender underneath. */
export function createStripeClient(settings: StripeSettings, sender: Sender): Stripe {
  return new Stripe(settings.secretKey, {
    apiVersion: stripeApiVersion,
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: settings.deadlineMs ?? defaultDeadlineMs,
    httpClient: new SenderHttpClient(settings.apiBase, sender),
  });
}

/** Options of a call that moves money. */
export function moneyCall(identity: RequestIdentity): Stripe.RequestOptions {
  return { idempotencyKey: identity.idempotencyKey, headers: { [correlationHeader]: identity.operationId } };
}

/** Options of a call that only reads. */
export function readCall(operationId: string | null = null): Stripe.RequestOptions {
  return operationId === null ? {} : { headers: { [correlationHeader]: operationId } };
}

/** No whole answer came back. Reaches us inside the SDK's own errors, see stripe-errors. */
export class NoAnswer extends Error {
  constructor(
    readonly kind: "not_sent" | "unconfirmed",
    readonly failure: string,
    readonly status: number | null,
  ) {
    super(failure);
  }
}

/** Something came back that is not Stripe's: a proxy's page, an empty body, half a document, an object of another kind. */
export class UnreadableAnswer extends Error {
  constructor(
    readonly status: number | null,
    readonly failure: string,
  ) {
    super(failure);
  }
}

type RequestParts = Parameters<InstanceType<typeof Stripe.HttpClient>["makeRequest"]>;
type RequestAnswer = ReturnType<InstanceType<typeof Stripe.HttpClient>["makeRequest"]>;

// The SDK sends again on ECONNRESET and EPIPE even with maxNetworkRetries 0 (RequestSender._shouldRetry);
// NoAnswer carries no such code, so that one call is one request.
class SenderHttpClient extends Stripe.HttpClient {
  constructor(
    private readonly apiBase: string,
    private readonly sender: Sender,
  ) {
    super();
  }

  override getClientName(): string {
    return "paydesk";
  }

  override async makeRequest(...[, , path, method, headers, requestData, , timeout]: RequestParts): RequestAnswer {
    const result = await this.sender.send({
      method,
      url: this.apiBase.replace(/\/+$/, "") + path,
      headers: toPlainHeaders(headers),
      body: method === "GET" ? "" : requestData,
      deadlineMs: timeout,
    });
    if (result.kind === "not_sent") throw new NoAnswer("not_sent", result.cause, null);
    if (result.kind === "unconfirmed") throw new NoAnswer("unconfirmed", result.cause, result.status);
    return new SenderResponse(result.status, result.headers, result.body);
  }
}

class SenderResponse extends Stripe.HttpClientResponse {
  constructor(
    private readonly status: number,
    headers: ResponseHeaders,
    private readonly body: string,
  ) {
    super(status, { ...headers });
  }

  override getRawResponse(): unknown {
    return { statusCode: this.status };
  }

  // Only the SDK's streaming calls (files, reports) need a stream; none is used here.
  override toStream(): never {
    throw new Error("streaming answers are not supported");
  }

  override async toJSON(): Promise<unknown> {
    const parsed = parseJson(this.body);
    if (typeof parsed !== "object" || parsed === null) throw new UnreadableAnswer(this.status, "answer_not_json");
    const isError = "error" in parsed && typeof parsed.error === "object" && parsed.error !== null;
    if (this.status >= 200 && this.status < 300 ? isError : !isError)
      throw new UnreadableAnswer(this.status, "answer_contradicts_status");
    return parsed;
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function toPlainHeaders(headers: Record<string, unknown>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (value != null) plain[name] = String(value);
  return plain;
}
