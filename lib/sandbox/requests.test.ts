import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, failureOf, HOUR_MS, held, openBench } from "./sandbox-bench";
import { decodeForm } from "./stripe/form-decoder";

describe("a form body", () => {
  it.each([
    ["a=1&b=", { a: "1", b: "" }],
    ["a[b][0][c]=1&a[b][1][c]=2", { a: { b: [{ c: "1" }, { c: "2" }] } }],
    ["expand[]=x&expand[]=y", { expand: ["x", "y"] }],
    ["list[10]=z&list[9]=y", { list: ["y", "z"] }],
    ["name=Ren%C3%A9e+%26+Co%2E", { name: "Renée & Co." }],
    ["metadata%5Border%5D=7", { metadata: { order: "7" } }],
    ["broken=%E0%A4%A", { broken: "%E0%A4%A" }],
    ["", {}],
  ])("IN-3: %s", (text, expected) => {
    expect(decodeForm(text)).toEqual(expected);
  });

  it("IN-3: cannot reach into prototypes", () => {
    const decoded = decodeForm("__proto__[polluted]=1&constructor[prototype][polluted]=1");
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("a request", () => {
  let bench: Bench;
  let stripe: Stripe;
  beforeAll(async () => {
    bench = await openBench();
    stripe = bench.stripe;
  });
  afterAll(() => bench.close());

  const bare = (path: string, init: RequestInit = {}) => fetch(`${bench.sandbox.url}${path}`, init);

  it.each([
    ["no key", {}],
    ["a live key", { authorization: "Bearer sk_live_abcdefghijklmnop" }],
    ["a publishable key", { authorization: "Bearer pk_test_abc" }],
    ["an empty test key", { authorization: "Bearer sk_test_" }],
  ])("AU-1: with %s is refused with 401", async (_what, headers) => {
    const response = await bare("/v1/customers", { headers });
    expect(response.status).toBe(401);
    const { error } = (await response.json()) as { error: { type: string; message: string } };
    expect(error.type).toBe("invalid_request_error");
    expect(error.message).not.toContain("abcdefgh");
  });

  it("AU-1: is let in with basic authentication, as curl -u sends it", async () => {
    const headers = { authorization: `Basic ${Buffer.from("sk_test_curl:").toString("base64")}` };
    expect((await bare("/v1/customers", { headers })).status).toBe(200);
  });

  it("H18: is answered with its id and the version it asked for", async () => {
    const headers = { authorization: "Bearer sk_test_x", "stripe-version": "2026-10-28.endive" };
    const response = await bare("/v1/customers", { headers });
    expect(response.headers.get("request-id")).toMatch(/^req_/);
    expect(response.headers.get("stripe-version")).toBe("2026-10-28.endive");
  });

  it.each([
    ["an unknown parameter", { amount: 100, currency: "usd", colour: "red" }, "parameter_unknown", "colour"],
    [
      "a removed parameter",
      { amount: 100, currency: "usd", payment_method_types: ["card"] },
      "parameter_unknown",
      "payment_method_types",
    ],
    [
      "an unknown one within",
      { amount: 100, currency: "usd", payment_method_options: { card: { color: "x" } } },
      "parameter_unknown",
      "payment_method_options[card][color]",
    ],
    ["a missing one", { currency: "usd" }, "parameter_missing", "amount"],
    ["text for a number", { amount: "ten", currency: "usd" }, "parameter_invalid_integer", "amount"],
    ["an empty reference", { amount: 100, currency: "usd", customer: "" }, "parameter_invalid_empty", "customer"],
    ["an unknown choice", { amount: 100, currency: "usd", capture_method: "later" }, undefined, "capture_method"],
    ["an unknown customer", { amount: 100, currency: "usd", customer: "cus_none" }, "resource_missing", "customer"],
    [
      "no way back",
      { amount: 100, currency: "usd", payment_method: "pm_card_visa", confirm: true },
      undefined,
      "return_url",
    ],
  ])("IN-3: with %s is refused", async (_what, params, code, param) => {
    const failure = await failureOf(stripe.paymentIntents.create(params as never));
    expect(failure).toMatchObject({ statusCode: 400, rawType: "invalid_request_error", param });
    expect(failure.code).toBe(code);
  });

  it("IN-3: to an unknown address or object is not found", async () => {
    const headers = { authorization: "Bearer sk_test_x" };
    expect((await bare("/v1/payouts", { headers })).status).toBe(404);
    expect(await failureOf(stripe.paymentIntents.retrieve("pi_none"))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
    expect(await failureOf(stripe.paymentIntents.capture("pi_%zz"))).toMatchObject({ statusCode: 404 });
  });

  it("IN-3: that is far too large is refused", async () => {
    const response = await bare("/v1/customers", {
      method: "POST",
      headers: { authorization: "Bearer sk_test_x" },
      body: "x".repeat(1_100_000),
    });
    expect(response.status).toBe(413);
  });

  it("H18: sets, merges and unsets metadata", async () => {
    const { id } = await stripe.customers.create({ metadata: { a: "1", b: "2" } });
    expect((await stripe.customers.update(id, { metadata: { b: "", c: "3" } })).metadata).toEqual({ a: "1", c: "3" });
    expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
    expect(await failureOf(stripe.customers.update(id, { metadata: { k: "x".repeat(501) } }))).toMatchObject({
      statusCode: 400,
    });
  });

  it("H18: expands what it names, and refuses what cannot be", async () => {
    const intent = await held(stripe, 1_000, { expand: ["latest_charge", "payment_method"] });
    expect(intent).toMatchObject({ latest_charge: { object: "charge" }, payment_method: { object: "payment_method" } });
    const listed = await stripe.paymentIntents.list({
      limit: 1,
      expand: ["data.latest_charge.payment_method"] as string[],
    });
    expect(listed.data[0]?.latest_charge).toMatchObject({ payment_method: { object: "payment_method" } });
    expect(await failureOf(stripe.paymentIntents.retrieve(intent.id, { expand: ["status"] }))).toMatchObject({
      param: "expand",
    });
    expect(await failureOf(stripe.paymentIntents.retrieve(intent.id, { expand: ["nothing"] }))).toMatchObject({
      param: "expand",
    });
  });

  it("H18: deletes a customer, who is then gone but named", async () => {
    const { id } = await stripe.customers.create({ email: "gone@example.com" });
    expect(await stripe.customers.del(id)).toMatchObject({ id, deleted: true });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
    expect(await failureOf(stripe.customers.update(id, { name: "X" }))).toMatchObject({ statusCode: 404 });
    expect((await stripe.customers.list({ email: "gone@example.com" })).data).toEqual([]);
  });
});

describe("a list", () => {
  let bench: Bench;
  let stripe: Stripe;
  const names: string[] = [];
  beforeAll(async () => {
    bench = await openBench();
    stripe = bench.stripe;
    for (let index = 0; index < 25; index += 1) {
      bench.advance(HOUR_MS);
      names.push(
        (await stripe.customers.create({ name: `Customer ${index}`, email: index % 5 === 0 ? "five@example.com" : "" }))
          .id,
      );
    }
    names.reverse();
  });
  afterAll(() => bench.close());

  const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id);

  it("WH-5: is walked to its end without a gap or a repeat", async () => {
    const walked: string[] = [];
    for await (const customer of stripe.customers.list({ limit: 7 })) walked.push(customer.id);
    expect(walked).toEqual(names);
  });

  it("WH-5: gives the page before and after, and says whether more follow", async () => {
    const first = await stripe.customers.list({ limit: 10 });
    expect([ids(first), first.has_more]).toEqual([names.slice(0, 10), true]);
    const last = await stripe.customers.list({ limit: 10, starting_after: names[14] as string });
    expect([ids(last), last.has_more]).toEqual([names.slice(15), false]);
    const before = await stripe.customers.list({ limit: 3, ending_before: names[10] as string });
    expect([ids(before), before.has_more]).toEqual([names.slice(7, 10), true]);
    const start = await stripe.customers.list({ limit: 10, ending_before: names[3] as string });
    expect([ids(start), start.has_more]).toEqual([names.slice(0, 3), false]);
  });

  it("WH-5: gives a window of time, with and without its edges", async () => {
    const { created } = (await stripe.customers.retrieve(names[10] as string)) as Stripe.Customer;
    const { created: older } = (await stripe.customers.retrieve(names[13] as string)) as Stripe.Customer;
    expect(ids(await stripe.customers.list({ created: { lte: created, gte: older } }))).toEqual(names.slice(10, 14));
    expect(ids(await stripe.customers.list({ created: { lt: created, gt: older } }))).toEqual(names.slice(11, 13));
    expect(ids(await stripe.customers.list({ created: { lte: created }, ending_before: names[12] as string }))).toEqual(
      names.slice(10, 12),
    );
    expect(ids(await stripe.customers.list({ created }))).toEqual([names[10]]);
  });

  it("WH-5: gives only what is asked for", async () => {
    expect(ids(await stripe.customers.list({ email: "five@example.com" }))).toEqual(
      names.filter((_, index) => (24 - index) % 5 === 0),
    );
    const events = await stripe.events.list({ type: "customer.created", limit: 100 });
    expect(events.data).toHaveLength(25);
    expect((await stripe.events.list({ types: ["charge.*"] })).data).toEqual([]);
  });

  it("IN-3: refuses a cursor or limit that makes no sense", async () => {
    expect(await failureOf(stripe.customers.list({ starting_after: "cus_none" }))).toMatchObject({
      statusCode: 400,
      code: "resource_missing",
    });
    expect(await failureOf(stripe.customers.list({ limit: 101 }))).toMatchObject({ param: "limit" });
    expect(await failureOf(stripe.customers.list({ limit: 0 }))).toMatchObject({ param: "limit" });
  });
});
