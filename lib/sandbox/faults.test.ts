import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, failureOf, held, openBench, savedCard } from "./sandbox-bench";

describe("a fault", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeEach(async () => {
    bench = await openBench();
    stripe = bench.stripe;
  });
  afterEach(() => bench.close());

  const strike = (fault: unknown) => bench.control("POST", "faults", fault);

  it.each([
    ["drop_before", false, "StripeConnectionError"],
    ["drop_after", true, "StripeConnectionError"],
    ["error_500_before", false, "StripeAPIError"],
    ["error_500_after", true, "StripeAPIError"],
    ["html_502", true, "StripeAPIError"],
    ["empty_200", true, "StripeAPIError"],
    ["cut_json", true, "StripeAPIError"],
    ["rate_limit_429", false, "StripeRateLimitError"],
  ])("UN-1: %s: effect %s, the SDK throws %s", async (action, hasEffect, type) => {
    const intent = await held(stripe);
    await strike({ action, path: "/v1/payment_intents/*/capture" });
    // The SDK repeats a call whose kept connection was closed, whatever it was told; only the first try is meant here.
    const call = fetch(`${bench.sandbox.url}/v1/payment_intents/${intent.id}/capture`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_bench" },
    }).then((response) => response.json());
    if (action === "error_500_before" || action === "error_500_after" || action === "rate_limit_429") {
      expect(await call).toHaveProperty("error");
    } else {
      await expect(call).rejects.toThrow();
    }
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after.status).toBe(hasEffect ? "succeeded" : "requires_capture");

    const next = await held(stripe);
    await strike({ action, path: "/v1/payment_intents/*/capture", count: null });
    const failure = await failureOf(stripe.paymentIntents.capture(next.id));
    expect(failure.type).toBe(type);
  });

  it("UN-1: a lost answer is found again under the same key", async () => {
    const intent = await held(stripe);
    await strike({ action: "drop_after", path: "/v1/payment_intents/*/capture", count: null });
    const same = { idempotencyKey: "capture-1" };
    await failureOf(stripe.paymentIntents.capture(intent.id, {}, same));
    await bench.control("DELETE", "faults");
    const found = await stripe.paymentIntents.capture(intent.id, {}, same);
    expect(found.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(found).toMatchObject({ status: "succeeded", amount_received: 24_118 });
  });

  it("UN-1: garbled without an effect leaves nothing behind", async () => {
    const intent = await held(stripe);
    await strike({ action: "cut_json", hasEffect: false, path: "*/capture" });
    await failureOf(stripe.paymentIntents.capture(intent.id));
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "requires_capture" });
  });

  it("DC-5: conflict and lock say so", async () => {
    const intent = await held(stripe);
    await strike([
      { action: "conflict_409", path: "*/capture" },
      { action: "lock_timeout_429", path: "*/capture" },
    ]);
    expect(await failureOf(stripe.paymentIntents.capture(intent.id))).toMatchObject({
      statusCode: 409,
      code: "idempotency_key_in_use",
    });
    expect(await failureOf(stripe.paymentIntents.capture(intent.id))).toMatchObject({
      statusCode: 429,
      code: "lock_timeout",
    });
    expect(await stripe.paymentIntents.capture(intent.id)).toMatchObject({ status: "succeeded" });
  });

  it("PR-3: the next capture of one intent is refused with the chosen code", async () => {
    const [first, second] = [await held(stripe), await held(stripe)];
    await strike({ action: "decline", operation: "capture", paymentIntent: second.id, declineCode: "do_not_honor" });
    expect(await stripe.paymentIntents.capture(first.id)).toMatchObject({ status: "succeeded" });
    const failure = await failureOf(stripe.paymentIntents.capture(second.id));
    expect(failure).toMatchObject({ statusCode: 402, code: "card_declined", decline_code: "do_not_honor" });
    expect(failure.payment_intent).toMatchObject({ status: "requires_capture" });
    expect(await stripe.paymentIntents.capture(second.id)).toMatchObject({ status: "succeeded" });
  });

  it("AE-2: a capture can find the hold gone", async () => {
    const [first, second] = [await held(stripe), await held(stripe)];
    await strike({
      action: "decline",
      operation: "capture",
      paymentIntent: first.id,
      declineCode: "expired_card",
      releasesHold: true,
    });
    await failureOf(stripe.paymentIntents.capture(first.id));
    expect(await stripe.paymentIntents.retrieve(first.id)).toMatchObject({ status: "canceled", amount_capturable: 0 });
    await strike({
      action: "decline",
      operation: "capture",
      paymentIntent: second.id,
      code: "capture_charge_authorization_expired",
    });
    expect(await failureOf(stripe.paymentIntents.capture(second.id))).toMatchObject({
      code: "capture_charge_authorization_expired",
    });
    expect(await stripe.paymentIntents.retrieve(second.id)).toMatchObject({ cancellation_reason: "expired" });
  });

  it("FD-1: an authorization or refund of one customer is refused", async () => {
    const { customer, method } = await savedCard(stripe);
    await strike({ action: "decline", operation: "authorize", customer, declineCode: "stolen_card" });
    expect(await held(stripe)).toMatchObject({ status: "requires_capture" });
    expect(await failureOf(held(stripe, 1_000, { customer, payment_method: method }))).toMatchObject({
      decline_code: "stolen_card",
    });
    const paid = await held(stripe, 1_000, { customer, payment_method: method, capture_method: "automatic" });
    await strike({ action: "decline", operation: "refund", paymentIntent: paid.id, declineCode: "generic_decline" });
    expect(await failureOf(stripe.refunds.create({ payment_intent: paid.id }))).toMatchObject({ statusCode: 402 });
    expect(await stripe.refunds.create({ payment_intent: paid.id })).toMatchObject({ status: "succeeded" });
  });

  it("UN-1: strikes by customer on calls that name only the intent", async () => {
    const { customer, method } = await savedCard(stripe);
    const intent = await held(stripe, 1_000, { customer, payment_method: method });
    await strike({ action: "error_500_before", customer, method: "POST", path: "*/capture" });
    expect(await stripe.paymentIntents.capture((await held(stripe)).id)).toMatchObject({ status: "succeeded" });
    expect(await failureOf(stripe.paymentIntents.capture(intent.id))).toMatchObject({ statusCode: 500 });
  });

  it("UN-1: by chance strikes the same calls for the same seed", async () => {
    const run = async () => {
      await bench.control("DELETE", "faults");
      await strike({ action: "rate_limit_429", probability: 0.4, seed: 7, path: "/v1/customers" });
      const struck: boolean[] = [];
      for (let call = 0; call < 30; call += 1) {
        struck.push(
          await stripe.customers.list().then(
            () => false,
            () => true,
          ),
        );
      }
      return struck;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(first).toContain(true);
    expect(first).toContain(false);
  });

  it("UN-1: is listed with how often it struck, and cleared", async () => {
    await strike({ action: "rate_limit_429", count: 2 });
    await failureOf(stripe.customers.list());
    expect((await bench.control("GET", "faults")).body.faults).toMatchObject([
      { action: "rate_limit_429", remaining: 1, struck: 1 },
    ]);
    await bench.control("DELETE", "faults");
    expect(await stripe.customers.list()).toMatchObject({ object: "list" });
  });

  it("UN-1: that is not understood is refused", async () => {
    for (const fault of [
      { action: "explode" },
      { action: "delay", delay: 5 },
      { count: 1 },
      "delay",
      { action: "delay", delayMs: -1 },
    ]) {
      expect((await strike(fault)).status).toBe(400);
    }
  });

  it("CC-5: constant latency keeps a call running, so its twin meets it", async () => {
    const slow = await openBench({ latencyMs: 200 });
    const same = { idempotencyKey: "twin" };
    const twins = await Promise.allSettled([1, 2].map(() => slow.stripe.customers.create({ name: "First" }, same)));
    expect(twins.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await slow.stripe.customers.create({ name: "First" }, same)).toMatchObject({ name: "First" });
    await slow.close();
  });
});
