import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveRequest } from "@/lib/operations/approval/approve-request";
import { money } from "@/lib/payments/money";
import { getPayPage } from "@/lib/queries/pay/get-pay-page";
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

describe("amounts that the gateway cannot express", () => {
  const kwd = (amountMinor: number) => ({ amountMinor, currency: "KWD" });
  const body = (account: string, amountMinor: number, card: object) => ({
    account,
    source: "commerce",
    currency: "KWD",
    lines: [{ sku: "BODY", name: "Camera body", quantity: 1, unitPrice: kwd(amountMinor) }],
    paymentMethods: [{ type: "card", ...card }],
  });

  it("CU-2 S40 H24: a dinar amount that Stripe cannot hold is refused before any call, with what it can, and nobody is asked for it", async () => {
    const { externalId, token, customerToken } = await api.desk.customer();
    const card = { gatewayToken: token, customerToken };
    await api.send("PUT", "/orders/K-1", { body: body(externalId, 12_345, card) });
    await api.refused("POST", "/orders/K-1/confirm", {}, 422, "amount_not_possible");
    const { body: problem } = await api.send("POST", "/orders/K-1/confirm");
    expect(problem.detail).toContain("stripe moves KWD in multiples of 10 minor units");
    await api.refused("POST", "/orders/K-1/approval-requests", { body: {} }, 422, "amount_not_possible");

    await api.send("PUT", "/orders/K-2", { body: body(externalId, 12_340, card) });
    expect((await confirm("K-2")).body).toMatchObject({ result: "Y" });
  });

  it("CU-2 I13: the customer's page offers only ways that can move the amount, and refuses a price that has become one, before any call", async () => {
    const { externalId, token, customerToken } = await api.desk.customer();
    await api.send("PUT", "/orders/K-3", { body: body(externalId, 12_340, { gatewayToken: token, customerToken }) });
    await confirm("K-3");
    const lines = (amountMinor: number) => [
      { sku: "BODY", name: "Camera body", quantity: 1, unitPrice: kwd(amountMinor) },
    ];
    await api.sendAndWork("POST", "/orders/K-3/reprice", { body: { lines: lines(12_400) } });
    const asked = await api.send("POST", "/orders/K-3/approval-requests", { body: {} });
    expect(asked.status).toBe(201);
    const ways = async () => {
      const pass = { storeId: api.desk.context.storeId, approvalRequestId: asked.body.id };
      const page = await getPayPage(pass, { part: "new_total", error: null }, api.desk.database.pool);
      return page?.kind === "open" ? page.view.methods.map(({ icon }) => icon) : page?.kind;
    };
    // PayPal takes no dinars, so it is not among them although the shop takes PayPal.
    expect(await ways()).toEqual(["card", "another_card"]);
    await api.sendAndWork("POST", "/orders/K-3/reprice", { body: { lines: lines(12_405) } });
    expect(await ways()).toEqual([]);
    const calls = () => api.desk.row<{ n: bigint }>("SELECT count(*) AS n FROM attempts");
    const before = await calls();
    const context = { ...api.desk.context, actor: { kind: "customer", approvalRequestId: asked.body.id } } as const;
    for (const method of ["another_card", await ownCard("K-3")])
      expect(
        await approveRequest(context, { approvalRequestId: asked.body.id, method, shownAmount: money(12_405, "KWD") }),
      ).toMatchObject({ ok: false, reason: "amount_not_possible" });
    expect(await calls()).toEqual(before);
  });
});

async function ownCard(orderNumber: string): Promise<string> {
  const sql = "SELECT m.id FROM order_payment_methods m JOIN orders o ON o.id = m.order_id WHERE o.order_number = $1";
  return (await api.desk.row<{ id: string }>(sql, [orderNumber])).id;
}
