import { correlationHeader, type Sender } from "@/lib/http/sender";
import type { RequestIdentity } from "@/lib/payments/gateway";
import { SECOND_MS } from "@/lib/payments/instant";
import { emptyExchange, type Json, noAnswer, PaypalFailure, toFailure } from "./paypal-errors";

export type PaypalSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ids of our webhook at PayPal; two while one is being replaced. */
  readonly webhookIds: readonly string[];
  /** `https://api-m.paypal.com`, or any server that speaks PayPal's API. */
  readonly apiBase: string;
  readonly deadlineMs?: number;
};

/** An object that PayPal answered with. `isRepeat`: it stood there before this call (200 where a new one is 201). */
export type PaypalObject = { readonly body: Json; readonly isRepeat: boolean; readonly requestId: string | null };

export type PaypalClient = {
  get(path: string, identity?: RequestIdentity): Promise<PaypalObject>;
  /** What has no id of its own: a list, a dispute. */
  read(path: string): Promise<Json>;
  /** `key` is sent as `PayPal-Request-Id`; null where PayPal takes none. */
  post(path: string, body: Json, identity: RequestIdentity, key: string | null): Promise<PaypalObject>;
  patch(path: string, body: readonly Json[], identity: RequestIdentity): Promise<void>;
};

const defaultDeadlineMs = 30_000;
/** A token is given up a little before its end, so that it does not end on the way. */
const tokenMarginMs = 60 * SECOND_MS;

/** PayPal's REST API over our own sender: one request per call and no SDK, so that nothing underneath repeats one. Throws `PaypalFailure` for everything but the object. */
export function createPaypalClient(settings: PaypalSettings, sender: Sender): PaypalClient {
  const base = settings.apiBase.replace(/\/+$/, "");
  const deadlineMs = settings.deadlineMs ?? defaultDeadlineMs;
  const tokens = createTokens(settings, (headers, body) =>
    sender.send({ method: "POST", url: `${base}/v1/oauth2/token`, headers, body, deadlineMs }),
  );

  async function call(
    method: string,
    path: string,
    body: string,
    identity: RequestIdentity | undefined,
    key: string | null,
  ): Promise<PaypalObject | null> {
    const result = await sender.send({
      method,
      url: base + path,
      headers: {
        Authorization: `Bearer ${await tokens.current()}`,
        Accept: "application/json",
        "Content-Type": "application/json",
        Prefer: "return=representation",
        ...(key === null ? {} : { "PayPal-Request-Id": key }),
        ...(identity === undefined ? {} : { [correlationHeader]: identity.operationId }),
      },
      body,
      deadlineMs,
    });
    if (result.kind !== "answered")
      throw new PaypalFailure(
        noAnswer(result.kind, result.cause, result.kind === "unconfirmed" ? result.status : null),
      );
    const { status } = result;
    const parsed = parseObject(result.body);
    const requestId = result.headers["paypal-debug-id"] ?? null;
    if (status === 401) tokens.forget();
    if (status === 204 && result.body === "") return null;
    if (status < 200 || status >= 300) throw new PaypalFailure(toFailure(status, parsed, requestId), status);
    if (parsed === undefined) throw new PaypalFailure(noAnswer("unconfirmed", "answer_of_another_kind", status));
    return { body: parsed, isRepeat: status === 200, requestId };
  }

  async function callForObject(...parts: Parameters<typeof call>): Promise<PaypalObject> {
    return expectObject(await call(...parts));
  }

  return {
    get: (path, identity) => callForObject("GET", path, "", identity, null),
    async read(path) {
      const answer = await call("GET", path, "", undefined, null);
      return answer?.body ?? {};
    },
    post: (path, body, identity, key) => callForObject("POST", path, JSON.stringify(body), identity, key),
    async patch(path, body, identity) {
      const answer = await call("PATCH", path, JSON.stringify(body), identity, null);
      if (answer !== null) expectObject(answer);
    },
  };
}

function expectObject(answer: PaypalObject | null): PaypalObject {
  if (answer === null) throw new PaypalFailure(noAnswer("unconfirmed", "answer_without_body", 204));
  if (typeof answer.body.id !== "string")
    throw new PaypalFailure(noAnswer("unconfirmed", "answer_of_another_kind", answer.isRepeat ? 200 : 201));
  return answer;
}

type Tokens = { current(): Promise<string>; forget(): void };

/** One access token for all calls, fetched when it is needed. Without one nothing was sent, whatever became of the fetching. */
function createTokens(
  { clientId, clientSecret }: PaypalSettings,
  send: (headers: Record<string, string>, body: string) => ReturnType<Sender["send"]>,
): Tokens {
  let kept: { readonly token: string; readonly endsAt: number } | null = null;
  let fetching: Promise<string> | null = null;

  async function fetchToken(): Promise<string> {
    const credential = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const headers = { Authorization: `Basic ${credential}`, "Content-Type": "application/x-www-form-urlencoded" };
    const result = await send(headers, "grant_type=client_credentials");
    if (result.kind !== "answered") throw new PaypalFailure(noAnswer("not_sent", `token_${result.cause}`, null));
    const { access_token: token, expires_in: seconds } = parseObject(result.body) ?? {};
    if (result.status === 400 || result.status === 401)
      throw new PaypalFailure({
        kind: "rejected",
        reason: "invalid_account",
        exchange: { ...emptyExchange, rawCode: "invalid_client", httpStatus: result.status },
      });
    if (result.status !== 200 || typeof token !== "string" || typeof seconds !== "number")
      throw new PaypalFailure(noAnswer("not_sent", "token_not_given", result.status));
    kept = { token, endsAt: performance.now() + seconds * SECOND_MS - tokenMarginMs };
    return token;
  }

  return {
    current() {
      if (kept !== null && performance.now() < kept.endsAt) return Promise.resolve(kept.token);
      fetching ??= fetchToken().finally(() => {
        fetching = null;
      });
      return fetching;
    },
    forget() {
      kept = null;
    },
  };
}

export function parseObject(text: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as Json) : undefined;
  } catch {
    return undefined;
  }
}
