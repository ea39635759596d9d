import { createHash } from "node:crypto";
import type { z } from "zod";
import { database, operationContext } from "@/lib/composition";
import { logger } from "@/lib/config/logger";
import type { Database } from "@/lib/db/client";
import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import { refusalText } from "@/lib/format/refusal-words";
import type { OperationContext } from "@/lib/operations/operation-context";
import { type ApiCaller, findApiCaller } from "./api-caller";
import { apiHeaders, refuseForeignHost } from "./api-hall";
import { correlationHeader, correlationIdOf } from "./correlation";
import { type Endpoint, statusOfRefusal } from "./define-endpoint";
import { jsonText } from "./json-text";
import { countHttpRequest } from "./metrics";
import { type Problem, type ProblemPart, problemAnswer, problemBody, problemType } from "./problem";
import type { QueryContext } from "./query-context";
import { type Knock, readRequest } from "./read-request";
import { claimOnce, freeOnce, type OnceKey, storeOnce } from "./run-once";
import { type SentAnswer, toResponse } from "./sent-answer";
import { waitForAttempts } from "./wait-for-attempts";

export type RouteAnswer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};
export type RouteRefusal = {
  readonly ok: false;
  readonly reason: string;
  readonly detail?: string;
  readonly errors?: readonly ProblemPart[];
};

export type RouteCall = {
  readonly context: OperationContext;
  readonly queries: QueryContext;
  readonly storeId: string;
  readonly keyName: string;
  readonly correlationId: string;
  waitForAttempts(attemptIds: readonly string[], timeoutMs?: number): Promise<AttemptRow[]>;
};

export type RouteInput<P, Q, B> = { readonly params: P; readonly query: Q; readonly body: B };
export type RouteHandler = {
  (request: Request, context: { params: Promise<Record<string, unknown> | undefined> }): Promise<Response>;
  readonly endpoint: Pick<Endpoint, "method" | "path">;
  /** The door itself, for who brings no Request of the framework. Never rejects. `params` as they stood in the path. */
  serve(knock: Knock, params: Readonly<Record<string, unknown>>): Promise<SentAnswer>;
};

export function answer(status: number, body?: unknown, headers: Record<string, string> = {}): RouteAnswer {
  return { status, body, headers };
}

export function refusal(reason: string): RouteRefusal {
  return { ok: false, reason };
}

/** One REST door: key, limits, schema, once-only, the verb, and an answer that is JSON or a problem document. `db` is for tests. */
export function defineRoute<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  run: (
    call: RouteCall,
    input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<RouteAnswer | RouteRefusal>,
  db: () => Database = database,
): RouteHandler {
  const serve: RouteHandler["serve"] = async (knock, params) => {
    const startedAt = performance.now();
    const correlationId = correlationIdOf(knock.headers);
    const log = logger.child({ correlationId, method: endpoint.method, route: endpoint.path });
    let sent: SentAnswer;
    let keyName: string | undefined;
    try {
      const refused = refuseForeignHost(knock);
      const caller = refused ? null : await findApiCaller(db().pool, knock.headers);
      keyName = caller?.name;
      sent = caller
        ? await serveCaller(endpoint, run, { db: db(), caller, correlationId, knock, params })
        : (refused ?? unauthorized());
    } catch (error) {
      log.error({ err: error }, "request failed");
      sent = problemAnswer({ ...internal, detail: `Reference ${correlationId}` });
    }
    const durationMs = Math.round(performance.now() - startedAt);
    log.info({ status: sent.status, keyName, durationMs }, "request");
    countHttpRequest(`/api/v1${endpoint.path}`, endpoint.method, sent.status, durationMs);
    return { ...sent, headers: { ...apiHeaders(), ...sent.headers, [correlationHeader]: correlationId } };
  };
  // Next gives no parameters at all to a path that has none.
  const handler = async (request: Request, { params }: Parameters<RouteHandler>[1]) =>
    toResponse(await serve(request, (await params) ?? {}));
  return Object.assign(handler, { endpoint, serve });
}

type Serving = {
  readonly db: Database;
  readonly caller: ApiCaller;
  readonly correlationId: string;
  readonly knock: Knock;
  readonly params: Readonly<Record<string, unknown>>;
};

