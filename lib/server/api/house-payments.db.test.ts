import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { houseShop } from "@/lib/operations/house-shop-for-tests";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
let shop: ReturnType<typeof houseShop>;
beforeAll(async () => {
  api = await openApiForTests();
  shop = houseShop(api.desk);
  for (const kind of ["stored_value", "customer_account", "check"] as const) await shop.take(kind);
});
afterAll(() => api.close());

const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" });
const lines = (unitPriceMinor: number) => [{ sku: "LENS", name: "Lens", quantity: 1, unitPrice: usd(unitPriceMinor) }];

describe("a gift card, over HTTP", () => {
  it("S24 S25 W06: is issued, pays its part of an order beside a card, and both are captured when it ships", async () => {
    const grant = { amount: usd(5_000), reference: "sale-1", last4: "0042" };
    expect(await api.send("POST", "/gift-cards/summer-0042/grants", { body: grant })).toMatchObject({
      status: 201,
      body: { isNew: true, balance: usd(5_000), held: usd(0), available: usd(5_000) },
    });
    expect(await api.send("POST", "/gift-cards/summer-0042/grants", { body: grant })).toMatchObject({
      status: 200,
      body: { isNew: false, balance: usd(5_000) },
    });
    const { externalId, customerToken, token } = await api.desk.customer();
    const body = {
      account: externalId,
      source: "commerce",
      currency: "USD",
      lines: lines(12_000),
      paymentMethods: [
        { type: "card", gatewayToken: token, customerToken },
        { type: "stored_value", gatewayToken: "summer-0042" },
      ],
    };
    expect((await api.send("PUT", "/orders/G-1", { body })).status).toBe(201);
    const confirmed = await api.sendAndWork("POST", "/orders/G-1/confirm");
    expect(confirmed.body).toMatchObject({ result: "Y", remainingToAuthorize: usd(0) });
    const held = (type: string) =>
      confirmed.body.paymentMethods.find((each: { type: string }) => each.type === type)?.amount;
    expect(held("stored_value")).toEqual(usd(5_000));
    expect(held("card")).toEqual(usd(7_000));

    await api.send("POST", "/orders/G-1/releases");
    await api.send("POST", "/orders/G-1/releases/1/ship", { body: {} });
    await api.desk.work();
    expect((await api.send("GET", "/orders/G-1")).body).toMatchObject({
      status: "completed",
      captureStatus: "success",
      captured: usd(12_000),
    });
    expect((await api.send("GET", "/gift-cards/summer-0042")).body).toMatchObject({
      balance: usd(0),
      held: usd(0),
      last4: "0042",
      movements: [{ kind: "take", amount: usd(5_000), orderNumber: "G-1" }, { kind: "hold" }, { kind: "grant" }],
    });
  });

  it("S17 S25: takes no amount of its own, and an account is always the order's", async () => {
    const account = await shop.account(1_000);
    const put = (method: object) => ({
      body: { account, source: "commerce", currency: "USD", lines: lines(500), paymentMethods: [method] },
    });
    const gift = { type: "stored_value", gatewayToken: "summer-0042", fixedAmount: usd(100) };
    expect(await api.refused("PUT", "/orders/G-2", put(gift), 422, "invalid_request")).toMatchObject([
      { pointer: "/paymentMethods/0/fixedAmount", code: "not_settable" },
    ]);
    const other = { type: "customer_account", gatewayToken: "somebody-else" };
    expect(await api.refused("PUT", "/orders/G-2", put(other), 422, "invalid_request")).toMatchObject([
      { pointer: "/paymentMethods/0/gatewayToken", code: "not_settable" },
    ]);
    expect(await api.refused("PUT", "/orders/G-2", put({ type: "check" }), 422, "payment_token_missing")).toMatchObject(
      [{ pointer: "/paymentMethods/0/gatewayToken" }],
    );
  });

  it("MT-3 CU-3: refuses a second amount under one reference, another currency, nothing, and who is not known", async () => {
    await api.send("POST", "/gift-cards/autumn-1/grants", { body: { amount: usd(700), reference: "sale-7" } });
    const grant = (body: object) => ({ body: { amount: usd(700), reference: "sale-7", ...body } });
    const path = "/gift-cards/autumn-1/grants";
    await api.refused("POST", path, grant({ amount: usd(701) }), 409, "reference_already_used");
    await api.refused(
      "POST",
      path,
      grant({ amount: { amountMinor: 5, currency: "EUR" }, reference: "sale-8" }),
      409,
      "currency_mismatch",
    );
    await api.refused("POST", path, grant({ amount: usd(0), reference: "sale-9" }), 422, "invalid_amount");
    await api.refused("POST", path, grant({ account: "nobody", reference: "sale-9" }), 404, "account_not_found");
    await api.refused("GET", "/gift-cards/never-issued", {}, 404, "gift_card_not_found");
  });
});

