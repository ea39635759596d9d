import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, failureOf, HOUR_MS, held, openBench } from "./sandbox-bench";

describe("a refund", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await openBench();
    stripe = bench.stripe;
  });
  afterAll(() => bench.close());

  const paid = (extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    held(stripe, 10_000, { capture_method: "automatic", ...extra });

  it("RF-1: never gives back more than was captured", async () => {
    const intent = await paid();
    await stripe.refunds.create({ payment_intent: intent.id, amount: 7_000 });
    const above = await failureOf(stripe.refunds.create({ payment_intent: intent.id, amount: 3_001 }));
    expect(above).toMatchObject({ statusCode: 400, param: "amount", code: undefined });
    expect(above.message).toBe("Refund amount ($30.01) is greater than unrefunded amount on charge ($30.00)");
    expect(await stripe.refunds.create({ charge: intent.latest_charge as string })).toMatchObject({
      amount: 3_000,
      status: "succeeded",
    });
    expect(await failureOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: "charge_already_refunded",
    });
    expect(await stripe.charges.retrieve(intent.latest_charge as string)).toMatchObject({
      refunded: true,
      amount_refunded: 10_000,
    });
  });

  it("RF-3: is refused while nothing was captured", async () => {
    const intent = await held(stripe, 10_000);
    expect(await failureOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({ statusCode: 400 });
    expect(await failureOf(stripe.refunds.create({ charge: intent.latest_charge as string }))).toMatchObject({
      code: "charge_not_refundable",
    });
  });

  it.each([
    ["pending_then_succeeds", "pending", "succeeded", true],
    ["pending_then_fails", "pending", "failed", false],
    ["succeeds_then_fails", "succeeded", "failed", false],
  ])("RF-1: %s: starts %s and ends %s", async (fate, first, last, isGone) => {
    const intent = await paid();
    const refund = await stripe.refunds.create({ payment_intent: intent.id, metadata: { sandbox_refund: fate } });
    expect(refund.status).toBe(first);
    bench.advance(HOUR_MS);
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: last });
    const again = stripe.refunds.create({ payment_intent: intent.id });
    if (isGone) expect(await failureOf(again)).toMatchObject({ code: "charge_already_refunded" });
    else expect(await again).toMatchObject({ status: "succeeded", amount: 10_000 });
  });

  it("RF-1: of the card that fails them is told by refund.failed", async () => {
    const intent = await paid({ payment_method: "pm_card_refundFail" });
    const refund = await stripe.refunds.create({ payment_intent: intent.id });
    bench.advance(HOUR_MS);
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: "failed",
      failure_reason: "expired_or_canceled_card",
    });
    const [event] = (await stripe.events.list({ type: "refund.failed", limit: 1 })).data;
    expect(event?.data.object).toMatchObject({ id: refund.id });
  });

  it("FD-3: is refused once the charge is disputed, until the dispute is won", async () => {
    const intent = await held(stripe, 10_000, { payment_method: "pm_card_createDispute" });
    await stripe.paymentIntents.capture(intent.id);
    const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data;
    expect(dispute).toMatchObject({ status: "needs_response", amount: 10_000, reason: "fraudulent" });
    expect(await failureOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: "charge_disputed",
    });
    await bench.control("POST", `disputes/${dispute?.id}`, { status: "won" });
    expect(await stripe.refunds.create({ payment_intent: intent.id })).toMatchObject({ status: "succeeded" });
    const types = (await stripe.events.list({ types: ["charge.dispute.created", "charge.dispute.closed"] })).data.map(
      ({ type }) => type,
    );
    expect(types).toEqual(["charge.dispute.closed", "charge.dispute.created"]);
  });
});
