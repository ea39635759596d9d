import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, DAY_MS, failureOf, held, openBench } from "./sandbox-bench";

describe("an idempotency key", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await openBench();
    stripe = bench.stripe;
  });
  afterAll(() => bench.close());

  const key = () => ({ idempotencyKey: crypto.randomUUID() });
  const params = (token = "pm_card_visa"): Stripe.PaymentIntentCreateParams => ({
    amount: 1_000,
    currency: "usd",
    allowed_payment_method_types: ["card"],
    payment_method: token,
    confirm: true,
  });

  it("DC-1: gives the first answer again and does nothing twice", async () => {
    const same = key();
    const first = await stripe.paymentIntents.create(params(), same);
    const second = await stripe.paymentIntents.create(params(), same);
    expect(second.id).toBe(first.id);
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(second.lastResponse.idempotencyKey).toBe(same.idempotencyKey);
  });

  it("DC-3: with another body is refused", async () => {
    const same = key();
    await stripe.paymentIntents.create(params(), same);
    const failure = await failureOf(stripe.paymentIntents.create({ ...params(), amount: 2_000 }, same));
    expect(failure).toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
  });

  it("DC-3: on another call is refused", async () => {
    const same = key();
    await stripe.customers.create({ name: "First" }, same);
    const intent = await held(stripe);
    expect(await failureOf(stripe.paymentIntents.capture(intent.id, {}, same))).toMatchObject({
      rawType: "idempotency_error",
    });
  });

  it("DC-3: remembers a decline", async () => {
    const same = key();
    const first = await failureOf(stripe.paymentIntents.create(params("pm_card_chargeDeclined"), same));
    const second = await failureOf(stripe.paymentIntents.create(params("pm_card_chargeDeclined"), same));
    expect(second.charge).toBe(first.charge);
    expect(second.headers?.["idempotent-replayed"]).toBe("true");
  });

  it("DC-3: remembers a state conflict, so only a new key sees the new state", async () => {
    const intent = await stripe.paymentIntents.create({ ...params(), confirm: false });
    const same = key();
    await failureOf(stripe.paymentIntents.capture(intent.id, {}, same));
    await stripe.paymentIntents.update(intent.id, { capture_method: "manual" });
    await stripe.paymentIntents.confirm(intent.id);
    expect(await failureOf(stripe.paymentIntents.capture(intent.id, {}, same))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    expect(await stripe.paymentIntents.capture(intent.id, {}, key())).toMatchObject({ status: "succeeded" });
  });

  it("DC-3: remembers a server error, with and without an effect", async () => {
    for (const fault of [{ action: "error_500_after" }, { action: "error_500_before", isStored: true }]) {
      await bench.control("POST", "faults", { ...fault, method: "POST", path: "/v1/payment_intents" });
      const same = key();
      expect(await failureOf(stripe.paymentIntents.create(params(), same))).toMatchObject({
        statusCode: 500,
        rawType: "api_error",
      });
      expect(await failureOf(stripe.paymentIntents.create(params(), same))).toMatchObject({ statusCode: 500 });
    }
  });

  it("DC-3: does not remember refused input", async () => {
    const same = key();
    await failureOf(stripe.paymentIntents.create({ ...params(), amount: 1 }, same));
    expect(await stripe.paymentIntents.create(params(), same)).toMatchObject({ status: "succeeded" });
  });

  it("DC-5: that is still running answers 409, and the first call goes through", async () => {
    const same = key();
    const intent = await held(stripe);
    await bench.control("POST", "faults", { action: "delay", delayMs: 500, path: "/v1/payment_intents/*/capture" });
    const first = stripe.paymentIntents.capture(intent.id, {}, same);
    while ((await bench.control("GET", "faults")).body.faults[0].struck === 0);
    const second = await failureOf(stripe.paymentIntents.capture(intent.id, {}, same));
    expect(second).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    expect(await first).toMatchObject({ status: "succeeded" });
    expect(await stripe.paymentIntents.capture(intent.id, {}, same)).toMatchObject({ status: "succeeded" });
  });

  it("DC-3: is forgotten after a day: the same call runs anew", async () => {
    const same = key();
    const first = await stripe.customers.create({ name: "First" }, same);
    bench.advance(DAY_MS - 60_000);
    expect((await stripe.customers.create({ name: "First" }, same)).id).toBe(first.id);
    bench.advance(2 * 60_000);
    expect((await stripe.customers.create({ name: "First" }, same)).id).not.toBe(first.id);
  });

  it("DC-6: counts calls, so that a test can tell how many were sent", async () => {
    await bench.control("DELETE", "calls");
    const same = key();
    const intent = await held(stripe);
    await stripe.paymentIntents.capture(intent.id, {}, same);
    await stripe.paymentIntents.capture(intent.id, {}, same);
    const { body } = await bench.control("GET", "calls");
    expect(body).toMatchObject({ total: 3, byOperation: { "POST /v1/payment_intents/:id/capture": 2 } });
    expect(body.recent.at(-1)).toMatchObject({
      method: "POST",
      status: 200,
      idempotencyKey: same.idempotencyKey,
      isReplay: true,
    });
  });
});
