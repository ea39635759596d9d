import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
beforeAll(async () => {
  api = await openApiForTests();
  await api.send("PUT", "/accounts/P-1", { body: { name: "Carmen Moreno" } });
});
afterAll(() => api.close());

const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" });
const order = (...paymentMethods: object[]) => ({
  account: "P-1",
  source: "commerce",
  currency: "USD",
  lines: [{ sku: "BODY", name: "Camera body", quantity: 1, unitPrice: usd(20_000) }],
  paymentMethods,
});
const card = (gatewayToken: string, fields: object = {}) => ({ type: "card", gatewayToken, ...fields });
const held = (gatewayReference: string) =>
  card("pm_a", { priorAuthorization: { gatewayReference, amount: usd(20_000) } });

describe("PUT orders", () => {
  it("DC-3: may be repeated and replaced any number of times; only the last content counts", async () => {
    for (let round = 1; round <= 4; round++) {
      const methods = [card(`pm_a${round}`, { limit: usd(round) }), card(`pm_b${round}`, { fixedAmount: usd(100) })];
      const { status } = await api.send("PUT", "/orders/P-1", { body: order(...methods) });
      expect(status).toBe(round === 1 ? 201 : 200);
    }
    const { body } = await api.send("GET", "/orders/P-1");
    expect(body.paymentMethods).toMatchObject([
      { sequence: 0, limit: usd(4), fixedAmount: null },
      { sequence: 1, limit: null, fixedAmount: usd(100) },
    ]);
  });

  it("DC-1: twenty at once make one account and one order", async () => {
    const all = (path: string, body: object) =>
      Promise.all(Array.from({ length: 20 }, () => api.send("PUT", path, { body })));
    const accounts = await all("/accounts/P-2", { name: "Omar Said" });
    const orders = await all("/orders/P-2", { ...order(), account: "P-2" });
    for (const answers of [accounts, orders]) {
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
    }
  });

  it("S40: a hold of the shop's own stays where the same order is put again, and is never counted for two", async () => {
    expect((await api.send("PUT", "/orders/P-3", { body: order(held("pi_1")) })).status).toBe(201);
    expect((await api.send("PUT", "/orders/P-3", { body: order(held("pi_1")) })).status).toBe(200);
    const { body } = await api.send("GET", "/orders/P-3");
    expect(body.authorizations).toMatchObject([
      { gatewayReference: "pi_1", paymentMethodId: body.paymentMethods[0].id },
    ]);
    expect(body.coverage).toMatchObject({ secured: usd(20_000), uncovered: usd(0) });

    const without = await api.send("PUT", "/orders/P-3", { body: order(card("pm_a")) });
    expect(without).toMatchObject({ status: 409, body: { code: "order_already_confirmed" } });
    const other = await api.send("PUT", "/orders/P-4", { body: order(held("pi_1")) });
    expect(other).toMatchObject({
      status: 409,
      body: {
        code: "authorization_already_used",
        errors: [{ pointer: "/paymentMethods/0/priorAuthorization/gatewayReference" }],
      },
    });
    expect((await api.send("GET", "/orders/P-4")).status).toBe(404);
    const twice = await api.send("PUT", "/orders/P-4", { body: order(held("pi_2"), held("pi_2")) });
    expect(twice.body.errors).toMatchObject([{ code: "repeated_reference" }]);
  });

  it("W27: a line's amounts are its own, and its total is what they sum to", async () => {
    const line = {
      sku: "LENS",
      name: "Lens",
      quantity: 3,
      unitPrice: usd(1_000),
      tax: usd(210),
      shipping: usd(500),
      shippingTax: usd(105),
      adjustments: [usd(300), usd(15)],
      tradingAgreement: "TA-7",
    };
    const put = await api.send("PUT", "/orders/P-5", { body: { ...order(), lines: [line], reference: "Web 5" } });
    expect(put.body).toMatchObject({ total: usd(3_500), reference: "Web 5" });
    const { body } = await api.send("GET", "/orders/P-5");
    expect(body.lines).toEqual([{ ...line, adjustments: usd(315), lineNo: 1, releasedQuantity: 0, total: usd(3_500) }]);
  });

  it("CU-3: yen and dinar are whole minor units as well", async () => {
    for (const [currency, amountMinor] of [
      ["JPY", 48_200],
      ["KWD", 27_500],
    ] as const) {
      const lines = [{ sku: "A", name: "A", quantity: 1, unitPrice: { amountMinor, currency } }];
      const put = await api.send("PUT", `/orders/P-${currency}`, { body: { ...order(), currency, lines } });
      expect(put.body.total).toEqual({ amountMinor, currency });
    }
  });
});

describe("PUT accounts", () => {
  it("H25: replaces what was known; a payment method that is no longer named is switched off", async () => {
    const saved = (gatewayToken: string) => ({ type: "card", gatewayToken, last4: "4242" });
    const put = (body: object) => api.send("PUT", "/accounts/P-9", { body });
    await put({ name: "Ada", email: "ada@example.com", savedPaymentMethods: [saved("pm_x"), saved("pm_y")] });
    await put({ name: "Ada Lund", savedPaymentMethods: [saved("pm_y")], creditLimit: usd(500) });
    const { rows } = await api.desk.database.pool.query(
      "SELECT a.name, a.email, s.token, s.is_active FROM accounts a JOIN saved_payment_methods s ON s.account_id = a.id WHERE a.external_id = 'P-9' ORDER BY s.token",
    );
    expect(rows).toEqual([
      { name: "Ada Lund", email: null, token: "pm_x", is_active: false },
      { name: "Ada Lund", email: null, token: "pm_y", is_active: true },
    ]);
  });

  it("MR4-33: the same token twice, a card number, a zone that does not exist", async () => {
    const saved = (gatewayToken: string) => ({ type: "card", gatewayToken });
    for (const [fields, pointer] of [
      [{ savedPaymentMethods: [saved("pm_x"), saved("pm_x")] }, "/savedPaymentMethods/1/gatewayToken"],
      [{ savedPaymentMethods: [saved("4000056655665556")] }, "/savedPaymentMethods/0/gatewayToken"],
      [{ timeZone: "Europe/Atlantis" }, "/timeZone"],
      [{ email: '"a b"@example.com\r\nBcc: x@example.com' }, "/email"],
      [{ creditLimit: { amountMinor: 1, currency: "XXZ" } }, "/creditLimit/currency"],
      [{ customerSince: "2019-02-30" }, "/customerSince"],
    ] as const) {
      const { status, body } = await api.send("PUT", "/accounts/P-10", { body: { name: "A", ...fields } });
      expect(status).toBe(422);
      expect(body.errors, pointer).toContainEqual(expect.objectContaining({ pointer }));
    }
    const { n } = await api.desk.row<{ n: bigint }>("SELECT count(*) AS n FROM accounts WHERE external_id = 'P-10'");
    expect(n).toBe(0n);
  });
});
