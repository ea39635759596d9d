import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { CallPlan } from "../faults";
import type { Reply } from "../http-exchange";
import { AccessTokens } from "./access-tokens";
import { parseBody } from "./body";
import { brokenAnswer, type FaultAnswer, refusedBefore } from "./fault-answers";
import { authenticationFailure, errorBody, notFound, PaypalError, requestInProgress } from "./paypal-error";
import { renderResource } from "./render";
import type { ActRoute, Made, Route } from "./route";
import { findRoute } from "./routes";
import type { PaypalWorld } from "./world";

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** What stands behind the question mark. */
  readonly query: string;
  readonly body: string;
  readonly authorization: string | undefined;
  /** `PayPal-Request-Id`. */
  readonly requestId: string | undefined;
  readonly prefer: string | undefined;
}

interface Call {
  readonly route: Route;
  readonly id: string;
  readonly key: string | null;
  readonly isMinimal: boolean;
  readonly plan: CallPlan;
  readonly debugId: string;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

const LONGEST_KEY = 108;
const TOKEN_PATH = "/v1/oauth2/token";

/** Whether an address is PayPal's: Stripe's all begin with v1 and other words. */
export function isPaypalPath(path: string): boolean {
  return (
    path.startsWith("/v2/") ||
    path.startsWith("/v1/notifications/") ||
    path.startsWith("/v1/customer/") ||
    path === TOKEN_PATH
  );
}

/** PayPal's API over one world: who calls, what is asked, is it a repeat, does something go wrong on the way. */
export class PaypalApi {
  readonly tokens = new AccessTokens();
  readonly #world: PaypalWorld;
  readonly #latencyMs: number;
  readonly #running = new Set<string>();

  constructor(world: PaypalWorld, latencyMs: number) {
    this.#world = world;
    this.#latencyMs = latencyMs;
  }

  async handle(request: ApiRequest): Promise<Reply> {
    if (request.path === TOKEN_PATH) return this.tokens.grant(request);
    const debugId = randomBytes(7).toString("hex").slice(0, 13);
    try {
      if (!this.tokens.isValid(request.authorization)) throw authenticationFailure();
      const found = findRoute(request.method, request.path);
      if (found === null) throw notFound();
      const { method, path } = request;
      const plan = this.#world.faults.forCall({
        gateway: "paypal",
        method,
        path,
        paymentIntent: found.id || null,
        customer: null,
      });
      const key = found.route.keyMemoryMs === null || request.requestId === undefined ? null : request.requestId;
      if (key !== null && key.length > LONGEST_KEY) throw notFound();
      const isMinimal = request.method === "POST" && !/return=representation/.test(request.prefer ?? "");
      return await this.#answer(request, {
        ...found,
        key: key === null ? null : `${path} ${key}`,
        isMinimal,
        plan,
        debugId,
      });
    } catch (error) {
      if (!(error instanceof PaypalError)) throw error;
      return toReply(
        { status: error.status, contentType: "application/json", body: errorBody(error, debugId) },
        debugId,
      );
    }
  }

  async #answer(request: ApiRequest, call: Call): Promise<Reply> {
    const { plan, key, debugId } = call;
    if (key !== null && this.#running.has(key)) throw requestInProgress();
    if (key !== null) this.#running.add(key);
    try {
      const waitMs = this.#latencyMs + plan.delayMs;
      if (waitMs > 0) await sleep(waitMs);
      const refusal = refusedBefore(plan.fault, debugId);
      if (refusal !== null) return toReply(refusal, debugId);
      const answer = this.#execute(request, call);
      const broken = brokenAnswer(plan.fault, answer.body, debugId);
      return toReply(broken ?? { ...answer, contentType: "application/json" }, debugId);
    } finally {
      if (key !== null) this.#running.delete(key);
    }
  }

  /** The same key answers with the object as it is now; refusals are not remembered. */
  #execute(request: ApiRequest, { route, id, key, isMinimal }: Call): Answer {
    if (route.method === "GET")
      return {
        status: route.status,
        body: JSON.stringify(route.show(this.#world, id, new URLSearchParams(request.query))),
      };
    const known = key === null ? null : this.#recall(key, route.keyMemoryMs ?? 0);
    const made = known ?? route.run(this.#world, id, parseBody(request.body));
    if (known === null && key !== null)
      this.#world.state.requests.put({ id: key, atMs: this.#world.clock.nowMs(), kind: made.kind, resource: made.id });
    if (route.status === 204 && isMinimalOrPatch(route, isMinimal)) return { status: 204, body: "" };
    const body = JSON.stringify(renderResource(this.#world, made.kind, made.id, isMinimal));
    return { status: known !== null ? route.repeatStatus : route.status === 204 ? 200 : route.status, body };
  }

  #recall(key: string, memoryMs: number): Made | null {
    const remembered = this.#world.state.requests.get(key);
    if (remembered === undefined || remembered.atMs + memoryMs <= this.#world.clock.nowMs()) return null;
    // An order that nobody used is gone before its key is: there is nothing to answer with, and nothing was done.
    if (remembered.kind === "order" && this.#world.state.orders.get(remembered.resource) === undefined) return null;
    return { kind: remembered.kind, id: remembered.resource };
  }
}

function isMinimalOrPatch(route: ActRoute, isMinimal: boolean): boolean {
  return route.method === "PATCH" || isMinimal;
}

function toReply({ status, contentType, body }: FaultAnswer, debugId: string): Reply {
  return { status, headers: { "content-type": contentType, "paypal-debug-id": debugId }, body };
}
