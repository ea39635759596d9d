import { createSender, type OutgoingRequest, type Sender } from "@/lib/http/sender";
import type { AuthorizeRequest, Gateway, Instrument, RequestIdentity } from "@/lib/payments/gateway";
import { HOUR_MS, type Instant, later, toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { parseFaultRule } from "@/lib/sandbox/fault-rule";
import { type Sandbox, type SandboxOptions, startSandbox } from "@/lib/sandbox/server";
import { createPaypalGateway } from "./paypal-gateway";

/** For tests: the adapter in front of a sandbox, with every request that it sent. */
export type PaypalDesk = {
  readonly sandbox: Sandbox;
  readonly gateway: Gateway;
  readonly requests: OutgoingRequest[];
  now(): Instant;
  advance(ms: number): void;
  fault(rule: object): void;
  close(): Promise<void>;
};

export async function openPaypalDesk(options: SandboxOptions & { webhookIds?: string[] } = {}): Promise<PaypalDesk> {
  const sandbox = await startSandbox(options);
  const requests: OutgoingRequest[] = [];
  const sender = createSender();
  const recording: Sender = {
    ...sender,
    send(request) {
      requests.push(request);
      return sender.send(request);
    },
  };
  const { webhookIds = ["WH-1"] } = options;
  const settings = { clientId: "client", clientSecret: "secret", webhookIds, apiBase: sandbox.url, deadlineMs: 5_000 };
  return {
    sandbox,
    gateway: createPaypalGateway(settings, recording),
    requests,
    now: () => toInstant(sandbox.clock.nowMs()),
    advance: (ms) => sandbox.moveClock(sandbox.clock.offsetMs + ms),
    fault: (rule) => void sandbox.faults.add(parseFaultRule({ gateway: "paypal", ...rule })),
    async close() {
      sender.close();
      await sandbox.close();
    },
  };
}

let count = 0;

export function identity(): RequestIdentity {
  count += 1;
  const operationId = `op_${count}`;
  return { operationId, idempotencyKey: `att_${count}`, storeId: "store_1", orderNumber: `W-${count}` };
}

export function authorizeRequest(instrument: Instrument = account("ava")): AuthorizeRequest {
  return { ...identity(), amount: money(24_118, "USD"), instrument, initiator: "merchant" };
}

export function account(buyer: string): Instrument {
  return { kind: "paypal", token: `sandbox_vault_${buyer}`, customerToken: null };
}

export function pageRequest(now: Instant) {
  return {
    ...identity(),
    amount: money(24_118, "USD"),
    description: "Northlight Camera, order W-1001",
    customerToken: null,
    email: null,
    successUrl: "https://desk.test/pay/return?session=1",
    cancelUrl: "https://desk.test/pay",
    expiresAt: later(now, HOUR_MS),
    locale: "nl-NL",
  };
}

export async function agree(url: string, buyer = "ava"): Promise<void> {
  await fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams({ answer: "agree", buyer }) });
}
