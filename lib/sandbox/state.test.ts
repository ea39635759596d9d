import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DueQueue } from "./due-queue";
import {
  type Bench,
  DAY_MS,
  failureOf,
  HOUR_MS,
  held,
  openBench,
  savedCard,
  sessionParams,
  submitCard,
} from "./sandbox-bench";
import { readSandboxSettings } from "./settings";
import { StateStore } from "./state-store";

const freshFile = () => join(mkdtempSync(join(tmpdir(), "sandbox-")), "state.jsonl");

describe("a restarted sandbox", () => {
  it("CC-4: knows everything that it knew, and goes on", async () => {
    const stateFile = freshFile();
    const before = await openBench({ stateFile });
    before.advance(3 * DAY_MS);
    const { customer } = await savedCard(before.stripe);
    const intent = await held(before.stripe, 10_000, { metadata: { order_number: "W-7" } });
    const capture = await held(before.stripe, 5_000);
    const same = { idempotencyKey: "capture-once" };
    await before.stripe.paymentIntents.capture(capture.id, {}, same);
    const session = await before.stripe.checkout.sessions.create(sessionParams());
    const refund = await before.stripe.refunds.create({
      payment_intent: capture.id,
      metadata: { sandbox_refund: "pending_then_succeeds" },
    });
    await before.close();

    const after = await openBench({ stateFile });
    expect(after.sandbox.clock.offsetMs).toBe(3 * DAY_MS);
    expect(await after.stripe.customers.listPaymentMethods(customer)).toMatchObject({
      data: [{ card: { last4: "4242" } }],
    });
    expect(await after.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      ...JSON.parse(JSON.stringify(intent)),
    });
    const replay = await after.stripe.paymentIntents.capture(capture.id, {}, same);
    expect(replay.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect((await submitCard(`${after.sandbox.url}/c/pay/${session.id}`)).status).toBe(303);
    expect((await after.stripe.events.list({ type: "payment_intent.succeeded" })).data).toHaveLength(1);
    after.advance(8 * DAY_MS);
    expect(await after.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "canceled",
      cancellation_reason: "expired",
    });
    expect(await after.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: "succeeded" });
    await after.close();
  });

  it("CC-4: reads past a line that a killed process left cut", async () => {
    const stateFile = freshFile();
    const before = await openBench({ stateFile });
    const intent = await held(before.stripe);
    await before.close();
    appendFileSync(stateFile, '["stripe.payment_intents","pi_cut",{"id":"pi_');
    const after = await openBench({ stateFile });
    expect(await after.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "requires_capture" });
    expect(await failureOf(after.stripe.paymentIntents.retrieve("pi_cut"))).toMatchObject({ statusCode: 404 });
    const next = await held(after.stripe);
    await after.close();
    const third = await openBench({ stateFile });
    const { latest_charge } = await third.stripe.paymentIntents.retrieve(next.id, { expand: ["latest_charge"] });
    expect(latest_charge).toMatchObject({ object: "charge", amount: 24_118 });
    await third.close();
  });

  it("DM-3: writes its journal anew when most of it is history", async () => {
    const file = freshFile();
    const counted = () => readFileSync(file, "utf8").trimEnd().split("\n").length;
    const store = new StateStore(file);
    const records = store.collection<{ id: string; version: number }>("records");
    for (let version = 0; version < 3_000; version += 1) {
      records.put({ id: `r${version % 3}`, version });
      store.flushNow();
    }
    records.put({ id: "gone", version: 1 });
    records.delete("gone");
    await store.close();
    expect(counted()).toBeGreaterThan(3_000);

    const again = new StateStore(file);
    const reread = again.collection<{ id: string; version: number }>("records");
    again.load();
    expect([...reread].map(({ version }) => version).sort()).toEqual([2_997, 2_998, 2_999]);
    expect(counted()).toBe(3);
    await again.close();
  });
});

