import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSender } from "@/lib/http/sender";
import type { AuthorizeRequest, Notification } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { type Sandbox, startSandbox } from "@/lib/sandbox/server";
import { createStripeGateway } from "./stripe-gateway";

const notifications: (Notification | undefined)[] = [];
const sender = createSender();
let sandbox: Sandbox;
let gateway: ReturnType<typeof createStripeGateway>;

const endpoint = createServer(async (request, response) => {
  let rawBody = "";
  for await (const chunk of request) rawBody += String(chunk);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  notifications.push(await gateway.readNotification(rawBody, headers, toInstant(Date.now())));
  response.end();
});

beforeAll(async () => {
  await new Promise<void>((ready) => endpoint.listen(0, "127.0.0.1", ready));
  const webhookUrl = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`;
  sandbox = await startSandbox({ webhookUrl, webhookSecret: "whsec_shared" });
  const settings = { secretKey: "sk_test_webhooks", webhookSecrets: ["whsec_shared"], apiBase: sandbox.url };
  gateway = createStripeGateway(settings, sender);
});

afterAll(async () => {
  sender.close();
  await sandbox.close();
  endpoint.closeAllConnections();
  await new Promise((done) => endpoint.close(done));
});

function identity() {
  const operationId = crypto.randomUUID();
  return { operationId, idempotencyKey: operationId, storeId: "store_1", orderNumber: "W-1" };
}

it("WH-1 I11 I20: every message that follows a payment is authentic, and none is unknown", async () => {
  const instrument = { kind: "card", token: "pm_card_createDispute", customerToken: null } as const;
  const authorize: AuthorizeRequest = { ...identity(), amount: money(500, "JPY"), instrument, initiator: "customer" };
  const held = await gateway.run("authorize", authorize);
  if (held.kind !== "succeeded") throw new Error(held.kind);
  const { authorizationReference } = held.facts;
  const capture = { ...identity(), authorizationReference, amount: money(500, "JPY"), isFinal: true };
  const captured = await gateway.run("capture", capture);
  if (captured.kind !== "succeeded") throw new Error(captured.kind);
  const { captureReference } = captured.facts;

  await expect.poll(() => meanings("disputed"), { timeout: 10_000 }).not.toEqual([]);
  await expect.poll(() => meanings("authorization_changed").length, { timeout: 10_000 }).toBeGreaterThan(1);
  expect(meanings("disputed")[0]).toMatchObject({ captureReference, amount: money(500, "JPY") });
  for (const meaning of meanings("authorization_changed")) {
    expect(meaning).toMatchObject({ authorizationReference });
    expect([authorize.operationId, capture.operationId]).toContain(meaning.operationId);
  }
  expect(notifications).not.toContain(undefined);
  expect(meanings("unknown")).toEqual([]);
});

function meanings<K extends Notification["meaning"]["kind"]>(kind: K) {
  return notifications
    .map((notification) => notification?.meaning)
    .filter((meaning): meaning is Extract<Notification["meaning"], { kind: K }> => meaning?.kind === kind);
}
