import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GatewayCall, GatewayOperation } from "@/lib/payments/gateway";
import { DAY_MS, later } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { factsOf } from "../contract-bench";
import { arePresent, describedIn, type Node, operationOf, problems } from "./paypal-descriptions.test-data";
import {
  agree,
  authorizeRequest,
  identity,
  openPaypalDesk,
  type PaypalDesk,
  pageRequest,
} from "./paypal-desk.test-data";

describe.skipIf(!arePresent)(
  "requests against PayPal's published descriptions (read beside the repository, skipped without them)",
  () => {
    const orders = describedIn("paypal-orders-v2.json");
    const payments = describedIn("paypal-payments-v2.json");
    const webhooks = describedIn("paypal-webhooks-v1.json");
    let desk: PaypalDesk;
    beforeAll(async () => {
      desk = await openPaypalDesk();
      await tour(desk);
    });
    afterAll(() => desk.close());

    it("every call asks for what PayPal describes, in its words, with no other field or header", () => {
      const seen = new Set<string>();
      for (const { method, url, body, headers } of desk.requests) {
        const { pathname, searchParams } = new URL(url);
        if (pathname === "/v1/oauth2/token") continue;
        const isEvents = pathname.startsWith("/v1/notifications");
        const description = pathname.startsWith("/v2/checkout") ? orders : isEvents ? webhooks : payments;
        const pattern = pathname.replace(/[A-Z0-9]{17}/, "{id}");
        const operation = operationOf(description, pattern, method);
        const label = `${method} ${pattern}`;
        seen.add(label);
        for (const name of searchParams.keys()) expect(parameterNames(description, operation), label).toContain(name);
        const schema = bodySchema(description, operation);
        if (schema === undefined) expect(["", "{}"], label).toContain(body);
        else expect(problems(description, schema, JSON.parse(body)), label).toEqual([]);
        for (const name of Object.keys(headers).filter((each) => /^(PayPal|Prefer)/.test(each)))
          if (method !== "GET" && name !== "Prefer")
            expect(parameterNames(description, operation), label).toContain(name);
      }
      expect([...seen].toSorted()).toEqual(described);
    });

    it("a field that PayPal does not take would be noticed", () => {
      const operation = operationOf(payments, "/v2/payments/captures/{id}/refund", "POST");
      const schema = bodySchema(payments, operation);
      expect(problems(payments, schema, { amount: { currency_code: "USD", value: "1.00" } })).toEqual([]);
      expect(problems(payments, schema, { metadata: {} })).not.toEqual([]);
    });
  },
);

const described = [
  "GET /v1/notifications/webhooks-events",
  "GET /v2/checkout/orders/{id}",
  "GET /v2/payments/authorizations/{id}",
  "GET /v2/payments/captures/{id}",
  "PATCH /v2/checkout/orders/{id}",
  "POST /v2/checkout/orders",
  "POST /v2/checkout/orders/{id}/authorize",
  "POST /v2/checkout/orders/{id}/capture",
  "POST /v2/payments/authorizations/{id}/capture",
  "POST /v2/payments/authorizations/{id}/reauthorize",
  "POST /v2/payments/authorizations/{id}/void",
  "POST /v2/payments/captures/{id}/refund",
];

/** Every operation once, and every enquiry after it. */
async function tour({ gateway, now, advance }: PaypalDesk): Promise<void> {
  const run = async <O extends GatewayOperation>(
    operation: O,
    request: Extract<GatewayCall, { operation: O }>["request"],
  ) => {
    const since = now();
    const facts = factsOf(await gateway.run(operation, request));
    await gateway.enquire(operation, request, since);
    return facts;
  };
  const held = await run("authorize", authorizeRequest());
  const taken = await run("capture", { ...identity(), ...held, amount: money(10_000, "USD"), isFinal: false });
  await run("refund", { ...identity(), captureReference: taken.captureReference, amount: money(1_000, "USD") });
  await gateway.readAuthorization(held.authorizationReference);
  await run("authorize_and_capture", authorizeRequest());
  const old = await run("authorize", authorizeRequest());
  advance(4 * DAY_MS);
  await run("renew", { ...identity(), ...old });
  await run("void", { ...identity(), authorizationReference: old.authorizationReference });
  const page = await run("open_hosted_page", pageRequest(now()));
  await agree(page.url ?? "");
  const state = await gateway.readHostedPage(page.sessionReference);
  if (state.kind !== "approved") throw new Error(state.kind);
  await run("authorize", authorizeRequest(state.instrument));
  const other = await run("open_hosted_page", { ...pageRequest(now()), locale: "en" });
  await run("close_hosted_page", { ...identity(), sessionReference: other.sessionReference });
  const window = { from: later(now(), -DAY_MS), to: now() };
  await gateway.listNotifications?.(window, null);
  await gateway.books?.listHolds(window, null);
}

function bodySchema(description: Node, operation: Node): Node | undefined {
  const { $ref } = operation.requestBody ?? {};
  const body =
    $ref === undefined ? operation.requestBody : description.components.requestBodies[$ref.split("/").at(-1)];
  return body?.content["application/json"].schema;
}

function parameterNames(description: Node, operation: Node): string[] {
  return operation.parameters.map(({ $ref, name }: Node) =>
    $ref === undefined ? name : description.components.parameters[$ref.split("/").at(-1)].name,
  );
}
