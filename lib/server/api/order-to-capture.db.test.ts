import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
beforeAll(async () => {
  api = await openApiForTests();
});
afterAll(() => api.close());

const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" });

describe("from an account to captured money, over HTTP", () => {
  it("W01 W04 S40 S44 P10: put account, put order, confirm, release, ship, capture in the background, and the whole truth", async () => {
    const { customerToken, token } = await api.desk.customer();
    const account = await api.send("PUT", "/accounts/C-900", {
      body: {
        name: "Carmen Moreno",
        email: "carmen@example.com",
        phone: "+34 600 000 000",
        timeZone: "Europe/Madrid",
        customerSince: "2019-04-02",
        savedPaymentMethods: [{ type: "card", gatewayToken: token, customerToken, brand: "visa", last4: "4242" }],
        creditLimit: usd(50_000),
      },
    });
    expect(account.status).toBe(201);

    const order = {
      account: "C-900",
      source: "commerce",
      currency: "USD",
      lines: [
        {
          sku: "LENS",
          name: "Lens",
          quantity: 2,
          unitPrice: usd(10_000),
          tax: usd(2_100),
          adjustments: [usd(500), usd(100)],
        },
      ],
      promisedShipDate: "2026-12-01",
      paymentMethods: [{ type: "card", gatewayToken: token, customerToken, unlimited: true }],
    };
    const put = await api.send("PUT", "/orders/A-1", { body: order });
    expect(put.status).toBe(201);
    expect(put.body).toMatchObject({
      status: "draft",
      total: usd(21_500),
      promisedShipDate: "2026-12-01T12:00:00.000Z",
    });
    expect((await api.send("PUT", "/orders/A-1", { body: order })).status).toBe(200);

    const confirmed = await api.sendAndWork("POST", "/orders/A-1/confirm", { headers: { "idempotency-key": "c-1" } });
    expect(confirmed.status).toBe(200);
    expect(confirmed.body).toMatchObject({
      result: "Y",
      status: "confirmed",
      remainingToAuthorize: usd(0),
      paymentMethods: [{ outcome: "authorized", amount: usd(21_500), reason: null }],
      attempts: [{ operation: "authorize", outcome: "succeeded" }],
    });
    const replayed = await api.send("POST", "/orders/A-1/confirm", { headers: { "idempotency-key": "c-1" } });
    expect(replayed.headers.get("idempotent-replayed")).toBe("true");
    expect(replayed.body).toEqual(confirmed.body);

    const release = await api.send("POST", "/orders/A-1/releases");
    expect(release).toMatchObject({ status: 201, body: { releaseNo: 1, amount: usd(21_500) } });
    const shipped = await api.send("POST", "/orders/A-1/releases/1/ship", { body: { carrier: "Northwind" } });
    expect(shipped).toMatchObject({ status: 200, body: { isRepeat: false, invoice: { status: "open" } } });
    const again = await api.send("POST", "/orders/A-1/releases/1/ship", { body: {} });
    expect(again.body).toMatchObject({ isRepeat: true, invoice: { id: shipped.body.invoice.id } });

    await api.desk.work();
    const { body } = await api.send("GET", "/orders/A-1");
    expect(body).toMatchObject({
      status: "completed",
      captureStatus: "success",
      captured: usd(21_500),
      coverage: { due: usd(0), captured: usd(21_500), uncovered: usd(0) },
      invoices: [{ captureStatus: "success", balance: usd(0) }],
      captures: [{ status: "captured", amount: usd(21_500) }],
      releases: [{ carrier: "Northwind", status: "shipped" }],
      predecessor: null,
      successor: null,
      worklist: [],
    });
    expect(body.releases[0].captureDate).toBe(body.captures[0].capturedAt);
    expect(body.timeline.map((entry: { type: string }) => entry.type)).toContain("order_confirmed");
    expect(JSON.stringify(body)).not.toContain(token);
  });
});
