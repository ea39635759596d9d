import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv, { type ValidateFunction } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, DAY_MS, failureOf, held, openBench, savedCard, sessionParams, submitCard } from "./sandbox-bench";
import type { Shape } from "./stripe/params";
import { ROUTES } from "./stripe/routes";

const descriptionFile = fileURLToPath(new URL("../../../shared/data/stripe-openapi-subset.json", import.meta.url));
const isPresent = existsSync(descriptionFile);
if (!isPresent) console.warn("Skipped: Stripe's API description is not beside the repository (../shared/data).");

// biome-ignore lint/suspicious/noExplicitAny: the description is a foreign JSON document.
type Node = any;

interface Told {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: Node;
}

describe.skipIf(!isPresent)("Stripe's API description (2026-10-28.endive)", () => {
  const description: Node = isPresent ? JSON.parse(readFileSync(descriptionFile, "utf8")) : {};
  const told: Told[] = [];
  let bench: Bench;
  let validators: (name: Node) => ValidateFunction;

  beforeAll(async () => {
    validators = schemaValidators(description);
    bench = await openBench();
    await recorded(told, () => tour(bench));
  }, 60_000);
  afterAll(() => bench.close());

  it.each(ROUTES.filter((route) => operationOf(description, route.pattern, route.method) !== null))(
    "H18: answers of $method $pattern are as described",
    ({ method, pattern }) => {
      const operation = operationOf(description, pattern, method);
      const matcher = new RegExp(`^${pattern.replaceAll(/:[a-z]+/g, "[^/]+")}$`);
      const answers = told.filter((one) => one.status === 200 && one.method === method && matcher.test(one.path));
      const schema = operation.responses["200"].content["application/json"].schema;
      for (const answer of answers) expect(problems(validators(schema), answer.body), answer.path).toEqual([]);
      if (!NEVER_SUCCEEDS.has(`${method} ${pattern}`)) expect(answers.length).toBeGreaterThan(0);
    },
  );

  it("FD-1: errors are as described", () => {
    const errors = told.filter((one) => one.status >= 400);
    const validate = validators({ $ref: "#/components/schemas/error" });
    for (const error of errors)
      expect(problems(validate, error.body), `${error.path} ${error.body?.error?.code}`).toEqual([]);
    const codes = new Set(errors.map((one) => one.body.error.code));
    expect([...codes]).toEqual(
      expect.arrayContaining(["card_declined", "resource_missing", "parameter_unknown", "amount_too_large"]),
    );
  });

  it("WH-1: what an event carries is the described object", async () => {
    const events = await bench.stripe.events.list({ limit: 100 });
    const kinds = new Set<string>();
    for (const event of events.data) {
      const subject = event.data.object as unknown as { object: string };
      kinds.add(event.type);
      const validate = validators({ $ref: `#/components/schemas/${subject.object}` });
      expect(problems(validate, JSON.parse(JSON.stringify(subject))), event.type).toEqual([]);
    }
    expect([...kinds]).toEqual(expect.arrayContaining(EVENT_TYPES));
  });

  it.each(ROUTES.filter((route) => operationOf(description, route.pattern, route.method) !== null))(
    "H18: $method $pattern takes exactly the described parameters",
    ({ method, pattern, shape }) => {
      const known = describedParameters(operationOf(description, pattern, method));
      expect(invented(shape, known)).toEqual([]);
      expect(Object.keys(known).filter((name) => !(name in shape))).toEqual([]);
    },
  );
});

const NEVER_SUCCEEDS = new Set(["POST /v1/refunds/:id/cancel"]);

const EVENT_TYPES = [
  "payment_intent.amount_capturable_updated",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "payment_intent.requires_action",
  "charge.captured",
  "charge.expired",
  "charge.failed",
  "charge.refunded",
  "charge.dispute.created",
  "refund.created",
  "refund.failed",
  "checkout.session.completed",
  "checkout.session.expired",
];