describe("the clock", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.close());

  it("UN-4: may be set back while nothing exists, and only then", async () => {
    const past = new Date(Date.now() - 90 * DAY_MS).toISOString();
    expect((await bench.control("POST", "clock", { now: past })).status).toBe(200);
    const intent = await held(bench.stripe);
    expect(Math.abs(intent.created * 1000 - Date.parse(past))).toBeLessThan(10_000);
    const back = await bench.control("POST", "clock", { offsetMs: -100 * DAY_MS });
    expect(back.status).toBe(409);
    expect((await bench.control("POST", "clock", { offsetMs: 0 })).body.offsetMs).toBe(0);
    expect(await bench.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ cancellation_reason: "expired" });
  });

  it("UN-4: is not moved by a setting a moment in the past", async () => {
    await held(bench.stripe);
    await bench.control("POST", "clock", { offsetMs: HOUR_MS });
    expect((await bench.control("POST", "clock", { offsetMs: HOUR_MS - 500 })).body.offsetMs).toBe(HOUR_MS);
  });

  it("UN-4: refuses what is no time", async () => {
    for (const body of [{}, { now: "soon" }, { offsetMs: "1" }])
      expect((await bench.control("POST", "clock", body)).status).toBe(400);
  });

  it("UN-4: lets what fell due happen in its order, each at its own moment", async () => {
    const early = await held(bench.stripe, 1_000);
    bench.advance(DAY_MS);
    const late = await held(bench.stripe, 1_000);
    bench.advance(60 * DAY_MS);
    await held(bench.stripe, 1_000);
    const ledger = (await bench.control("GET", "ledger")).body;
    expect(
      ledger.intents.map(({ status, released }: { status: string; released: number }) => [status, released]),
    ).toEqual([
      ["canceled", 1_000],
      ["canceled", 1_000],
      ["requires_capture", 0],
    ]);
    const [first, second] = await Promise.all([early, late].map(({ id }) => bench.stripe.paymentIntents.retrieve(id)));
    expect((second?.canceled_at ?? 0) - (first?.canceled_at ?? 0)).toBe(late.created - early.created);
  });

  it("UN-4: falls due earliest first, however it was filled", () => {
    const queue = new DueQueue();
    const moments = Array.from({ length: 200 }, (_, index) => (index * 7919) % 1009);
    for (const atMs of moments) queue.add({ atMs, kind: "hold", id: String(atMs) });
    const taken: number[] = [];
    for (let item = queue.takeUntil(500); item !== undefined; item = queue.takeUntil(500)) taken.push(item.atMs);
    expect(taken).toEqual(moments.filter((moment) => moment <= 500).sort((a, b) => a - b));
    expect(queue.next?.atMs).toBeGreaterThan(500);
  });
});

describe("the sandbox's own endpoints", () => {
  it("I4: the ledger tells what was held, captured, released and given back", async () => {
    const bench = await openBench();
    const intent = await held(bench.stripe, 10_000, { metadata: { order_number: "W-7" } });
    await bench.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 6_000 });
    await bench.stripe.refunds.create({ payment_intent: intent.id, amount: 1_500 });
    await held(bench.stripe, 3_000);
    const { body } = await bench.control("GET", "ledger");
    expect(body.intents[0]).toMatchObject({
      id: intent.id,
      status: "succeeded",
      amount: 10_000,
      held: 0,
      captured: 6_000,
      released: 4_000,
      refunded: 1_500,
      captures: 1,
      metadata: { order_number: "W-7" },
    });
    expect(body.totals).toEqual([{ currency: "usd", held: 3_000, captured: 6_000, refunded: 1_500 }]);
    await bench.close();
  });

  it("I4: tell health and forget everything on demand", async () => {
    const bench = await openBench();
    expect((await bench.control("GET", "health")).body).toMatchObject({ status: "ok", openWebhooks: 0 });
    await held(bench.stripe);
    expect((await bench.control("DELETE", "state")).body).toEqual({ isEmpty: true });
    expect((await bench.stripe.paymentIntents.list()).data).toEqual([]);
    expect((await bench.control("GET", "nothing")).status).toBe(404);
    await bench.close();
  });

  it("AU-1: are closed to pages of other sites", async () => {
    const bench = await openBench();
    const answer = await fetch(`${bench.sandbox.url}/__sandbox/state`, {
      method: "DELETE",
      headers: { origin: "https://elsewhere.test" },
    });
    expect(answer.status).toBe(403);
    await bench.close();
  });

  it("AU-1: settings come from the environment, and a bad one stops the start", () => {
    expect(
      readSandboxSettings({ SANDBOX_PORT: "4300", SANDBOX_LATENCY_MS: "20", SANDBOX_PUBLIC_URL: "https://pay.test/" }),
    ).toMatchObject({
      port: 4300,
      latencyMs: 20,
      publicUrl: "https://pay.test",
      host: "127.0.0.1",
      grantsCardFeatures: true,
    });
    expect(readSandboxSettings({ SANDBOX_PAYPAL_WEBHOOK_ID: "WH-OLD, WH-NEW" }).paypalWebhookId).toBe("WH-NEW");
    expect(() => readSandboxSettings({ SANDBOX_PORT: "four" })).toThrow("SANDBOX_PORT must be a whole number");
  });
});
