import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, DAY_MS, failureOf, HOUR_MS, held, openBench, savedCard } from "./sandbox-bench";

describe("a hold", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await openBench();
    stripe = bench.stripe;
  });
  afterAll(() => bench.close());

  const chargeOf = async (intent: string) => {
    const { latest_charge } = await stripe.paymentIntents.retrieve(intent, { expand: ["latest_charge"] });
    return latest_charge as Stripe.Charge;
  };

  it("H18: is authorized for the amount and waits to be captured", async () => {
    const intent = await held(stripe, 24_118, {
      metadata: { order_number: "W-1001" },
      statement_descriptor_suffix: "W1001",
    });
    expect(intent).toMatchObject({
      status: "requires_capture",
      amount_capturable: 24_118,
      amount_received: 0,
      metadata: { order_number: "W-1001" },
    });
    expect(await chargeOf(intent.id)).toMatchObject({
      captured: false,
      paid: true,
      amount_captured: 0,
      balance_transaction: null,
      statement_descriptor_suffix: "W1001",
      payment_method_details: { card: { brand: "visa", last4: "4242", network: "visa" } },
      outcome: { type: "authorized", network_status: "approved_by_network" },
    });
  });

  it("AE-1: ends 7 days later with the customer there, 4 days 18 hours on Visa without", async () => {
    const { customer, method } = await savedCard(stripe);
    const saved = { customer, payment_method: method };
    const { customer: other, method: mastercard } = await savedCard(stripe, "pm_card_mastercard");
    const windowOf = async (extra: Partial<Stripe.PaymentIntentCreateParams>) => {
      const charge = await chargeOf((await held(stripe, 1_000, extra)).id);
      return ((charge.payment_method_details?.card?.capture_before ?? 0) - charge.created) * 1000;
    };
    expect(await windowOf(saved)).toBe(7 * DAY_MS);
    expect(await windowOf({ ...saved, off_session: true })).toBe(4 * DAY_MS + 18 * HOUR_MS);
    expect(await windowOf({ customer: other, payment_method: mastercard, off_session: true })).toBe(7 * DAY_MS);
    const extended = { payment_method_options: { card: { request_extended_authorization: "if_available" } } } as const;
    expect(await windowOf({ ...saved, ...extended })).toBe(29 * DAY_MS + 18 * HOUR_MS);
  });

  it("DC-1: is captured once; a second capture finds the intent in another state", async () => {
    const intent = await held(stripe);
    expect(await stripe.paymentIntents.capture(intent.id)).toMatchObject({
      status: "succeeded",
      amount_received: 24_118,
      amount_capturable: 0,
    });
    const second = await failureOf(stripe.paymentIntents.capture(intent.id));
    expect(second).toMatchObject({
      statusCode: 400,
      code: "payment_intent_unexpected_state",
      rawType: "invalid_request_error",
    });
    expect(second.payment_intent).toMatchObject({ id: intent.id, status: "succeeded" });
  });

  it("PC-1: captured in part lets the rest go, and Stripe shows that rest as a refund without a transaction", async () => {
    const intent = await held(stripe, 10_000);
    expect(await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 6_000 })).toMatchObject({
      status: "succeeded",
      amount_received: 6_000,
    });
    expect(await chargeOf(intent.id)).toMatchObject({
      amount: 10_000,
      amount_captured: 6_000,
      amount_refunded: 4_000,
      refunded: false,
    });
    const { data } = await stripe.refunds.list({ payment_intent: intent.id });
    expect(data).toMatchObject([
      { amount: 4_000, balance_transaction: null, destination_details: { card: { type: "reversal" } } },
    ]);
    expect(await stripe.refunds.create({ payment_intent: intent.id })).toMatchObject({ amount: 6_000 });
  });

  it("I1: is never captured above what is held", async () => {
    const intent = await held(stripe, 10_000);
    expect(await failureOf(stripe.paymentIntents.capture(intent.id, { amount_to_capture: 10_001 }))).toMatchObject({
      code: "amount_too_large",
      param: "amount_to_capture",
    });
    expect(await failureOf(stripe.paymentIntents.capture(intent.id, { amount_to_capture: 0 }))).toMatchObject({
      code: "parameter_invalid_integer",
    });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_capture",
      amount_capturable: 10_000,
    });
  });

  it("PC-1: is captured several times only where multicapture was granted", async () => {
    const plain = await held(stripe, 10_000);
    const refused = stripe.paymentIntents.capture(plain.id, { amount_to_capture: 1_000, final_capture: false });
    expect(await failureOf(refused)).toMatchObject({
      code: "payment_intent_invalid_parameter",
      param: "final_capture",
    });

    const options = { payment_method_options: { card: { request_multicapture: "if_available" } } } as const;
    const intent = await held(stripe, 10_000, options);
    expect(
      await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 3_000, final_capture: false }),
    ).toMatchObject({
      status: "requires_capture",
      amount_capturable: 7_000,
      amount_received: 3_000,
    });
    expect(await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 2_000 })).toMatchObject({
      status: "succeeded",
      amount_received: 5_000,
    });
    expect(await chargeOf(intent.id)).toMatchObject({ amount_captured: 5_000, amount_refunded: 5_000, captured: true });

    const withheld = await held(stripe, 10_000, { ...options, metadata: { sandbox_card_features: "none" } });
    expect(await chargeOf(withheld.id)).toMatchObject({
      payment_method_details: { card: { multicapture: { status: "unavailable" } } },
    });
  });

  it("PC-1: can be captured above its amount only where overcapture was granted, up to the granted maximum", async () => {
    const options = { payment_method_options: { card: { request_overcapture: "if_available" } } } as const;
    const intent = await held(stripe, 10_000, options);
    const { payment_method_details } = await chargeOf(intent.id);
    expect(payment_method_details?.card?.overcapture).toEqual({
      maximum_amount_capturable: 11_500,
      status: "available",
    });
    expect(await failureOf(stripe.paymentIntents.capture(intent.id, { amount_to_capture: 11_501 }))).toMatchObject({
      code: "amount_too_large",
    });
    expect(await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 11_500 })).toMatchObject({
      amount_received: 11_500,
    });
  });

  it("PC-3: is raised only where that was granted, and keeps its deadline", async () => {
    const plain = await held(stripe, 10_000);
    expect(await failureOf(stripe.paymentIntents.incrementAuthorization(plain.id, { amount: 12_000 }))).toMatchObject({
      code: "payment_intent_invalid_parameter",
    });
    const options = {
      payment_method_options: { card: { request_incremental_authorization: "if_available" } },
    } as const;
    const intent = await held(stripe, 10_000, options);
    const before = await chargeOf(intent.id);
    expect(await stripe.paymentIntents.incrementAuthorization(intent.id, { amount: 12_000 })).toMatchObject({
      amount: 12_000,
      amount_capturable: 12_000,
    });
    const after = await chargeOf(intent.id);
    expect(after.payment_method_details?.card?.capture_before).toBe(
      before.payment_method_details?.card?.capture_before,
    );
    expect(await failureOf(stripe.paymentIntents.incrementAuthorization(intent.id, { amount: 12_000 }))).toMatchObject({
      param: "amount",
    });
    expect(await stripe.paymentIntents.capture(intent.id)).toMatchObject({ amount_received: 12_000 });
  });

  it("RF-3: is released by cancelling, once; a captured one cannot be cancelled", async () => {
    const intent = await held(stripe, 10_000);
    const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: "requested_by_customer" });
    expect(canceled).toMatchObject({
      status: "canceled",
      cancellation_reason: "requested_by_customer",
      amount_capturable: 0,
    });
    expect(await chargeOf(intent.id)).toMatchObject({ captured: false, refunded: true, amount_refunded: 10_000 });
    for (const call of [stripe.paymentIntents.cancel(intent.id), stripe.paymentIntents.capture(intent.id)]) {
      const failure = await failureOf(call);
      expect(failure).toMatchObject({ code: "payment_intent_unexpected_state" });
      expect(failure.payment_intent?.status).toBe("canceled");
    }
    const captured = await held(stripe, 10_000);
    await stripe.paymentIntents.capture(captured.id);
    expect(await failureOf(stripe.paymentIntents.cancel(captured.id))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });

  it("AE-2: lapses at its deadline by the sandbox's clock; a late capture says that it expired", async () => {
    const own = await openBench();
    const intent = await held(own.stripe, 10_000);
    own.advance(7 * DAY_MS - 2_000);
    expect(await own.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "requires_capture" });
    own.advance(30 * DAY_MS);
    const lapsed = await own.stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    const charge = lapsed.latest_charge as Stripe.Charge;
    expect(lapsed).toMatchObject({
      status: "canceled",
      cancellation_reason: "expired",
      canceled_at: charge.payment_method_details?.card?.capture_before,
    });
    const failure = await failureOf(own.stripe.paymentIntents.capture(intent.id));
    expect(failure).toMatchObject({ statusCode: 400, code: "charge_expired_for_capture" });
    expect(failure.payment_intent).toMatchObject({ status: "canceled" });
    const types = (await own.stripe.events.list({ limit: 2 })).data.map((event) => event.type);
    expect(types).toEqual(["payment_intent.canceled", "charge.expired"]);
    await own.close();
  });

  it("AE-2: partly captured keeps what was captured when the rest lapses", async () => {
    const own = await openBench();
    const intent = await held(own.stripe, 10_000, {
      payment_method_options: { card: { request_multicapture: "if_available" } },
    });
    await own.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 4_000, final_capture: false });
    own.advance(8 * DAY_MS);
    expect(await own.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "succeeded",
      amount_received: 4_000,
      amount_capturable: 0,
    });
    await own.close();
  });

  it("PR-3: can be refused at capture although the authorization was good, and the hold stays", async () => {
    const intent = await held(stripe, 10_000, { payment_method: "pm_card_sandboxCaptureFailsOnce" });
    expect(await failureOf(stripe.paymentIntents.capture(intent.id))).toMatchObject({
      statusCode: 402,
      code: "processing_error",
      charge: intent.latest_charge,
    });
    expect(await stripe.paymentIntents.capture(intent.id)).toMatchObject({ status: "succeeded" });

    const marked = await held(stripe, 10_000, { metadata: { sandbox_capture_decline: "insufficient_funds*2" } });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await failureOf(stripe.paymentIntents.capture(marked.id))).toMatchObject({
        decline_code: "insufficient_funds",
      });
    }
    expect(await stripe.paymentIntents.capture(marked.id)).toMatchObject({ status: "succeeded" });

    const never = await held(stripe, 10_000, { payment_method: "pm_card_sandboxCaptureInsufficientFunds" });
    for (let attempt = 0; attempt < 4; attempt += 1) await failureOf(stripe.paymentIntents.capture(never.id));
    expect(await stripe.paymentIntents.retrieve(never.id)).toMatchObject({
      status: "requires_capture",
      amount_capturable: 10_000,
    });
  });

  it("H18: without manual capture is paid at once", async () => {
    const intent = await held(stripe, 10_000, { capture_method: "automatic" });
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 10_000 });
    expect(await chargeOf(intent.id)).toMatchObject({
      captured: true,
      balance_transaction: expect.stringMatching(/^txn_/),
    });
  });

  it("PC-3: once made, its amount stands", async () => {
    const intent = await held(stripe, 10_000);
    expect(await failureOf(stripe.paymentIntents.update(intent.id, { amount: 12_000 }))).toMatchObject({
      code: "payment_intent_unexpected_state",
      param: "amount",
    });
    expect(await stripe.paymentIntents.update(intent.id, { metadata: { note: "gift" } })).toMatchObject({
      metadata: { note: "gift" },
    });
  });

  it.each([
    ["CU-1", "jpy", 24_118, 24_118],
    ["CU-2", "kwd", 24_110, 24_110],
    ["CU-3", "huf", 1_750_000, 1_750_000],
  ])("%s: takes %s in its own minor units", async (_id, currency, amount, received) => {
    const intent = await held(stripe, amount, { currency });
    expect(await stripe.paymentIntents.capture(intent.id)).toMatchObject({ currency, amount_received: received });
  });

  it.each([
    ["CU-2", { currency: "kwd", amount: 24_118 }, "invalid_charge_amount"],
    ["CU-3", { currency: "usd", amount: 49 }, "amount_too_small"],
    ["CU-3", { currency: "usd", amount: 100_000_000 }, "amount_too_large"],
    ["CU-3", { currency: "usd", amount: 0 }, "parameter_invalid_integer"],
    ["CU-3", { currency: "usd", amount: -5 }, "parameter_invalid_integer"],
    ["CU-3", { currency: "usd", amount: 10.5 }, "parameter_invalid_integer"],
    ["CU-3", { currency: "xxx", amount: 1_000 }, undefined],
  ])("%s: refuses %o", async (_id, money, code) => {
    const failure = await failureOf(stripe.paymentIntents.create(money));
    expect(failure.statusCode).toBe(400);
    expect(failure.code).toBe(code);
  });
});
