import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  arePresent,
  describedIn,
  descriptionsFolder,
  type Node,
  operationOf,
  problems,
} from "@/lib/gateways/paypal/paypal-descriptions.test-data";
import { ROUTES } from "./paypal/routes";
import {
  answerPage,
  askingPayer,
  DAY_MS,
  held,
  linkOf,
  openPaypalBench,
  orderBody,
  type PaypalBench,
  payWith,
  usd,
} from "./paypal-bench";

if (!arePresent) console.warn("Skipped: PayPal's API descriptions are not beside the repository (../shared/data).");

type Told = { readonly method: string; readonly path: string; readonly status: number; readonly body: Node };

describe.skipIf(!arePresent)("PayPal's API descriptions (Orders v2, Payments v2, Webhooks v1)", () => {
  const orders = describedIn("paypal-orders-v2.json");
  const payments = describedIn("paypal-payments-v2.json");
  const webhooks = describedIn("paypal-webhooks-v1.json");
  const describing = (pattern: string) =>
    pattern.startsWith("/v2/checkout") ? orders : pattern.startsWith("/v1/notifications") ? webhooks : payments;
  const told: Told[] = [];
  let bench: PaypalBench;

  beforeAll(async () => {
    const opened = await openPaypalBench();
    bench = {
      ...opened,
      call: async (method, path, body, headers) => {
        const answer = await opened.call(method, path, body, headers);
        told.push({ method, path, ...answer });
        return answer;
      },
    };
    await tour(bench);
  }, 60_000);
  afterAll(() => bench.close());

  it.each(ROUTES.filter(({ pattern }) => !pattern.startsWith("/v1/customer/")))(
    "H18: answers of $method $pattern are as described",
    ({ method, pattern, status, repeatStatus }) => {
      const description = describing(pattern);
      const operation = operationOf(description, pattern, method);
      const matcher = new RegExp(`^${pattern.replaceAll("{id}", "[^/]+")}$`);
      const answers = told.filter(
        (one) => one.method === method && matcher.test(one.path.split("?")[0] ?? "") && one.status < 400,
      );
      expect(answers.length).toBeGreaterThan(0);
      for (const answer of answers) {
        const described = operation.responses[String(answer.status)];
        expect(described, `${answer.path} ${answer.status}`).toBeDefined();
        expect([status, repeatStatus, 200]).toContain(answer.status);
        const schema = described.content?.["application/json"]?.schema;
        if (schema === undefined) expect(answer.body).toBeNull();
        else expect(problems(description, schema, answer.body), answer.path).toEqual([]);
      }
    },
  );

  it("FD-1: errors are as described, under issues that PayPal knows", () => {
    const errors = told.filter((one) => one.status >= 400);
    const known =
      JSON.stringify([orders, payments, webhooks]) +
      readFileSync(new URL("decline-codes.json", descriptionsFolder), "utf8");
    for (const { status, body, path } of errors) {
      expect(problems(payments, { $ref: `#/components/schemas/error_${status}` }, body), path).toEqual([]);
      for (const { issue } of body.details ?? []) if (!isElsewhere.has(issue)) expect(known).toContain(`"${issue}"`);
    }
    expect(errors.flatMap((one) => one.body.details.map((detail: Node) => detail.issue))).toEqual(
      expect.arrayContaining(["INSTRUMENT_DECLINED", "AUTHORIZATION_ALREADY_CAPTURED", "REFUND_AMOUNT_EXCEEDED"]),
    );
  });

  it("WH-1: a notification is the described event, and carries the described object", () => {
    const kinds: Record<string, Node> = {
      authorization: [payments, "authorization-2"],
      capture: [payments, "capture-2"],
      refund: [payments, "refund"],
      "checkout-order": [orders, "order"],
    };
    // Disputes are in a description of their own, which is not beside the repository.
    const isDescribed = ({ resourceType }: { resourceType: string }) => resourceType !== "dispute";
    const seen = new Set<string>();
    for (const { type, resourceType, resource } of [...bench.sandbox.paypal.state.events].filter(isDescribed)) {
      const [description, name] = kinds[resourceType];
      const body = JSON.parse(JSON.stringify(resource));
      expect(problems(description, { $ref: `#/components/schemas/${name}` }, body), type).toEqual([]);
      seen.add(type);
    }
    expect([...seen]).toEqual(
      expect.arrayContaining([
        "CHECKOUT.ORDER.APPROVED",
        "PAYMENT.AUTHORIZATION.CREATED",
        "PAYMENT.AUTHORIZATION.VOIDED",
        "PAYMENT.CAPTURE.COMPLETED",
        "PAYMENT.CAPTURE.PENDING",
        "PAYMENT.CAPTURE.DECLINED",
        "PAYMENT.CAPTURE.REFUNDED",
        "PAYMENT.REFUND.PENDING",
        "PAYMENT.REFUND.FAILED",
      ]),
    );
  });

  it("a field that PayPal does not have would be noticed", () => {
    expect(problems(payments, { $ref: "#/components/schemas/refund" }, { id: "1", invented: true })).not.toEqual([]);
  });
});

