import { setTimeout as sleep } from "node:timers/promises";
import type { CallFacts, CallPlan } from "../faults";
import { randomId } from "../random-id";
import { API_VERSION } from "./events";
import { brokenAnswer, refusedBefore } from "./fault-answers";
import { decodeForm, type FormValue } from "./form-decoder";
import { type Answer, fingerprintOf, IdempotencyKeys } from "./idempotency";
import { errorBody } from "./render-error";
import type { Route } from "./route";
import { findRoute } from "./routes";
import { invalidRequest, StripeError } from "./stripe-error";
import type { StripeWorld } from "./world";

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly authorization: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly version: string | undefined;
}

export interface ApiReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null closes the connection instead of answering. */
  readonly body: string | null;
}

const MAX_KEY = 255;

/** Stripe's API over one world: who calls, what is asked, is it a repeat, does something go wrong on the way. */
export class StripeApi {
  readonly #world: StripeWorld;
  readonly #keys: IdempotencyKeys;
  readonly #latencyMs: number;

  constructor(world: StripeWorld, latencyMs: number) {
    this.#world = world;
    this.#keys = new IdempotencyKeys(world.state.results);
    this.#latencyMs = latencyMs;
  }

  async handle(request: ApiRequest): Promise<ApiReply> {
    const requestId = randomId("req_", 14);
    const key = request.method === "POST" ? request.idempotencyKey : undefined;
    const headers: Record<string, string> = {
      "content-type": "application/json",
      "request-id": requestId,
      "stripe-version": request.version ?? API_VERSION,
      ...(key !== undefined && { "idempotency-key": key }),
    };
    try {
      checkKey(request.authorization);
      const found = findRoute(request.method, request.path);
      if (found === null) throw unknownAddress(request);
      const values = decodeForm(request.method === "POST" ? request.body : request.query);
      const plan = this.#world.faults.forCall(callFacts(this.#world, request, values));
      return await this.#answer(request, { ...found, values, plan, requestId, key, headers });
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      return { status: error.status, headers, body: errorBody(error, requestId, this.#world.origin()) };
    }
  }

  async #answer(request: ApiRequest, call: Call): Promise<ApiReply> {
    const { plan, key, requestId, headers } = call;
    const fingerprint = key === undefined ? "" : fingerprintOf(request.method, request.path, request.body);
    const known = key === undefined ? null : this.#keys.begin(checkedKey(key), fingerprint, this.#world.clock.nowMs());
    try {
      const waitMs = this.#latencyMs + plan.delayMs;
      if (waitMs > 0) await sleep(waitMs);
      const refusal = refusedBefore(plan.fault, key ?? null, requestId);
      if (refusal !== null) {
        if (refusal.isStored && key !== undefined) this.#remember(key, fingerprint, refusal);
        return { status: refusal.status, headers: { ...headers, ...refusal.headers }, body: refusal.body };
      }
      const answer = known ?? this.#execute(call, fingerprint);
      const replayed = known === null ? headers : { ...headers, "idempotent-replayed": "true" };
      const broken = brokenAnswer(plan.fault, answer, requestId);
      if (broken?.isStored === true && key !== undefined) this.#remember(key, fingerprint, broken);
      if (broken !== null)
        return { status: broken.status, headers: { ...replayed, ...broken.headers }, body: broken.body };
      return { ...answer, headers: replayed };
    } finally {
      if (known === null && key !== undefined) this.#keys.end(key);
    }
  }

  #execute(call: Call, fingerprint: string): Answer {
    const { key, requestId } = call;
    this.#world.mark = { id: requestId, idempotencyKey: key ?? null };
    let answer: Answer;
    let isStored = true;
    try {
      const body = call.route.answer(this.#world, call.values, call.ids);
      answer = { status: 200, body: JSON.stringify(body) };
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      answer = { status: error.status, body: errorBody(error, requestId, this.#world.origin()) };
      isStored = error.isStored;
    } finally {
      this.#world.mark = null;
    }
    if (key !== undefined && isStored) this.#remember(key, fingerprint, answer);
    return answer;
  }

  #remember(key: string, fingerprint: string, answer: { readonly status: number; readonly body: string | null }): void {
    this.#keys.remember(
      key,
      fingerprint,
      { status: answer.status, body: answer.body ?? "" },
      this.#world.clock.nowMs(),
    );
  }
}

interface Call {
  readonly route: Route;
  readonly ids: readonly string[];
  readonly values: { [key: string]: FormValue };
  readonly plan: CallPlan;
  readonly requestId: string;
  readonly key: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Any test key opens the sandbox; as user name of basic authentication or as bearer. */
function checkKey(authorization: string | undefined): void {
  const [scheme = "", credential = ""] = (authorization ?? "").split(" ");
  const key =
    scheme.toLowerCase() === "basic" ? Buffer.from(credential, "base64").toString("utf8").split(":")[0] : credential;
  if (key?.startsWith("sk_test_") && key.length > "sk_test_".length) return;
  if (key === undefined || key === "") {
    throw invalidRequest(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
      { status: 401 },
    );
  }
  throw invalidRequest(
    `Invalid API Key provided: ${key.slice(0, 8)}${"*".repeat(Math.max(0, key.length - 12))}${key.slice(8).slice(-4)}`,
    {
      status: 401,
    },
  );
}

function checkedKey(key: string): string {
  if (key.length <= MAX_KEY) return key;
  throw invalidRequest(`Idempotency keys may have up to ${MAX_KEY} characters.`);
}

function unknownAddress(request: ApiRequest): StripeError {
  return invalidRequest(
    `Unrecognized request URL (${request.method}: ${request.path}). Please see https://docs.stripe.com or we can help at https://support.stripe.com/.`,
    { status: 404 },
  );
}

/** Whom and what a call is about, as far as faults ask: a capture's customer is that of its intent. */
function callFacts(world: StripeWorld, request: ApiRequest, values: { [key: string]: FormValue }): CallFacts {
  const [, , resource, id] = request.path.split("/");
  const named = resource === "payment_intents" ? id : values.payment_intent;
  const paymentIntent = typeof named === "string" ? named : null;
  const customer = resource === "customers" ? id : values.customer;
  const ofIntent = paymentIntent === null ? null : (world.state.intents.get(paymentIntent)?.customer ?? null);
  return {
    gateway: "stripe",
    method: request.method,
    path: request.path,
    paymentIntent,
    customer: typeof customer === "string" ? customer : ofIntent,
  };
}
