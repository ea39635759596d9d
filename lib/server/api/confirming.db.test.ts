import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
beforeAll(async () => {
  api = await openApiForTests();
});
afterAll(() => api.close());

const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" });
let count = 0;

type Method = { isRefused?: boolean; limit?: object };

/** A draft of 200.00 on the given cards. */
async function draft(...methods: Method[]): Promise<string> {
  const orderNumber = `N-${++count}`;
  const paymentMethods = [];
  let account = "";
  for (const { isRefused = false, ...bounds } of methods.length > 0 ? methods : [{}]) {
    const { externalId, token, customerToken } = await api.desk.customer();
    if (isRefused) {
      const why = { code: "card_declined", declineCode: "insufficient_funds" };
      await api.desk.fault({ action: "decline", operation: "authorize", customer: customerToken, ...why });
    }
    account = externalId;
    paymentMethods.push({ type: "card", gatewayToken: token, customerToken, ...bounds });
  }
  const lines = [{ sku: "BODY", name: "Camera body", quantity: 1, unitPrice: usd(20_000) }];
  const put = await api.send("PUT", `/orders/${orderNumber}`, {
    body: { account, source: "commerce", currency: "USD", lines, paymentMethods },
  });
  expect(put.status).toBe(201);
  return orderNumber;
}

const confirm = (orderNumber: string) => api.sendAndWork("POST", `/orders/${orderNumber}/confirm`);

describe("POST confirm", () => {
  it("S42 S45 S46: a refused card gives N, the reason in words and as the gateway's code, and what remains", async () => {
    const orderNumber = await draft({ isRefused: true });
    const { status, body } = await confirm(orderNumber);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      result: "N",
      status: "draft",
      remainingToAuthorize: usd(20_000),
      paymentMethods: [
        {
          outcome: "declined",
          amount: usd(20_000),
          reason: "insufficient_funds",
          reasonText: "Not enough funds",
          rawCode: expect.stringContaining("insufficient_funds"),
        },
      ],
      attempts: [{ outcome: "declined" }],
    });
    expect(body.message).toMatch(/^Payment was not processed\. .*Not enough funds\. 200\.00 USD remains/);
  });

  it("S40 S41 S45: where one of two cards fails, the other counts at once and only the rest remains", async () => {
    const orderNumber = await draft({ limit: usd(5_000) }, { isRefused: true });
    const { body } = await confirm(orderNumber);
    expect(body).toMatchObject({
      result: "N",
      remainingToAuthorize: usd(15_000),
      coverage: { secured: usd(5_000) },
      paymentMethods: [
        { outcome: "authorized", amount: usd(5_000), reason: null },
        { outcome: "declined", amount: usd(15_000) },
      ],
    });
  });

  it("S56: methods that cannot reach the total are not even charged; the answer says what remains", async () => {
    const orderNumber = await draft({ limit: usd(12_000) });
    const { status, body } = await confirm(orderNumber);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      result: "N",
      status: "draft",
      remainingToAuthorize: usd(20_000),
      attempts: [],
      paymentMethods: [{ outcome: "not_used", amount: null }],
    });
    expect((await api.send("GET", `/orders/${orderNumber}`)).body.attempts).toEqual([]);
  });

  it("S43 S44: while the gateway is down the order is confirmed, and the hold comes later", async () => {
    const orderNumber = await draft();
    await api.desk.fault({ action: "drop_before", path: "/v1/payment_intents*" });
    const { status, body } = await confirm(orderNumber);
    expect(status).toBe(200);
    expect(body).toMatchObject({ result: "Y", status: "confirmed", remainingToAuthorize: usd(20_000) });
  });

  it("DC-1: a confirmed order is not confirmed again", async () => {
    const orderNumber = await draft();
    expect((await confirm(orderNumber)).body.result).toBe("Y");
    expect(await confirm(orderNumber)).toMatchObject({ status: 409, body: { code: "already_confirmed" } });
    const { body } = await api.send("GET", `/orders/${orderNumber}`);
    expect(body.attempts).toHaveLength(1);
  });

  it("S40: a hold that the shop took before counts, and nothing is asked for again", async () => {
    const { externalId, token } = await api.desk.customer();
    const priorAuthorization = { gatewayReference: "pi_shop_1", amount: usd(20_000) };
    await api.send("PUT", "/orders/N-prior", {
      body: {
        account: externalId,
        source: "commerce",
        currency: "USD",
        lines: [{ sku: "BODY", name: "Camera body", quantity: 1, unitPrice: usd(20_000) }],
        paymentMethods: [{ type: "card", gatewayToken: token, priorAuthorization }],
      },
    });
    expect((await api.send("POST", "/orders/N-prior/confirm")).body).toMatchObject({ result: "Y", attempts: [] });
  });
});