describe("a payment type, over HTTP", () => {
  it("W07 W08 S18 S50: is switched on, given a gateway and a meaning of capture; what does not fit is refused", async () => {
    const account = await shop.account(null);
    const slip = {
      account,
      source: "commerce",
      currency: "USD",
      lines: lines(500),
      paymentMethods: [{ type: "bank_slip" }],
    };
    await api.refused("PUT", "/orders/B-1", { body: slip }, 422, "payment_type_not_allowed");
    expect(await api.send("PUT", "/payment-types/bank_slip", { body: { isEnabled: true } })).toMatchObject({
      status: 200,
      body: { kind: "bank_slip", gateway: "offline", captureMeans: "recorded", isEnabled: true, isBatchable: true },
    });
    expect((await api.send("PUT", "/orders/B-1", { body: slip })).status).toBe(201);
    const path = "/payment-types/check";
    await api.refused("PUT", path, { body: { gateway: "stripe" } }, 422, "gateway_not_possible");
    await api.refused("PUT", path, { body: { captureMeans: "recorded" } }, 422, "capture_meaning_not_possible");
    expect((await api.send("PUT", path, { body: { captureMeans: "deposits" } })).body.captureMeans).toBe("deposits");
    await api.send("PUT", path, { body: { captureMeans: "nothing_to_do" } });
  });
});

describe("a line of credit, over HTTP", () => {
  it("W16: is used by a capture, and can be used again once the customer has paid", async () => {
    const account = await shop.account(10_000);
    const order = await shop.order(account, [10_000], [{ type: "customer_account" }]);
    await shop.ship(order);
    const path = `/accounts/${account}/credit-payments`;
    const paid = { amount: usd(4_000), reference: "bank-77" };
    for (let time = 0; time < 2; time += 1) {
      expect(await api.send("POST", path, { body: paid })).toMatchObject({
        status: 200,
        body: { balance: usd(-6_000), held: usd(0), available: usd(4_000) },
      });
    }
    await api.refused("POST", path, { body: { ...paid, amount: usd(1) } }, 409, "reference_already_used");
    const body = { name: "Carmen", creditLimit: { amountMinor: 100, currency: "EUR" } };
    await api.refused("PUT", `/accounts/${account}`, { body }, 409, "credit_currency_in_use");
  });
});

describe("a check that comes back, over HTTP", () => {
  it("MT-5 X05: reopens the order, fails its invoice, and stands on the desk; once", async () => {
    const order = await shop.order(await shop.account(null), [9_000], [{ type: "check", token: "CHK-2001" }]);
    await shop.ship(order);
    expect((await api.send("GET", `/orders/${order}`)).body).toMatchObject({ status: "completed" });
    const path = `/orders/${order}/returned-checks`;
    const body = { documentNumber: "CHK-2001", reason: "Refer to drawer" };
    expect(await api.send("POST", path, { body })).toMatchObject({ status: 200, body: { amount: usd(9_000) } });
    const after = (await api.send("GET", `/orders/${order}`)).body;
    expect(after).toMatchObject({
      status: "shipped",
      captureStatus: "failed",
      captured: usd(0),
      invoices: [
        { status: "failed", lastReason: "check_returned", lastRawMessage: "Refer to drawer", balance: usd(9_000) },
      ],
      captures: [{ status: "failed" }],
    });
    expect(after.worklist.map((each: { list: string }) => each.list)).toEqual(
      expect.arrayContaining(["unpaid", "failed-captures"]),
    );
    expect(after.timeline.map((each: { type: string }) => each.type)).toEqual(
      expect.arrayContaining(["check_returned", "order_reopened"]),
    );
    await api.refused("POST", path, { body }, 409, "check_already_returned");
    await api.refused("POST", path, { body: { ...body, documentNumber: "CHK-9" } }, 404, "check_not_found");
    // The house does not present it again by itself.
    await api.desk.advance(10 * 86_400_000);
    expect((await api.send("GET", `/orders/${order}`)).body).toMatchObject({
      captureStatus: "failed",
      captured: usd(0),
    });
  });
});
