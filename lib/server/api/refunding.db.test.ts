import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
beforeAll(async () => {
  api = await openApiForTests();
});
afterAll(() => api.close());

const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" });

async function captured(): Promise<string> {
  const orderNumber = await api.desk.confirmedOrder();
  await api.send("POST", `/orders/${orderNumber}/releases`);
  await api.send("POST", `/orders/${orderNumber}/releases/1/ship`);
  await api.desk.work();
  return orderNumber;
}

const refund = (orderNumber: string, body: object, headers: Record<string, string> = {}) =>
  api.sendAndWork("POST", `/orders/${orderNumber}/refunds`, { body, headers });

describe("POST refunds", () => {
  it("RF-3 MR4-2: answers the parts with their states, and the order tells the same", async () => {
    const orderNumber = await captured();
    const { status, body } = await refund(orderNumber, { amount: usd(5_000), reason: "Arrived broken" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      orderNumber,
      result: "refunded",
      amount: usd(5_000),
      refunded: usd(5_000),
      parts: [{ orderNumber, status: "refunded", amount: usd(5_000), failureReason: null }],
      attempts: [{ operation: "refund", outcome: "succeeded" }],
    });
    const order = (await api.send("GET", `/orders/${orderNumber}`)).body;
    expect(order.refunds).toMatchObject([{ status: "refunded", amount: usd(5_000), reason: "Arrived broken" }]);
    expect(order.captures[0]).toMatchObject({ refunded: usd(5_000) });
  });

  it("DC-1 DC-3: the same Idempotency-Key refunds once and gives the first answer again", async () => {
    const orderNumber = await captured();
    const headers = { "idempotency-key": `r-${orderNumber}` };
    const first = await refund(orderNumber, { amount: usd(3_000), reason: "Goodwill" }, headers);
    const again = await refund(orderNumber, { amount: usd(3_000), reason: "Goodwill" }, headers);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect((await api.send("GET", `/orders/${orderNumber}`)).body.refunds).toHaveLength(1);
  });

  it("MT-4: lines give back what was paid for their units", async () => {
    const orderNumber = await captured();
    const { body } = await refund(orderNumber, { lines: [{ lineNo: 1, quantity: 1 }], reason: "Returned" });
    expect(body).toMatchObject({ result: "refunded", amount: usd(20_000) });
  });

  it("I2 CU-1 MR4-33: what cannot be is refused with its place in the body, and nothing is stored", async () => {
    const orderNumber = await captured();
    const wrong = async (body: object, status: number, code: string) =>
      api.refused("POST", `/orders/${orderNumber}/refunds`, { body: { reason: "x", ...body } }, status, code);
    expect(await wrong({ amount: usd(20_001) }, 422, "exceeds_refundable")).toMatchObject([
      { pointer: "/amount/amountMinor" },
    ]);
    expect(await wrong({ amount: { amountMinor: 1, currency: "JPY" } }, 422, "currency_mismatch")).toMatchObject([
      { pointer: "/amount/currency" },
    ]);
    expect(await wrong({ amount: usd(0) }, 422, "invalid_request")).toMatchObject([{ pointer: "/amount/amountMinor" }]);
    expect(await wrong({}, 422, "invalid_request")).toMatchObject([{ code: "amount_or_lines_needed" }]);
    expect(await wrong({ lines: [{ lineNo: 7, quantity: 1 }] }, 422, "unknown_line")).toMatchObject([
      { pointer: "/lines/0/lineNo" },
    ]);
    expect(await wrong({ amount: usd(1), methodOrder: ["opm_none"] }, 422, "unknown_method")).toMatchObject([
      { pointer: "/methodOrder/0" },
    ]);
    await wrong({ amount: usd(1), version: 999 }, 409, "stale_version");
  });

  it("RF-1 I18: a refused refund says why, and the order stands in unapplied-money with the next step", async () => {
    const orderNumber = await captured();
    await api.desk.fault({ action: "decline", operation: "refund", code: "processing_error" });
    const { body } = await refund(orderNumber, { amount: usd(2_000), reason: "Goodwill" });
    expect(body).toMatchObject({ result: "failed", refunded: usd(0), parts: [{ status: "failed" }] });
    expect(body.parts[0].failureReason).not.toBeNull();
    const list = (await api.send("GET", "/worklists/unapplied-money")).body;
    expect(JSON.stringify(list)).toContain(orderNumber);
  });
});
