import { existsSync, readFileSync } from "node:fs";
import Ajv, { type ValidateFunction } from "ajv";
import { describe, expect, it } from "vitest";
import type { GatewayCall } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { openScriptedStripe } from "./scripted-stripe";
import { sampleCalls, sampleIntent, sampleRequests } from "./stripe-samples";

type Schema = Record<string, unknown>;
type Operation = {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
};
type Description = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const descriptionFile = new URL("../../../../shared/data/stripe-openapi-subset.json", import.meta.url);
const hasDescription = existsSync(descriptionFile);
const since = toInstant(1_794_000_000_000);

const { far, gateway } = await openScriptedStripe();

const instrument = { kind: "card", token: "pm_1", customerToken: null } as const;
const variants: readonly GatewayCall[] = [
  ...sampleCalls,
  { operation: "authorize", request: { ...sampleRequests.authorize, instrument } },
  { operation: "authorize", request: { ...sampleRequests.authorize, initiator: "customer" } },
  {
    operation: "open_hosted_page",
    request: { ...sampleRequests.open_hosted_page, customerToken: "cus_1", locale: "fr-CA" },
  },
  { operation: "open_hosted_page", request: { ...sampleRequests.open_hosted_page, email: null, locale: "xx" } },
];

describe.skipIf(!hasDescription)(
  "requests against Stripe's published description (read beside the repository, skipped without it)",
  () => {
    const description = hasDescription
      ? (JSON.parse(readFileSync(descriptionFile, "utf8")) as Description)
      : { paths: {} };

    it.each(variants.map((call, index) => [call.operation, index, call] as const))(
      "%s (%i) sends only what Stripe takes",
      async (_, __, call) => {
        far.answer(500, {});
        await gateway.run(call.operation, call.request);
        expect(complaints(description)).toEqual([]);
        expect(far.requests[0]?.method).toBe("POST");
      },
    );

    it.each(variants.map((call, index) => [call.operation, index, call] as const))(
      "the enquiry after %s (%i) asks only what Stripe answers",
      async (_, __, call) => {
        far.answer(500, {});
        await gateway.enquire(call.operation, call.request, since);
        expect(complaints(description)).toEqual([]);
        expect(far.requests[0]?.method).toBe("GET");
      },
    );

    it("so do the reads of a hold and of a page, and the next page of a list", async () => {
      far.answer(500, {});
      await gateway.readAuthorization("pi_1");
      far.answer(500, {});
      await gateway.readHostedPage("cs_1");
      far.answer(200, { object: "list", data: [sampleIntent("succeeded", { metadata: {} })], has_more: true });
      far.answer(500, {});
      await gateway.enquire("authorize", sampleRequests.authorize, since);
      expect(far.requests).toHaveLength(4);
      expect(complaints(description)).toEqual([]);
    });

    it("a parameter that Stripe removed would be noticed", () => {
      const [path, operation] = find(description, "POST", "/v1/payment_intents");
      expect(validate(path, operation, new URLSearchParams("amount=1&currency=usd"))).toEqual([]);
      expect(
        validate(path, operation, new URLSearchParams("amount=1&currency=usd&payment_method_types[0]=card")),
      ).not.toEqual([]);
      expect(validate(path, operation, new URLSearchParams("amount=1"))).not.toEqual([]);
    });
  },
);

function complaints(description: Description): string[] {
  return far.requests.flatMap((request) => {
    const [path, operation] = find(description, request.method, request.path);
    return validate(`${request.method} ${path}`, operation, request.params);
  });
}

function find(description: Description, method: string, path: string): [string, Operation] {
  for (const [template, operations] of Object.entries(description.paths)) {
    const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`);
    const operation = operations[method.toLowerCase()];
    if (operation !== undefined && pattern.test(path) && (!template.includes("{") || !description.paths[path]))
      return [template, operation];
  }
  throw new Error(`Stripe describes no ${method} ${path}`);
}

const validators = new Map<Operation, ValidateFunction>();

function validate(label: string, operation: Operation, params: URLSearchParams): string[] {
  const validator = validators.get(operation) ?? compile(operation);
  validators.set(operation, validator);
  validator(toNested(params));
  return (validator.errors ?? []).map(
    (error) => `${label} ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

function compile(operation: Operation): ValidateFunction {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  const form = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const schema =
    query.length === 0 && form !== undefined
      ? form
      : {
          type: "object",
          properties: Object.fromEntries(query.map((parameter) => [parameter.name, parameter.schema])),
          required: query.filter((parameter) => parameter.required).map((parameter) => parameter.name),
        };
  return new Ajv({
    strict: false,
    coerceTypes: true,
    allErrors: true,
    formats: { "unix-time": true, decimal: true },
  }).compile(closed(schema));
}

/** Every object that lists its fields takes no others. */
function closed(schema: unknown): Schema {
  const copy = Object.entries(schema as Schema).map(([key, value]): [string, unknown] => [
    key,
    typeof value !== "object" || value === null
      ? value
      : Array.isArray(value)
        ? value.map((item) => (typeof item === "object" ? closed(item) : item))
        : key === "properties"
          ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, closed(inner)]))
          : closed(value),
  ]);
  const result: Schema = Object.fromEntries(copy);
  return result.properties && result.additionalProperties === undefined
    ? { ...result, additionalProperties: false }
    : result;
}

/** `a[b][0]=c` as Stripe reads it. */
function toNested(params: URLSearchParams): Schema {
  const root: Schema = {};
  for (const [name, value] of params) {
    const keys = name.replaceAll("]", "").split("[");
    let node = root;
    for (const key of keys.slice(0, -1)) {
      const inner = (node[key] ?? {}) as Schema;
      node[key] = inner;
      node = inner;
    }
    node[keys.at(-1) ?? ""] = value;
  }
  return withArrays(root) as Schema;
}

function withArrays(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withArrays(inner)] as const);
  return entries.length > 0 && entries.every(([key], index) => key === String(index))
    ? entries.map(([, inner]) => inner)
    : Object.fromEntries(entries);
}