/** Walks through everything that the sandbox can answer, so that each kind of answer is seen. */
async function tour({ stripe, sandbox, advance }: Bench): Promise<void> {
  const { customer, method } = await savedCard(stripe);
  await stripe.customers.update(customer, { phone: "+15550100", metadata: { tier: "gold" } });
  await stripe.customers.retrieve(customer);
  await stripe.customers.list({ limit: 2 });
  await stripe.customers.listPaymentMethods(customer);
  await stripe.customers.retrievePaymentMethod(customer, method);
  const created = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
  await stripe.paymentMethods.update(method, { billing_details: { name: "First" } });
  await stripe.paymentMethods.retrieve(created.id);
  await stripe.paymentMethods.list({ customer, type: "card" });
  const features = {
    request_multicapture: "if_available",
    request_overcapture: "if_available",
    request_incremental_authorization: "if_available",
    request_extended_authorization: "if_available",
  } as const;
  const intent = await held(stripe, 24_118, {
    customer,
    payment_method: method,
    off_session: true,
    metadata: { order_number: "W-1001" },
    payment_method_options: { card: features },
    expand: ["latest_charge", "customer", "payment_method"],
  });
  await stripe.paymentIntents.incrementAuthorization(intent.id, { amount: 30_000 });
  await stripe.paymentIntents.update(intent.id, { description: "Two lamps" });
  await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 10_000, final_capture: false });
  await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 5_000 });
  await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge.refunds"] });
  await stripe.paymentIntents.list({ customer, expand: ["data.latest_charge"] });
  const charge = intent.latest_charge as { id: string };
  await stripe.charges.retrieve(charge.id, { expand: ["payment_intent", "customer", "refunds"] });
  await stripe.charges.update(charge.id, { description: "Lamps" });
  await stripe.charges.list({ payment_intent: intent.id });
  const refund = await stripe.refunds.create({
    charge: charge.id,
    amount: 1_000,
    metadata: { sandbox_refund: "pending_then_fails" },
  });
  await stripe.refunds.update(refund.id, { metadata: { note: "late" } });
  await stripe.refunds.retrieve(refund.id, { expand: ["charge", "payment_intent"] });
  await failureOf(stripe.refunds.cancel(refund.id));
  await failureOf(stripe.refunds.create({ charge: charge.id, amount: 99_999 }));
  advance(10 * 60 * 1000);
  await stripe.refunds.list({ charge: charge.id });
  await failureOf(stripe.paymentIntents.capture(intent.id));
  for (const token of [
    "pm_card_chargeDeclined",
    "pm_card_radarBlock",
    "pm_card_chargeDeclinedExpiredCard",
    "pm_card_mastercard",
  ]) {
    const call = held(stripe, 1_000, { payment_method: token, off_session: true });
    await (token === "pm_card_mastercard" ? call : failureOf(call));
  }
  await failureOf(held(stripe, 1_000, { payment_method: "pm_card_authenticationRequired", off_session: true }));
  const asked = await held(stripe, 1_000, {
    payment_method: "pm_card_threeDSecure2Required",
    return_url: "http://127.0.0.1:3000/r",
  });
  await stripe.paymentIntents.confirm(asked.id, { payment_method: "pm_card_visa" });
  await failureOf(stripe.paymentIntents.capture(asked.id, { amount_to_capture: 1_001 }));
  await stripe.paymentIntents.cancel(asked.id, { cancellation_reason: "requested_by_customer" });
  await held(stripe, 5_000);
  await stripe.paymentIntents.create({
    amount: 3_000,
    currency: "usd",
    payment_method: "pm_card_createDispute",
    allowed_payment_method_types: ["card"],
    confirm: true,
  });
  const setup = await stripe.setupIntents.create({ customer, payment_method: "pm_card_authenticationRequiredOnSetup" });
  await stripe.setupIntents.confirm(setup.id, { return_url: "http://127.0.0.1:3000/r" });
  await stripe.setupIntents.retrieve(setup.id);
  await stripe.setupIntents.list({ customer });
  await stripe.setupIntents.cancel(setup.id);
  await failureOf(stripe.setupIntents.create({ customer, confirm: true, payment_method: "pm_card_chargeDeclined" }));
  const session = await stripe.checkout.sessions.create(
    sessionParams({ customer_creation: "always", expand: ["line_items"] }),
  );
  await stripe.checkout.sessions.update(session.id, { metadata: { desk: "7" } });
  await stripe.checkout.sessions.listLineItems(session.id);
  await submitCard(session.url ?? "");
  await stripe.checkout.sessions.retrieve(session.id, {
    expand: ["payment_intent.latest_charge", "customer", "line_items"],
  });
  const abandoned = await stripe.checkout.sessions.create(sessionParams());
  await stripe.checkout.sessions.expire(abandoned.id);
  await stripe.checkout.sessions.list({ status: "expired" });
  await failureOf(stripe.paymentIntents.retrieve("pi_unknown"));
  await failureOf(
    stripe.paymentIntents.create({ amount: 1_000, currency: "usd", ...({ payment_method_types: ["card"] } as object) }),
  );
  await stripe.paymentMethods.detach(method);
  advance(8 * DAY_MS);
  const events = await stripe.events.list({ limit: 100 });
  await stripe.events.retrieve(events.data[0]?.id ?? "");
  await stripe.customers.del(customer);
  await fetch(`${sandbox.url}/v1/nowhere`, { headers: { authorization: "Bearer sk_test_bench" } });
}

