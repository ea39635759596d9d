import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { CallLog } from "./call-log";
import type { SandboxClock } from "./clock";
import { CONTROL_PREFIX, handleControl } from "./control-routes";
import type { Faults } from "./faults";
import { isLoopback, jsonReply, type Reply, readBody, send } from "./http-exchange";
import { runDueWork as runPaypalWork } from "./paypal/due-work";
import { APPROVAL_PATH, handleApproval } from "./paypal/hosted/approval-page";
import { isPaypalPath, PaypalApi } from "./paypal/paypal-api";
import { CERTIFICATE_PREFIX } from "./paypal/webhook-signing";
import type { PaypalWorld } from "./paypal/world";
import { createRuntime, type Runtime, type RuntimeOptions } from "./sandbox-runtime";
import { readSandboxSettings, type SandboxSettings } from "./settings";
import { runDueWork } from "./stripe/due-work";
import { HOSTED_PREFIX, handleHosted } from "./stripe/hosted/hosted-pages";
import { StripeApi } from "./stripe/stripe-api";
import type { StripeWorld } from "./stripe/world";

export interface SandboxOptions extends RuntimeOptions {
  readonly port?: number;
  readonly host?: string;
  readonly publicUrl?: string | null;
  readonly latencyMs?: number;
}

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly world: StripeWorld;
  readonly paypal: PaypalWorld;
  readonly moveClock: (offsetMs: number) => void;
  readonly openWebhooks: () => number;
  readonly close: () => Promise<void>;
  readonly flushNow: () => void;
}

const DUE_CHECK_MS = 1_000;
const KEEP_ALIVE_MS = 65_000;

/** Starts a sandbox; without a port on any free one. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const runtime = createRuntime(options);
  const { control, store } = runtime;
  const { world, paypal } = control;
  const apis = {
    stripe: new StripeApi(world, options.latencyMs ?? 0),
    paypal: new PaypalApi(paypal, options.latencyMs ?? 0),
  };
  const server = createServer((request, response) => {
    answer(runtime, apis, request).then(
      (reply) => send(response, reply),
      (error: unknown) => failed(response, error),
    );
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const host = options.host ?? "127.0.0.1";
  const port = await listen(server, options.port ?? 0, host);
  const url = `http://${host}:${port}`;
  runtime.open(options.publicUrl ?? url);
  const timer = setInterval(() => {
    runDueWork(world);
    runPaypalWork(paypal);
  }, DUE_CHECK_MS).unref();
  return {
    url,
    port,
    clock: world.clock,
    faults: world.faults,
    calls: control.calls,
    world,
    paypal,
    moveClock: control.moveClock,
    openWebhooks: control.openWebhooks,
    flushNow: () => store.flushNow(),
    close: async () => {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await runtime.close();
    },
  };
}

interface Apis {
  readonly stripe: StripeApi;
  readonly paypal: PaypalApi;
}

async function answer({ control, paypalSigner }: Runtime, apis: Apis, request: IncomingMessage): Promise<Reply> {
  const method = request.method ?? "GET";
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const body = await readBody(request);
  if (body === null)
    return jsonReply(413, { error: { type: "invalid_request_error", message: "Request body too large" } });
  if (path.startsWith(CONTROL_PREFIX)) {
    // A page of any site could ask its visitor's browser to call this machine; browsers then name the page.
    const isFromPage = header(request, "origin") !== undefined;
    if (isFromPage || !isLoopback(request)) return jsonReply(403, { error: "Only from this machine" });
    return handleControl(control, method, path, body);
  }
  runDueWork(control.world);
  runPaypalWork(control.paypal);
  if (path.startsWith(HOSTED_PREFIX)) return handleHosted(control.world, { method, path, query, body });
  if (path === APPROVAL_PATH) return handleApproval(control.paypal, { method, query, body });
  if (path.startsWith(CERTIFICATE_PREFIX)) return certificate(paypalSigner.certificate(path));
  const isPaypal = isPaypalPath(path);
  const idempotencyKey = header(request, isPaypal ? "paypal-request-id" : "idempotency-key");
  const authorization = header(request, "authorization");
  const reply = isPaypal
    ? await apis.paypal.handle({
        method,
        path,
        query,
        body,
        authorization,
        requestId: idempotencyKey,
        prefer: header(request, "prefer"),
      })
    : await apis.stripe.handle({
        method,
        path,
        query,
        body,
        idempotencyKey,
        authorization,
        version: header(request, "stripe-version"),
      });
  control.calls.note({
    at: new Date(control.world.clock.nowMs()).toISOString(),
    method,
    path,
    status: reply.status,
    idempotencyKey: idempotencyKey ?? null,
    isReplay: reply.headers["idempotent-replayed"] === "true",
  });
  return reply;
}

function certificate(pem: string | null): Reply {
  if (pem === null) return jsonReply(404, { error: "There is no such certificate" });
  return { status: 200, headers: { "content-type": "application/x-pem-file" }, body: pem };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function failed(response: ServerResponse, error: unknown): void {
  console.error(error);
  if (response.headersSent) response.destroy();
  else send(response, jsonReply(500, { error: { type: "api_error", message: "The sandbox itself failed" } }));
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function main(settings: SandboxSettings): Promise<void> {
  const sandbox = await startSandbox(settings);
  console.log(
    JSON.stringify({ level: "info", time: new Date().toISOString(), msg: "sandbox listening", url: sandbox.url }),
  );
  process.on("exit", () => sandbox.flushNow());
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void sandbox.close().then(() => process.exit(0));
    });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(readSandboxSettings());
