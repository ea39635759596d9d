import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { type Bench, DAY_MS, held, openBench, sdkFor } from "./sandbox-bench";
import { webhookSignature } from "./stripe/webhook-signature";

const SECRET = "whsec_test";

interface Received {
  readonly body: string;
  readonly signature: string;
  readonly event: Stripe.Event;
}

class Receiver {
  readonly received: Received[] = [];
  refuses = 0;
  readonly #server: Server = createServer((request, response) => void this.#take(request, response));

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api/webhooks/stripe`;
  }

  types(): string[] {
    return this.received.map(({ event }) => event.type);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    this.received.push({
      body,
      signature: String(request.headers["stripe-signature"]),
      event: JSON.parse(body) as Stripe.Event,
    });
    this.refuses -= 1;
    response.writeHead(this.refuses >= 0 ? 503 : 200).end();
  }
}

describe("webhooks", () => {
  const receiver = { current: new Receiver() };
  let bench: Bench;

  const open = async (extra = {}) => {
    receiver.current = new Receiver();
    const webhookUrl = await receiver.current.open();
    bench = await openBench({ webhookUrl, webhookSecret: SECRET, webhookRetryGapsMs: [5, 5, 5], ...extra });
  };
  const quiet = async () => {
    while (bench.sandbox.openWebhooks() > 0 || bench.sandbox.world.state.undelivered.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  afterEach(async () => {
    await bench.close();
    await receiver.current.close();
  });

  it("WH-4: are signed over the exact bytes and the moment, as the SDK demands", async () => {
    await open();
    await bench.stripe.customers.create({ name: "Ünïcödé 😀" });
    await quiet();
    const [first] = receiver.current.received;
    const { body = "", signature = "" } = first ?? {};
    const { webhooks } = bench.stripe;
    expect(webhooks.constructEvent(body, signature, SECRET)).toMatchObject({ type: "customer.created" });
    expect(() => webhooks.constructEvent(`${body} `, signature, SECRET)).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    expect(() => webhooks.constructEvent(body, signature, "whsec_other")).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    const old = webhookSignature(SECRET, body, Math.floor(Date.now() / 1000) - 3600);
    expect(() => webhooks.constructEvent(body, old, SECRET)).toThrow(/tolerance/);
  });

  it("WH-4: are signed with both secrets while one is being replaced, so that either is enough", async () => {
    await open({ webhookSecret: "whsec_old, whsec_new" });
    await bench.stripe.customers.create({ email: "o@example.com" });
    await quiet();
    const { body = "", signature = "" } = receiver.current.received[0] ?? {};
    const read = (secret: string) => bench.stripe.webhooks.constructEvent(body, signature, secret);
    expect([read("whsec_old").type, read("whsec_new").type]).toEqual(["customer.created", "customer.created"]);
    expect(() => read("whsec_old, whsec_new")).toThrow(Stripe.errors.StripeSignatureVerificationError);
  });

  it("WH-1: tell each step of a payment, with the call that caused it", async () => {
    await open();
    const intent = await held(bench.stripe, 10_000);
    await bench.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 6_000 }, { idempotencyKey: "capture-7" });
    await bench.stripe.refunds.create({ payment_intent: intent.id, amount: 1_000 });
    await quiet();
    expect(receiver.current.types().sort()).toEqual(
      [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "charge.captured",
        "charge.refunded",
        "payment_intent.succeeded",
        "refund.created",
        "charge.refunded",
      ].sort(),
    );
    const succeeded = receiver.current.received.find(({ event }) => event.type === "payment_intent.succeeded")?.event;
    expect(succeeded).toMatchObject({
      object: "event",
      api_version: "2026-10-28.endive",
      livemode: false,
      pending_webhooks: 1,
      request: { id: expect.stringMatching(/^req_/), idempotency_key: "capture-7" },
      data: { object: { id: intent.id, status: "succeeded", amount_received: 6_000 } },
    });
    expect(await bench.stripe.events.retrieve(succeeded?.id ?? "")).toMatchObject({
      pending_webhooks: 0,
      type: "payment_intent.succeeded",
    });
  });

  it("WH-1: carry the object as it was then, not as it is now", async () => {
    await open();
    const intent = await held(bench.stripe, 10_000);
    await bench.stripe.paymentIntents.capture(intent.id);
    const events = await bench.stripe.events.list({ type: "payment_intent.amount_capturable_updated" });
    expect(events.data[0]?.data.object).toMatchObject({ status: "requires_capture", amount_capturable: 10_000 });
  });

  it("WH-5: are sent again until they are taken", async () => {
    await open();
    receiver.current.refuses = 2;
    await bench.stripe.customers.create({});
    await quiet();
    expect(new Set(receiver.current.received.map(({ event }) => event.id)).size).toBe(1);
    expect(receiver.current.received).toHaveLength(3);
  });

  it("WH-5: are given up after the last repeat, and remain in the list of events", async () => {
    await open();
    receiver.current.refuses = 100;
    await bench.stripe.customers.create({});
    await quiet();
    expect(receiver.current.received).toHaveLength(4);
    expect((await bench.stripe.events.list({ type: "customer.created" })).data).toHaveLength(1);
  });

  it("WH-5: that fall due by the clock are sent, too", async () => {
    await open();
    const intent = await held(bench.stripe, 10_000);
    bench.advance(8 * DAY_MS);
    await quiet();
    const canceled = receiver.current.received.find(({ event }) => event.type === "payment_intent.canceled")?.event;
    expect(canceled).toMatchObject({
      created: intent.created + 7 * 24 * 60 * 60,
      request: { id: null, idempotency_key: null },
    });
    expect(receiver.current.types()).toContain("charge.expired");
  });

  it("WH-1: can be doubled, held back and lost on purpose", async () => {
    await open();
    await bench.control("POST", "faults", [
      { action: "duplicate_webhooks", eventType: "customer.created" },
      { action: "drop_webhooks", eventType: "customer.updated" },
      { action: "delay_webhooks", delayMs: 60, eventType: "customer.deleted" },
    ]);
    const { id } = await bench.stripe.customers.create({});
    await bench.stripe.customers.update(id, { name: "First" });
    await bench.stripe.customers.del(id);
    await bench.stripe.customers.create({});
    await quiet();
    const types = receiver.current.types();
    expect(types.filter((type) => type === "customer.created")).toHaveLength(3);
    expect(types).not.toContain("customer.updated");
    expect(types.at(-1)).toBe("customer.deleted");
    expect((await bench.stripe.events.list({ type: "customer.updated" })).data).toHaveLength(1);
  });

  it("WH-5: left unsent by a stopped sandbox are sent by the next", async () => {
    const { mkdtempSync } = await import("node:fs");
    const { tmpdir } = await import("node:os");
    const { join } = await import("node:path");
    const stateFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "state.jsonl");
    const stopped = await openBench({ webhookUrl: "http://127.0.0.1:1/", webhookRetryGapsMs: [60_000], stateFile });
    await sdkFor(stopped.sandbox.port).customers.create({ name: "First" });
    await stopped.close();
    await open({ stateFile });
    await quiet();
    expect(receiver.current.types()).toEqual(["customer.created"]);
  });
});