/** Keeps every answer that the sandbox gives meanwhile, by wrapping the server's own socket side: nothing is parsed by the SDK. */
async function recorded(told: Told[], run: () => Promise<void>): Promise<void> {
  const { ServerResponse } = await import("node:http");
  const original = ServerResponse.prototype.end;
  ServerResponse.prototype.end = function end(this: InstanceType<typeof ServerResponse>, ...args: Node[]) {
    const { method = "GET", url = "/" } = this.req;
    if (url.startsWith("/v1/"))
      told.push({ method, path: url.split("?")[0] ?? "", status: this.statusCode, body: JSON.parse(args[0]) });
    return original.apply(this, args as never);
  } as typeof original;
  try {
    await run();
  } finally {
    ServerResponse.prototype.end = original;
  }
}

function operationOf(description: Node, pattern: string, method: string): Node | null {
  const wanted = pattern.replaceAll(/:[a-z]+/g, "{}");
  const path = Object.keys(description.paths ?? {}).find(
    (candidate) => candidate.replaceAll(/\{[^}]+\}/g, "{}") === wanted,
  );
  return path === undefined ? null : (description.paths[path][method.toLowerCase()] ?? null);
}

function describedParameters(operation: Node): Record<string, Node> {
  const body = operation.requestBody?.content["application/x-www-form-urlencoded"]?.schema.properties ?? {};
  const query = (operation.parameters ?? []).filter((parameter: Node) => parameter.in === "query");
  return { ...body, ...Object.fromEntries(query.map((parameter: Node) => [parameter.name, parameter.schema])) };
}

function invented(shape: Shape, known: Record<string, Node>, path = ""): string[] {
  return Object.entries(shape).flatMap(([name, param]) => {
    const where = path === "" ? name : `${path}[${name}]`;
    const node = known[name];
    if (node === undefined) return [where];
    return param.within === null ? [] : invented(param.within, propertiesOf(node), where);
  });
}

function propertiesOf(node: Node): Record<string, Node> {
  const options: Node[] = node.anyOf ?? [node];
  return Object.assign(
    {},
    ...options.map((option) => option.properties ?? (option.items === undefined ? {} : propertiesOf(option.items))),
  );
}

function problems(validate: ValidateFunction, body: Node): string[] {
  if (validate(body)) return [];
  return (validate.errors ?? [])
    .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
    .slice(0, 5);
}

/** JSON Schema from OpenAPI 3.0: `nullable` becomes a type, and an object may have no property but the described ones. */
function schemaValidators(description: Node): (schema: Node) => ValidateFunction {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema({ $id: "stripe", components: { schemas: closedEach(description.components.schemas) } });
  const compiled = new Map<string, ValidateFunction>();
  return (schema) => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(withBase(closed(schema)));
    compiled.set(key, validate);
    return validate;
  };
}

function withBase(schema: Node): Node {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"stripe#/'));
}

function closed(schema: Node): Node {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const { nullable, ...rest } = schema;
  const inner: Node = {};
  for (const [key, value] of Object.entries(rest))
    inner[key] = key === "properties" ? closedEach(value) : closed(value);
  if (inner.type === "object" && inner.properties !== undefined && inner.additionalProperties === undefined)
    inner.additionalProperties = false;
  return nullable === true ? { anyOf: [inner, { type: "null" }] } : inner;
}

function closedEach(schemas: Node): Node {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closed(schema)]));
}
