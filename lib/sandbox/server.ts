import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { CallLog } from "./call-log";
import { SandboxClock } from "./clock";
import { CONTROL_PREFIX, type Control, handleControl } from "./control-routes";
import { DueQueue } from "./due-queue";
import { Faults } from "./faults";
import { isLoopback, jsonReply, type Reply, readBody, send } from "./http-exchange";
import { readSandboxSettings, type SandboxSettings } from "./settings";
import { StateStore } from "./state-store";
import { planDueWork, runDueWork } from "./stripe/due-work";
import { HOSTED_PREFIX, handleHosted } from "./stripe/hosted/hosted-pages";
import { renderEvent } from "./stripe/render-object";
import { StripeApi } from "./stripe/stripe-api";
import { stripeState } from "./stripe/stripe-state";
import { webhookSignature } from "./stripe/webhook-signature";
import type { StripeWorld } from "./stripe/world";
import { WebhookDelivery } from "./webhook-delivery";

export interface SandboxOptions {
  readonly port?: number;
  readonly host?: string;
  readonly stateFile?: string | null;
  readonly webhookUrl?: string | null;
  readonly webhookSecret?: string;
  readonly webhookRetryGapsMs?: readonly number[];
  readonly latencyMs?: number;
  readonly merchantName?: string;
  readonly grantsCardFeatures?: boolean;
  /** The real time, for tests that stop it. */
  readonly now?: () => number;
}

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly world: StripeWorld;
  readonly moveClock: (offsetMs: number) => void;
  readonly openWebhooks: () => number;
  readonly close: () => Promise<void>;
  readonly flushNow: () => void;
}

const DUE_CHECK_MS = 1_000;

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const store = new StateStore(options.stateFile ?? null);
  const marks = store.collection<{ readonly id: string; readonly offsetMs: number }>("clock");
  const state = stripeState(store);
  store.load();
  const clock = new SandboxClock(marks.get("offset")?.offsetMs ?? 0, options.now);
  const faults = new Faults();
  const calls = new CallLog();
  let origin = "";
  let delivery: WebhookDelivery | null = null;
  const world: StripeWorld = {
    clock,
    due: new DueQueue(),
    faults,
    grantsCardFeatures: options.grantsCardFeatures ?? true,
    merchantName: options.merchantName ?? "Paydesk demo shop",
    state,
    origin: () => origin,
    announce: (eventId) => {
      if (delivery === null) return;
      state.undelivered.put({ id: eventId });
      delivery.enqueue(eventId);
    },
    mark: null,
  };
  planDueWork(world);
  if (options.webhookUrl) delivery = webhooks(world, options, options.webhookUrl);
  for (const { id } of [...state.undelivered]) delivery?.enqueue(id);

  const control: Control = {
    clock,
    faults,
    calls,
    world,
    isEmpty: () =>
      state.intents.size + state.customers.size + state.methods.size + state.sessions.size + state.setups.size === 0,
    moveClock: (offsetMs) => {
      clock.setOffset(offsetMs);
      marks.put({ id: "offset", offsetMs });
      runDueWork(world);
    },
    openWebhooks: () => delivery?.openCount ?? 0,
    reset: () => {
      store.clear();
      world.due.clear();
      faults.clear();
      calls.clear();
      clock.setOffset(0);
    },
  };
  const api = new StripeApi(world, options.latencyMs ?? 0);
  const server = createServer((request, response) => {
    answer(control, api, request).then(
      (reply) => send(response, reply),
      (error: unknown) => failed(response, error),
    );
  });
  server.keepAliveTimeout = 65_000;
  const port = await listen(server, options.port ?? 0, options.host ?? "127.0.0.1");
  origin = `http://${options.host ?? "127.0.0.1"}:${port}`;
  const timer = setInterval(() => runDueWork(world), DUE_CHECK_MS).unref();
  return {
    url: origin,
    port,
    clock,
    faults,
    calls,
    world,
    moveClock: control.moveClock,
    openWebhooks: control.openWebhooks,
    flushNow: () => store.flushNow(),
    close: async () => {
      clearInterval(timer);
      delivery?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
}

function webhooks(world: StripeWorld, options: SandboxOptions, url: string): WebhookDelivery {
  const secret = options.webhookSecret ?? "whsec_sandbox";
  return new WebhookDelivery(
    {
      url,
      ...(options.webhookRetryGapsMs !== undefined && { retryGapsMs: options.webhookRetryGapsMs }),
      sign: (body) => ({ "stripe-signature": webhookSignature(secret, body) }),
      message: (id) => {
        const event = world.state.events.get(id);
        if (event === undefined) return null;
        return {
          type: event.type,
          body: JSON.stringify(renderEvent(event, { isPending: true, origin: world.origin() }), null, 2),
        };
      },
      onDelivered: (id) => world.state.undelivered.delete(id),
    },
    world.faults,
  );
}

async function answer(control: Control, api: StripeApi, request: IncomingMessage): Promise<Reply> {
  const method = request.method ?? "GET";
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const body = await readBody(request);
  if (body === null)
    return jsonReply(413, { error: { type: "invalid_request_error", message: "Request body too large" } });
  if (path.startsWith(CONTROL_PREFIX)) {
    if (!isLoopback(request)) return jsonReply(403, { error: "Only from this machine" });
    return handleControl(control, method, path, body);
  }
  runDueWork(control.world);
  if (path.startsWith(HOSTED_PREFIX)) return handleHosted(control.world, { method, path, query, body });
  const idempotencyKey = header(request, "idempotency-key");
  const reply = await api.handle({
    method,
    path,
    query,
    body,
    idempotencyKey,
    authorization: header(request, "authorization"),
    version: header(request, "stripe-version"),
  });
  control.calls.note({
    at: new Date(control.clock.nowMs()).toISOString(),
    method,
    path,
    status: reply.status,
    idempotencyKey: idempotencyKey ?? null,
    isReplay: reply.headers["idempotent-replayed"] === "true",
  });
  return reply;
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
