import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, failureOf, HOUR_MS, openBench, sessionParams, submitCard } from "./sandbox-bench";

describe("a checkout session", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await openBench({ merchantName: "Lamps & <Co>" });
    stripe = bench.stripe;
  });
  afterAll(() => bench.close());

  const opened = async (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) => {
    const session = await stripe.checkout.sessions.create(sessionParams(extra));
    return { session, url: session.url ?? "" };
  };
  const read = async (id: string) =>
    stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] });

  it("H18: shows merchant, amount and what happens, escaped and without a script", async () => {
    const { session, url } = await opened({
      line_items: [
        { quantity: 1, price_data: { currency: "usd", unit_amount: 24_118, product_data: { name: "<b>Lamp</b>" } } },
      ],
    });
    expect(session).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      amount_total: 24_118,
    });
    const response = await fetch(url);
    const page = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page).toContain('<html lang="en">');
    expect(page).toContain("Lamps &amp; &lt;Co&gt;");
    expect(page).toContain("&lt;b&gt;Lamp&lt;/b&gt;");
    expect(page).toContain("$241.18");
    expect(page).toContain("sets this amount aside now");
    expect(page).toContain("Sandbox");
    expect(page).not.toContain("<script");
  });

  it("DC-7: paid, holds the amount, keeps the order's metadata and sends the customer back once", async () => {
    const { session, url } = await opened();
    const paid = await submitCard(url);
    expect(paid.status).toBe(303);
    expect(paid.headers.get("location")).toBe(`http://127.0.0.1:3000/done?session=${session.id}`);
    const done = await read(session.id);
    expect(done).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      url: null,
      customer_details: { email: "customer@example.com", name: "Test Customer" },
      payment_intent: { status: "requires_capture", amount_capturable: 24_118, metadata: { order_number: "W-1001" } },
    });
    expect((await submitCard(url)).headers.get("location")).toBe(paid.headers.get("location"));
    expect(await (await fetch(url)).text()).toContain("You are all done here");
    const intent = done.payment_intent as Stripe.PaymentIntent;
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
    await stripe.paymentIntents.capture(intent.id);
    expect(await read(session.id)).toMatchObject({ payment_status: "paid" });
    const types = (await stripe.events.list({ types: ["checkout.session.*"] })).data.map(({ type }) => type);
    expect(types).toContain("checkout.session.completed");
  });

  it("FD-4: a refused card is told on the page; number and security code are not given back", async () => {
    const { session, url } = await opened();
    const refused = await submitCard(url, { number: "4000000000009995", name: "Second Customer" });
    const page = await refused.text();
    expect(refused.status).toBe(402);
    expect(page).toContain('role="alert"');
    expect(page).toContain("Your card has insufficient funds.");
    expect(page).toContain('value="Second Customer"');
    expect(page).not.toContain('value="4000000000009995"');
    expect(await read(session.id)).toMatchObject({
      status: "open",
      payment_intent: { status: "requires_payment_method" },
    });
    expect((await submitCard(url)).status).toBe(303);
    const intent = (await read(session.id)).payment_intent as Stripe.PaymentIntent;
    const charges = await stripe.charges.list({ payment_intent: intent.id });
    expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  });

  it.each([
    ["number", { number: "1234" }, "This card number is not valid."],
    ["number", { number: "4111 1111 1111 1111" }, "use one of the test cards"],
    ["expiry", { expiry: "13 / 34" }, "Enter month and year"],
    ["expiry", { expiry: "01 / 20" }, "expiry date is in the past"],
    ["cvc", { cvc: "12" }, "Enter the 3 digits"],
    ["cvc", { number: "378282246310005", cvc: "123" }, "Enter the 4 digits"],
    ["name", { name: "" }, "Enter the name on the card."],
    ["email", { email: "nobody" }, "Enter an e-mail address"],
  ])("IN-3: a wrong %s is marked at its field: %o", async (name, fields, message) => {
    const { session, url } = await opened();
    const response = await submitCard(url, fields);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain(`aria-describedby="${name}-wrong"`);
    expect(page).toContain(message);
    expect(await read(session.id)).toMatchObject({ status: "open", payment_intent: null });
  });

  it("H18: a test card fills the form without a script", async () => {
    const { url } = await opened();
    const page = await (await submitCard(url, { fill: "pm_card_amex", name: "Second", number: "", cvc: "" })).text();
    expect(page).toContain('value="3782 822463 10005"');
    expect(page).toContain('value="1234"');
    expect(page).toContain('value="Second"');
  });

  it.each([
    ["complete", "http://127.0.0.1:3000/done", "complete"],
    ["fail", "/c/pay/", "open"],
  ])("AE-6: a card that asks its holder goes through the challenge; %s", async (outcome, location, status) => {
    const { session, url } = await opened();
    const asked = await submitCard(url, { number: "4000000000003220" });
    const challenge = new URL(asked.headers.get("location") ?? "", url);
    expect(await (await fetch(challenge)).text()).toContain("$241.18");
    const body = new URLSearchParams({ outcome, key: challenge.searchParams.get("key") ?? "" });
    const back = await fetch(`${challenge.origin}${challenge.pathname}`, { method: "POST", redirect: "manual", body });
    expect(back.headers.get("location")).toContain(location);
    expect(await read(session.id)).toMatchObject({ status });
    if (outcome === "fail") expect(await (await fetch(url)).text()).toContain("unable to authenticate");
  });

  it("AE-2: keeps the card for later when asked, with the customer it makes", async () => {
    const data = { capture_method: "manual", setup_future_usage: "off_session" } as const;
    const { session, url } = await opened({ customer_creation: "always", payment_intent_data: data });
    await submitCard(url, { email: "second@example.com" });
    const { customer } = await read(session.id);
    expect(await stripe.customers.retrieve(customer as string)).toMatchObject({ email: "second@example.com" });
    const cards = await stripe.customers.listPaymentMethods(customer as string);
    expect(cards.data).toMatchObject([{ card: { last4: "4242", exp_year: 2034 } }]);
  });

  it("H18: holds or charges as asked for the card alone", async () => {
    const { session, url } = await opened({
      payment_intent_data: {},
      payment_method_options: { card: { capture_method: "manual", setup_future_usage: "off_session" } },
    });
    await submitCard(url);
    expect(await read(session.id)).toMatchObject({
      customer: expect.stringMatching(/^cus_/),
      payment_intent: { status: "requires_capture", capture_method: "manual" },
    });
    const plain = await opened({ payment_intent_data: {} });
    await submitCard(plain.url);
    expect(await read(plain.session.id)).toMatchObject({
      payment_status: "paid",
      customer: null,
      payment_intent: { status: "succeeded" },
    });
  });

  it("I19: expires by the clock or by order, and takes no money afterwards", async () => {
    const byOrder = await opened();
    await submitCard(byOrder.url, { number: "4000000000000002" });
    const intent = (await read(byOrder.session.id)).payment_intent as Stripe.PaymentIntent;
    expect(await failureOf(stripe.paymentIntents.cancel(intent.id))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    expect(await stripe.checkout.sessions.expire(byOrder.session.id)).toMatchObject({ status: "expired", url: null });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "canceled" });
    expect(await failureOf(stripe.checkout.sessions.expire(byOrder.session.id))).toMatchObject({ statusCode: 400 });

    const now = Math.floor(bench.sandbox.clock.nowMs() / 1000);
    const byClock = await opened({ expires_at: now + 1_800 });
    bench.advance(HOUR_MS);
    for (const { session, url } of [byOrder, byClock]) {
      const late = await submitCard(url);
      expect(late.status).toBe(410);
      expect(await late.text()).toContain("has expired");
      expect(await read(session.id)).toMatchObject({ status: "expired" });
    }
    const events = await stripe.events.list({ type: "checkout.session.expired" });
    expect(events.data[0]?.data.object).toMatchObject({ id: byClock.session.id });
    expect(events.data[0]?.created).toBe(now + 1_800);
  });

  it.each([
    ["too soon", { expires_at: 600 }, "expires_at"],
    ["too late", { expires_at: 90_000 }, "expires_at"],
  ])("I19: refuses an end that is %s", async (_what, { expires_at }, param) => {
    const now = Math.floor(bench.sandbox.clock.nowMs() / 1000);
    expect(
      await failureOf(stripe.checkout.sessions.create(sessionParams({ expires_at: now + expires_at }))),
    ).toMatchObject({ param });
  });

  it("IN-2: refuses addresses that are none", async () => {
    const call = stripe.checkout.sessions.create(sessionParams({ success_url: "javascript:alert(1)" }));
    expect(await failureOf(call)).toMatchObject({ code: "url_invalid", param: "success_url" });
  });

  it("EL-3: an unknown page is not found", async () => {
    expect((await fetch(`${bench.sandbox.url}/c/pay/cs_test_unknown`)).status).toBe(404);
    expect((await submitCard(`${bench.sandbox.url}/c/pay/cs_test_unknown`)).status).toBe(404);
    expect((await fetch(`${bench.sandbox.url}/c/else`)).status).toBe(404);
  });
});