async function serveCaller<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  run: (
    call: RouteCall,
    input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<RouteAnswer | RouteRefusal>,
  { db, caller, correlationId, knock, params }: Serving,
): Promise<SentAnswer> {
  const read = await readRequest(endpoint, knock, params);
  if (!read.ok) return problemAnswer(read.problem);
  const call = routeCall(db, caller, correlationId);
  const work = async () => toSent(endpoint, await run(call, read));
  const key = endpoint.method === "POST" ? knock.headers.get("idempotency-key") : null;
  if (key === null) return work();
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) return problemAnswer(badKey);
  const { pathname } = new URL(knock.url);
  const requestHash = createHash("sha256").update(`${endpoint.method} ${pathname}\n${read.bodyText}`).digest("hex");
  return serveOnce(db, { storeId: caller.storeId, owner: caller.id, key, requestHash }, work);
}

/** Stored: what the verb answered or refused. A bug frees the key, because nothing is known to have happened. */
async function serveOnce(db: Database, once: OnceKey, work: () => Promise<SentAnswer>): Promise<SentAnswer> {
  const claim = await claimOnce(db.pool, once);
  if (claim.kind === "other_request") return problemAnswer(keyReused);
  if (claim.kind === "running") return problemAnswer(keyInUse);
  if (claim.kind === "stored") {
    const { text, headers } = claim.answer.response as Omit<SentAnswer, "status">;
    return { status: claim.answer.status, text, headers: { ...uncached, ...headers, "idempotent-replayed": "true" } };
  }
  try {
    const sent = await work();
    if (sent.status < 500)
      await storeOnce(db.pool, once, { status: sent.status, response: { text: sent.text, headers: sent.headers } });
    else await freeOnce(db.pool, once);
    return sent;
  } catch (error) {
    await freeOnce(db.pool, once);
    throw error;
  }
}

function routeCall(db: Database, caller: ApiCaller, correlationId: string): RouteCall {
  const { storeId, name, now, timeZone } = caller;
  const context = operationContext({ storeId, actor: { kind: "api", keyName: name }, correlationId, pool: db.pool });
  return {
    context,
    queries: {
      pool: db.pool,
      prisma: db.prisma,
      storeId,
      viewer: { userId: `api:${name}`, role: "administrator" },
      now,
      timeZone,
    },
    storeId,
    keyName: name,
    correlationId,
    waitForAttempts: (ids, timeoutMs) => waitForAttempts(db.pool, storeId, ids, timeoutMs),
  };
}

// Another system's answer is a few kilobytes: packing it costs this process more than sending it.
const uncached = { "cache-control": "no-store, no-transform" };

function toSent(endpoint: Endpoint, result: RouteAnswer | RouteRefusal): SentAnswer {
  if ("ok" in result) {
    const status = statusOfRefusal(endpoint, result.reason);
    const words = refusalText(result.reason);
    const detail = result.detail === undefined ? words : `${words} (${result.detail})`;
    const errors = result.errors === undefined ? {} : { errors: result.errors };
    return {
      status,
      text: jsonText(problemBody({ status, code: result.reason, detail, ...errors })),
      headers: { ...uncached, "content-type": problemType },
    };
  }
  const headers = { ...uncached, "content-type": "application/json", ...result.headers };
  return { status: result.status, text: result.body === undefined ? null : jsonText(result.body), headers };
}

function unauthorized(): SentAnswer {
  return problemAnswer({
    status: 401,
    code: "unauthorized",
    detail: "Send a valid key as Authorization: Bearer.",
    headers: { "www-authenticate": "Bearer" },
  });
}

const internal: Problem = { status: 500, code: "internal_error" };
const badKey: Problem = {
  status: 422,
  code: "invalid_idempotency_key",
  detail: "An Idempotency-Key has 1 to 255 visible characters.",
};
const keyReused: Problem = {
  status: 422,
  code: "idempotency_key_reused",
  detail: "This Idempotency-Key came with another request before.",
};
const keyInUse: Problem = {
  status: 409,
  code: "idempotency_key_in_use",
  detail: "The first request with this Idempotency-Key is still running.",
  headers: { "retry-after": "1" },
};
