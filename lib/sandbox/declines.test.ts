import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, DAY_MS, failureOf, held, openBench, savedCard, submitCard } from "./sandbox-bench";
import { isLuhnValid, TEST_CARDS } from "./stripe/card-numbers";

describe("a refused card", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await openBench();
    stripe = bench.stripe;
  });
  afterAll(() => bench.close());

  it.each([
    ["pm_card_chargeDeclined", "card_declined", "generic_decline", "try_again_later", "01"],
    ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds", "try_again_later", "51"],
    ["pm_card_chargeDeclinedLostCard", "card_declined", "lost_card", "do_not_try_again", "41"],
    ["pm_card_chargeDeclinedStolenCard", "card_declined", "stolen_card", "do_not_try_again", "43"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card", "confirm_card_data", "54"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc", "confirm_card_data", "N7"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error", "try_again_later", "96"],
    ["pm_card_chargeDeclinedFraudulent", "card_declined", "fraudulent", "do_not_try_again", "59"],
    ["pm_card_radarBlock", "card_declined", "fraudulent", "do_not_try_again", undefined],
    ["pm_card_chargeCustomerFail", "card_declined", "generic_decline", "try_again_later", "01"],
  ])("FD-1: %s answers 402 %s %s with what the network said", async (token, code, declineCode, advice, network) => {
    const failure = await failureOf(held(stripe, 1_000, { payment_method: token }));
    expect(failure).toMatchObject({ statusCode: 402, rawType: "card_error", code, decline_code: declineCode });
    expect(failure.raw).toMatchObject({
      advice_code: advice,
      doc_url: expect.stringContaining("error-codes"),
      request_log_url: expect.any(String),
    });
    expect((failure.raw as { network_decline_code?: string }).network_decline_code).toBe(network);
    expect(failure.requestId).toMatch(/^req_/);
    const intent = failure.payment_intent as Stripe.PaymentIntent;
    expect(intent).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      latest_charge: failure.charge,
    });
    expect(intent.last_payment_error).toMatchObject({
      code,
      decline_code: declineCode,
      payment_method: { card: { brand: "visa" } },
    });
    const charge = await stripe.charges.retrieve(failure.charge ?? "");
    expect(charge).toMatchObject({ status: "failed", paid: false, captured: false, failure_code: code });
    expect(charge.outcome?.network_status).toBe(network === undefined ? "not_sent_to_network" : "declined_by_network");
  });

  it("AE-6: can be replaced on the same intent, which then succeeds", async () => {
    const failure = await failureOf(held(stripe, 1_000, { payment_method: "pm_card_chargeDeclined" }));
    const id = failure.payment_intent?.id ?? "";
    expect(await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_mastercard" })).toMatchObject({
      status: "requires_capture",
      last_payment_error: null,
    });
    const charges = await stripe.charges.list({ payment_intent: id });
    expect(charges.data.map((charge) => charge.status)).toEqual(["succeeded", "failed"]);
  });

  it("FD-1: an intent is confirmed so many times only, then it is canceled", async () => {
    const failure = await failureOf(held(stripe, 1_000, { payment_method: "pm_card_chargeDeclined" }));
    const id = failure.payment_intent?.id ?? "";
    let status = "requires_payment_method";
    for (let attempt = 0; attempt < 30 && status !== "canceled"; attempt += 1) {
      const answer = await stripe.paymentIntents
        .confirm(id, { payment_method: "pm_card_chargeDeclined" })
        .catch(() => stripe.paymentIntents.retrieve(id));
      status = answer.status;
    }
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: "canceled",
      cancellation_reason: "automatic",
    });
  });

  it("FD-1: is not even saved, except the one that fails only when charged", async () => {
    const customer = await stripe.customers.create({});
    expect(
      await failureOf(stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer: customer.id })),
    ).toMatchObject({
      statusCode: 402,
      code: "card_declined",
    });
    const method = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    const charge = held(stripe, 1_000, { customer: customer.id, payment_method: method.id, off_session: true });
    expect(await failureOf(charge)).toMatchObject({ decline_code: "generic_decline" });
  });

  it("AE-1: a saved card is refused once its expiry date has passed", async () => {
    const own = await openBench();
    const { customer, method } = await savedCard(own.stripe);
    await own.stripe.paymentMethods.update(method, {
      card: { exp_month: 1, exp_year: new Date().getUTCFullYear() + 1 },
    });
    await held(own.stripe, 1_000, { customer, payment_method: method });
    own.advance(500 * DAY_MS);
    expect(await failureOf(held(own.stripe, 1_000, { customer, payment_method: method }))).toMatchObject({
      code: "expired_card",
    });
    await own.close();
  });

  it("FD-1: all test numbers are valid card numbers, each with its own fingerprint", async () => {
    expect(TEST_CARDS.filter((card) => !isLuhnValid(card.number))).toEqual([]);
    const first = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
    const second = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
    const third = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_mastercard" } });
    expect(first.card?.fingerprint).toBe(second.card?.fingerprint);
    expect(first.card?.fingerprint).not.toBe(third.card?.fingerprint);
  });

  it("FD-4: a server may not send a card number", async () => {
    const call = stripe.paymentMethods.create({
      type: "card",
      card: { number: "4242424242424242", exp_month: 1, exp_year: 2034 },
    });
    expect(await failureOf(call)).toMatchObject({ statusCode: 402, rawType: "invalid_request_error" });
  });
});