/** Told by PayPal's pages, not by its descriptions: too early a renewal, and a change of a completed order. */
const isElsewhere = new Set(["REAUTHORIZATION_TOO_SOON", "ORDER_ALREADY_COMPLETED"]);

/** Walks through everything that the sandbox can answer, so that each kind of answer is seen. */
async function tour(bench: PaypalBench): Promise<void> {
  const { call, advance } = bench;
  const page = await call("POST", "/v2/checkout/orders", orderBody("241.18", askingPayer), {
    "paypal-request-id": "k1",
  });
  await call("POST", "/v2/checkout/orders", orderBody("241.18", askingPayer), { "paypal-request-id": "k1" });
  await call("POST", "/v2/checkout/orders", orderBody(), { prefer: "return=minimal" });
  const path = `/v2/checkout/orders/${page.body.id}`;
  await call("POST", `${path}/authorize`, {});
  await answerPage(linkOf(page.body, "payer-action"), "agree");
  await call("PATCH", path, [
    { op: "replace", path: "/purchase_units/@reference_id=='default'/custom_id", value: "op_2" },
  ]);
  await call("POST", `${path}/authorize`, {}, { "paypal-request-id": "k2" });
  await call("POST", `${path}/authorize`, {}, { "paypal-request-id": "k2" });
  await call("POST", `${path}/authorize`, {});
  await call("PATCH", path, [{ op: "remove", path: "/purchase_units/@reference_id=='default'/custom_id" }]);
  await call("GET", path);
  await call("GET", "/v2/checkout/orders/NOSUCHORDER000000");
  const sale = await call("POST", "/v2/checkout/orders", orderBody("10.00", { intent: "CAPTURE" }));
  await call("POST", `/v2/checkout/orders/${sale.body.id}/capture`, payWith("ava"));
  const refused = await call("POST", "/v2/checkout/orders", orderBody());
  await call("POST", `/v2/checkout/orders/${refused.body.id}/authorize`, payWith("ben"));
  const hold = await held(bench);
  await call("GET", `/v2/payments/authorizations/${hold.id}`);
  const capture = await call("POST", `/v2/payments/authorizations/${hold.id}/capture`, {
    amount: usd("100.00"),
    invoice_id: "W-1.op",
    final_capture: true,
  });
  await call("POST", `/v2/payments/authorizations/${hold.id}/capture`, { amount: usd("1.00") });
  await call("GET", `/v2/payments/captures/${capture.body.id}`);
  const refund = await call("POST", `/v2/payments/captures/${capture.body.id}/refund`, {
    amount: usd("10.00"),
    custom_id: "op_3",
    invoice_id: "W-1.op_3",
    note_to_payer: "returned",
  });
  await call("POST", `/v2/payments/captures/${capture.body.id}/refund`, { amount: usd("99.00") });
  await call("GET", `/v2/payments/refunds/${refund.body.id}`);
  for (const buyer of ["finn", "gus", "ivan"]) {
    const other = await held(bench, buyer);
    const taken = await call("POST", `/v2/payments/authorizations/${other.id}/capture`, { final_capture: true });
    if (buyer === "ivan") await call("POST", `/v2/payments/captures/${taken.body.id}/refund`, {});
  }
  const old = await held(bench);
  await call("POST", `/v2/payments/authorizations/${old.id}/reauthorize`, {});
  advance(4 * DAY_MS);
  const renewed = await call("POST", `/v2/payments/authorizations/${old.id}/reauthorize`, { amount: usd("241.18") });
  await call("GET", `/v2/payments/authorizations/${renewed.body.id}`);
  await call("POST", `/v2/payments/authorizations/${renewed.body.id}/void`);
  await call("POST", `/v2/payments/authorizations/${old.id}/void`, undefined, { prefer: "return=minimal" });
  await call("POST", `/v2/payments/authorizations/${(await held(bench)).id}/void`);
  const events = "/v1/notifications/webhooks-events";
  const listed = await call("GET", `${events}?page_size=2&start_time=2020-01-01T00:00:00Z`);
  await call("GET", `${events}/${listed.body.events[0].id}`);
  await call("GET", `${events}?page_size=0`);
  await call("POST", "/v2/checkout/orders", { intent: "AUTHORIZE" });
  await call("GET", path, undefined, { authorization: "Bearer none" });
}
