import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Notification } from "@/lib/payments/gateway";
import { type Instant, MINUTE_MS, toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { factsOf } from "../contract-bench";
import {
  account,
  agree,
  authorizeRequest,
  identity,
  openPaypalDesk,
  type PaypalDesk,
  pageRequest,
} from "./paypal-desk.test-data";

type Delivery = { readonly headers: Record<string, string>; readonly body: string };
const deliveries: Delivery[] = [];
let desk: PaypalDesk;

const endpoint = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  deliveries.push({ headers: request.headers as Record<string, string>, body });
  response.end();
});

beforeAll(async () => {
  await new Promise<void>((ready) => endpoint.listen(0, "127.0.0.1", ready));
  const paypalWebhookUrl = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`;
  desk = await openPaypalDesk({ paypalWebhookUrl, paypalWebhookId: "WH-NEW", webhookIds: ["WH-OLD", "WH-NEW"] });
});

afterAll(async () => {
  await desk.close();
  endpoint.closeAllConnections();
  await new Promise((done) => endpoint.close(done));
});

async function read(
  { headers, body }: Delivery,
  changed: Partial<Record<string, string>> = {},
  now: Instant = toInstant(Date.now()),
) {
  const { body: otherBody, ...otherHeaders } = changed;
  return desk.gateway.readNotification(
    otherBody ?? body,
    { ...headers, ...(otherHeaders as Record<string, string>) },
    now,
  );
}

async function delivered(type: string, count = 1): Promise<Delivery> {
  const find = () => deliveries.filter(({ body }) => JSON.parse(body).event_type === type);
  await expect.poll(() => find().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count);
  return find().at(-1) as Delivery;
}

describe("what PayPal tells", () => {
  it("WH-1 I11 I20: every message that follows a payment is authentic and understood, and names our operation", async () => {
    const authorize = authorizeRequest();
    const { authorizationReference } = factsOf(await desk.gateway.run("authorize", authorize));
    const capture = { ...identity(), authorizationReference, amount: money(24_118, "USD"), isFinal: true };
    const { captureReference } = factsOf(await desk.gateway.run("capture", capture));
    const refund = { ...identity(), captureReference, amount: money(100, "USD") };
    const { refundReference } = factsOf(await desk.gateway.run("refund", refund));
    const page = factsOf(await desk.gateway.run("open_hosted_page", pageRequest(desk.now())));
    await agree(page.url ?? "");
    const meaning = async (type: string) => ((await read(await delivered(type))) as Notification).meaning;
    expect(await meaning("PAYMENT.AUTHORIZATION.CREATED")).toEqual({
      kind: "authorization_changed",
      authorizationReference,
      operationId: authorize.operationId,
    });
    expect(await meaning("PAYMENT.CAPTURE.COMPLETED")).toEqual({
      kind: "authorization_changed",
      authorizationReference,
      operationId: capture.operationId,
    });
    expect(await meaning("PAYMENT.CAPTURE.REFUNDED")).toEqual({
      kind: "refund_changed",
      refundReference,
      operationId: refund.operationId,
    });
    expect(await meaning("CHECKOUT.ORDER.APPROVED")).toMatchObject({
      kind: "hosted_page_changed",
      sessionReference: page.sessionReference,
    });
  });

  it("FD-3 I20: a dispute is told of from its first question to its end", async () => {
    const { captureReference } = factsOf(await desk.gateway.run("authorize_and_capture", authorizeRequest()));
    const control = async (path: string, body: object) => {
      const response = await fetch(`${desk.sandbox.url}/__sandbox/${path}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      return ((await response.json()) as { id: string }).id;
    };
    const disputeReference = await control("disputes", { capture: captureReference, stage: "INQUIRY" });
    await control(`disputes/${disputeReference}`, { status: "under_review" });
    await control(`disputes/${disputeReference}`, { status: "lost", value: "41.18" });
    const meaning = async (type: string) => (await read(await delivered(type)))?.meaning;
    expect(await meaning("CUSTOMER.DISPUTE.CREATED")).toEqual({
      kind: "disputed",
      captureReference,
      disputeReference,
      amount: money(24_118, "USD"),
      answerBy: expect.any(Number),
    });
    expect(await meaning("CUSTOMER.DISPUTE.UPDATED")).toEqual({ kind: "dispute_changed", disputeReference });
    expect(await meaning("CUSTOMER.DISPUTE.RESOLVED")).toEqual({
      kind: "dispute_closed",
      disputeReference,
      verdict: "lost",
      lost: money(4_118, "USD"),
    });
  });

  it("X05: a capture that fails later is told of too", async () => {
    const { authorizationReference } = factsOf(await desk.gateway.run("authorize", authorizeRequest(account("gus"))));
    await desk.gateway.run("capture", {
      ...identity(),
      authorizationReference,
      amount: money(24_118, "USD"),
      isFinal: true,
    });
    desk.advance(5 * MINUTE_MS);
    expect(await read(await delivered("PAYMENT.CAPTURE.DECLINED"))).toMatchObject({
      meaning: { kind: "authorization_changed", authorizationReference },
    });
  });
});