describe("a card that asks its holder", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await openBench();
    stripe = bench.stripe;
  });
  afterAll(() => bench.close());

  const answer = (url: string, outcome: string) =>
    fetch(url.split("?")[0] ?? "", {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ outcome, key: new URL(url).searchParams.get("key") ?? "" }),
    });

  it("AE-6: is refused without the customer, and says why", async () => {
    const failure = await failureOf(
      held(stripe, 1_000, { payment_method: "pm_card_authenticationRequired", off_session: true }),
    );
    expect(failure).toMatchObject({
      statusCode: 402,
      code: "authentication_required",
      decline_code: "authentication_required",
    });
    expect(failure.payment_intent).toMatchObject({ status: "requires_payment_method" });
    const direct = held(stripe, 1_000, {
      payment_method: "pm_card_threeDSecure2Required",
      error_on_requires_action: true,
    });
    expect(await failureOf(direct)).toMatchObject({ code: "authentication_required" });
  });

  it.each([
    ["complete", "requires_capture", "succeeded"],
    ["fail", "requires_payment_method", "failed"],
  ])("AE-6: sends the customer away; when they %s, the intent is %s", async (outcome, status, told) => {
    const extra = {
      payment_method: "pm_card_threeDSecure2Required",
      return_url: "http://127.0.0.1:3000/return?order=7",
    };
    const intent = await held(stripe, 1_000, extra);
    expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
    const url = intent.next_action?.redirect_to_url?.url ?? "";
    expect(await (await fetch(url)).text()).toContain("Complete authentication");
    const back = new URL((await answer(url, outcome)).headers.get("location") ?? "");
    expect(back.searchParams.get("order")).toBe("7");
    expect(back.searchParams.get("payment_intent")).toBe(intent.id);
    expect(back.searchParams.get("redirect_status")).toBe(told);
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after.status).toBe(status);
    expect(after.last_payment_error?.code).toBe(
      outcome === "fail" ? "payment_intent_authentication_failure" : undefined,
    );
  });

  it("AE-6: may still be refused after they proved who they are", async () => {
    const token = "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds";
    const intent = await held(stripe, 1_000, { payment_method: token, return_url: "http://127.0.0.1:3000/return" });
    const back = await answer(intent.next_action?.redirect_to_url?.url ?? "", "complete");
    expect(back.headers.get("location")).toContain("redirect_status=failed");
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after.last_payment_error).toMatchObject({ decline_code: "insufficient_funds" });
  });

  it("AE-6: set up once, needs them no more", async () => {
    const customer = await stripe.customers.create({});
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      payment_method: "pm_card_authenticationRequiredOnSetup",
      confirm: true,
      return_url: "http://127.0.0.1:3000/return",
    });
    expect(setup.status).toBe("requires_action");
    await answer(setup.next_action?.redirect_to_url?.url ?? "", "complete");
    const ready = await stripe.setupIntents.retrieve(setup.id);
    expect(ready.status).toBe("succeeded");
    const method = ready.payment_method as string;
    const saved = { customer: customer.id, payment_method: method };
    expect(await held(stripe, 1_000, { ...saved, off_session: true })).toMatchObject({ status: "requires_capture" });
    expect(await held(stripe, 1_000, { ...saved, return_url: "http://127.0.0.1:3000/r" })).toMatchObject({
      status: "requires_action",
    });
  });

  it("AE-6: is not asked in a telephone order", async () => {
    const options = { payment_method_options: { card: { moto: true } } } as const;
    const extra = { payment_method: "pm_card_threeDSecure2Required", expand: ["latest_charge"], ...options };
    const intent = await held(stripe, 1_000, extra);
    expect(intent).toMatchObject({
      status: "requires_capture",
      latest_charge: { payment_method_details: { card: { moto: true } } },
    });
    const unconfirmed = stripe.paymentIntents.create({ amount: 1_000, currency: "usd", ...options });
    expect(await failureOf(unconfirmed)).toMatchObject({ param: "payment_method_options[card][moto]" });
  });

  it("EL-3: a challenge opens only with the intent's own secret", async () => {
    const intent = await held(stripe, 1_000, {
      payment_method: "pm_card_threeDSecure2Required",
      return_url: "http://127.0.0.1:3000/r",
    });
    const url = `${bench.sandbox.url}/c/authenticate/${intent.id}`;
    expect((await fetch(`${url}?key=guess`)).status).toBe(404);
    expect((await submitCard(url, { key: "guess", outcome: "complete" })).status).toBe(404);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "requires_action" });
  });
});

describe("a payment method", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await openBench();
    stripe = bench.stripe;
  });
  afterAll(() => bench.close());

  it("AU-3: of another customer cannot be used", async () => {
    const { method } = await savedCard(stripe);
    const other = await stripe.customers.create({});
    expect(await failureOf(held(stripe, 1_000, { customer: other.id, payment_method: method }))).toMatchObject({
      param: "payment_method",
    });
    expect(await failureOf(held(stripe, 1_000, { payment_method: method }))).toMatchObject({ param: "payment_method" });
    expect(await failureOf(stripe.paymentMethods.attach(method, { customer: other.id }))).toMatchObject({
      statusCode: 400,
    });
  });

  it("AE-2: used without a customer, or detached, cannot be used again", async () => {
    const { id } = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
    await held(stripe, 1_000, { payment_method: id });
    expect((await failureOf(held(stripe, 1_000, { payment_method: id }))).message).toContain("may not be used again");
    const { customer, method } = await savedCard(stripe);
    await stripe.paymentMethods.detach(method);
    expect((await failureOf(held(stripe, 1_000, { customer, payment_method: method }))).message).toContain(
      "may not be used again",
    );
    expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
  });

  it("AE-2: paid with and kept for later belongs to the customer afterwards", async () => {
    const customer = await stripe.customers.create({});
    const intent = await held(stripe, 1_000, { customer: customer.id, setup_future_usage: "off_session" });
    const saved = await stripe.customers.listPaymentMethods(customer.id);
    expect(saved.data.map(({ id }) => id)).toEqual([intent.payment_method]);
  });
});