describe("what is not PayPal's", () => {
  it.each([
    ["another body", { body: '{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED"}' }],
    ["another id", { "paypal-transmission-id": "8f3b" }],
    ["another time", { "paypal-transmission-time": new Date().toISOString() }],
    ["another signature", { "paypal-transmission-sig": Buffer.from("x".repeat(256)).toString("base64") }],
    ["no signature", { "paypal-transmission-sig": "" }],
    ["a weaker algorithm", { "paypal-auth-algo": "SHA1withRSA" }],
    ["no certificate", { "paypal-cert-url": "" }],
  ])("WH-4: with %s changes nothing", async (_, changed) => {
    const delivery = await delivered("PAYMENT.AUTHORIZATION.CREATED");
    expect(await read(delivery)).toBeDefined();
    expect(await read(delivery, changed)).toBeUndefined();
  });

  it("WH-4: a message that is older or younger than five minutes is refused", async () => {
    const delivery = await delivered("PAYMENT.AUTHORIZATION.CREATED");
    const signedAt = Date.parse(delivery.headers["paypal-transmission-time"] ?? "");
    expect(await read(delivery, {}, toInstant(signedAt + 5 * MINUTE_MS))).toBeDefined();
    expect(await read(delivery, {}, toInstant(signedAt + 5 * MINUTE_MS + 1))).toBeUndefined();
    expect(await read(delivery, {}, toInstant(signedAt - 5 * MINUTE_MS - 1))).toBeUndefined();
  });

  it("WH-4 IN-2: a certificate is fetched from PayPal's own address alone, and once", async () => {
    const delivery = await delivered("PAYMENT.AUTHORIZATION.CREATED");
    const address = delivery.headers["paypal-cert-url"] ?? "";
    await read(delivery);
    const before = desk.requests.length;
    await read(delivery);
    for (const wrong of [
      address.replace("127.0.0.1", "localhost"),
      address.replace(desk.sandbox.url, "https://api.paypal.com.evil.example"),
      address.replace("//", "//user@"),
      `${desk.sandbox.url}/__sandbox/health`,
      `${desk.sandbox.url}/v1/notifications/certs/../../../__sandbox/health`,
      "file:///etc/hosts",
    ])
      expect(await read(delivery, { "paypal-cert-url": wrong })).toBeUndefined();
    expect(desk.requests.length).toBe(before);
  });

  it("WH-4: a message to another webhook is not ours", async () => {
    const other = await openPaypalDesk({ webhookIds: ["WH-ELSE"] });
    const delivery = await delivered("PAYMENT.AUTHORIZATION.CREATED");
    expect(
      await other.gateway.readNotification(delivery.body, delivery.headers, toInstant(Date.now())),
    ).toBeUndefined();
    await other.close();
  });
});
