import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/payments/instant";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
beforeAll(async () => {
  api = await openApiForTests();
});
afterAll(() => api.close());

const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" });
const lens = (amountMinor: number) => ({
  sku: "LENS",
  name: "Lens repair, labour",
  quantity: 1,
  unitPrice: usd(amountMinor),
});
const read = async (orderNumber: string) => (await api.send("GET", `/orders/${orderNumber}`)).body;
const reprice = (orderNumber: string, amountMinor: number, fields: object = {}) =>
  api.send("POST", `/orders/${orderNumber}/reprice`, { body: { lines: [lens(amountMinor)], ...fields } });

async function shipped(): Promise<{ orderNumber: string; invoiceId: string }> {
  const orderNumber = await api.desk.confirmedOrder();
  await api.send("POST", `/orders/${orderNumber}/releases`);
  const { body } = await api.send("POST", `/orders/${orderNumber}/releases/1/ship`);
  return { orderNumber, invoiceId: body.invoice.id };
}

describe("POST reprice", () => {
  it("H06 S53: a rise answers with the difference, what is not covered, and that the customer must agree", async () => {
    const orderNumber = await api.desk.confirmedOrder();
    const { status, body } = await reprice(orderNumber, 24_118, { reason: "A second part was broken" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      direction: "rise",
      previousTotal: usd(20_000),
      total: usd(24_118),
      difference: usd(4_118),
      needsApproval: true,
      reason: "price_rise",
      nextStep: "ask_customer",
      coverage: { due: usd(24_118), secured: usd(20_000), uncovered: usd(4_118) },
      attempts: [],
    });
    expect((await read(orderNumber)).worklist).toMatchObject([{ list: "unpaid", reason: "price_rise" }]);
    const release = await api.send("POST", `/orders/${orderNumber}/releases`);
    expect(release).toMatchObject({ status: 409, body: { code: "blocked_by_payment" } });
  });

  it("H33 S54: a fall needs nobody; a repeat changes nothing; an old version is refused", async () => {
    const orderNumber = await api.desk.confirmedOrder();
    const { version } = await read(orderNumber);
    const { body } = await reprice(orderNumber, 15_000, { version });
    expect(body).toMatchObject({ direction: "fall", difference: usd(-5_000), needsApproval: false, nextStep: "none" });
    expect(await reprice(orderNumber, 15_000)).toMatchObject({ status: 409, body: { code: "nothing_changed" } });
    expect(await reprice(orderNumber, 16_000, { version })).toMatchObject({
      status: 409,
      body: { code: "stale_version" },
    });
    const up = await reprice(orderNumber, 20_000);
    expect(up.body).toMatchObject({ direction: "rise", needsApproval: false });
  });
});

describe("POST approval-requests", () => {
  it("H24 H29 I16: answers id, amount, difference and expiry; the link is in no answer", async () => {
    const orderNumber = await api.desk.confirmedOrder();
    await reprice(orderNumber, 24_118);
    const asked = await api.send("POST", `/orders/${orderNumber}/approval-requests`, {
      body: { note: "As agreed by phone" },
    });
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ orderNumber, amount: usd(24_118), difference: usd(4_118) });
    expect(asked.body.address).toMatch(/^c\*\*\*@example\.com$/);
    const order = await read(orderNumber);
    expect(order.approvalRequests).toMatchObject([
      { id: asked.body.id, note: "As agreed by phone", expiresAt: asked.body.expiresAt },
    ]);
    const secrets = await api.desk.row<{ token_hash: string; token_salt: string }>(
      "SELECT token_hash, token_salt FROM approval_requests WHERE id = $1",
      [asked.body.id],
    );
    const told = JSON.stringify([asked.body, order]);
    expect(told).not.toContain(secrets.token_hash);
    expect(told).not.toContain(secrets.token_salt);
    expect(told).not.toMatch(/\/pay\//);
  });

  it("H30: a newer request takes the older one's place", async () => {
    const orderNumber = await api.desk.confirmedOrder();
    await reprice(orderNumber, 30_000);
    const first = await api.send("POST", `/orders/${orderNumber}/approval-requests`);
    const second = await api.send("POST", `/orders/${orderNumber}/approval-requests`, { body: {} });
    expect((await read(orderNumber)).approvalRequests).toMatchObject([
      { id: second.body.id },
      { id: first.body.id, status: "replaced", replacedById: second.body.id },
    ]);
  });

  it("H25: only where there is something to approve, and only to an address on record", async () => {
    const orderNumber = await api.desk.confirmedOrder();
    const path = `/orders/${orderNumber}/approval-requests`;
    expect(await api.send("POST", path)).toMatchObject({ status: 409, body: { code: "nothing_to_approve" } });
    await reprice(orderNumber, 30_000);
    const elsewhere = await api.send("POST", path, { body: { address: "someone@example.net" } });
    expect(elsewhere).toMatchObject({ status: 422, body: { code: "address_not_on_record" } });
    expect((await read(orderNumber)).approvalRequests).toEqual([]);
  });
});

describe("POST cancel", () => {
  it("I9: cancels and releases the hold; a repeat does nothing", async () => {
    const orderNumber = await api.desk.confirmedOrder();
    const first = await api.send("POST", `/orders/${orderNumber}/cancel`, { body: { reason: "Changed their mind" } });
    expect(first.body).toMatchObject({ order: { status: "cancelled" }, attempts: [{ operation: "void" }] });
    await api.desk.work();
    expect(await read(orderNumber)).toMatchObject({
      status: "cancelled",
      cancelReason: "Changed their mind",
      authorizations: [{ status: "voided" }],
      coverage: { secured: usd(0) },
    });
    const again = await api.send("POST", `/orders/${orderNumber}/cancel`);
    expect(again).toMatchObject({ status: 200, body: { attempts: [] } });
    expect((await read(orderNumber)).cancelReason).toBe("Changed their mind");
  });

  it("S06 H33: cancelling units lowers the total by their share; the last ones cancel what is left", async () => {
    const orderNumber = await api.desk.confirmedOrder({ quantity: 3, unitPriceMinor: 5_000 });
    const cancel = (body: object) => api.send("POST", `/orders/${orderNumber}/cancel`, { body });
    const one = await cancel({ lines: [{ lineNo: 1, quantity: 1 }], reason: "Two are enough" });
    expect(one).toMatchObject({
      status: 200,
      body: { cancelledAmount: usd(5_000), order: { status: "confirmed", total: usd(10_000) }, attempts: [] },
    });
    await api.send("POST", `/orders/${orderNumber}/releases`, { body: { lines: [{ lineNo: 1, quantity: 1 }] } });
    expect(await cancel({ lines: [{ lineNo: 1, quantity: 2 }] })).toMatchObject({
      status: 409,
      body: { code: "exceeds_unreleased" },
    });
    expect(await cancel({ lines: [{ lineNo: 2 }] })).toMatchObject({ status: 422, body: { code: "unknown_line" } });
    await api.send("POST", `/orders/${orderNumber}/releases/1/ship`);
    await api.desk.work();
    const rest = await cancel({ lines: [{ lineNo: 1 }] });
    expect(rest.body).toMatchObject({
      cancelledAmount: usd(5_000),
      order: { total: usd(5_000), captured: usd(5_000) },
    });
    await api.desk.work();
    expect(await read(orderNumber)).toMatchObject({ captured: usd(5_000), coverage: { due: usd(0) }, worklist: [] });
    expect(await cancel({ lines: [{ lineNo: 1 }] })).toMatchObject({ status: 409 });
  });

  it("S06 I9: cancelling every line is cancelling the order", async () => {
    const orderNumber = await api.desk.confirmedOrder();
    const { body } = await api.send("POST", `/orders/${orderNumber}/cancel`, { body: { lines: [{ lineNo: 1 }] } });
    expect(body).toMatchObject({
      cancelledAmount: usd(20_000),
      order: { status: "cancelled" },
      attempts: [{ operation: "void" }],
    });
  });

  it("X04: what has shipped is not cancelled", async () => {
    const { orderNumber } = await shipped();
    expect(await api.send("POST", `/orders/${orderNumber}/cancel`)).toMatchObject({
      status: 409,
      body: { code: "already_shipped" },
    });
  });
});

describe("POST capture", () => {
  it("P05 P10 P15: a failed capture shows raw code and reason; capturing again takes the money, and says so", async () => {
    const { orderNumber, invoiceId } = await shipped();
    await api.desk.fault({ action: "decline", operation: "capture", code: "processing_error" });
    await api.desk.work();
    const failed = await read(orderNumber);
    expect(failed).toMatchObject({
      captureStatus: "failed",
      invoices: [
        {
          captureStatus: "failed",
          lastReason: "technical_fault",
          lastRawCode: expect.stringContaining("processing_error"),
        },
      ],
    });
    const { status, body } = await api.sendAndWork("POST", `/invoices/${invoiceId}/capture`, {
      headers: { "idempotency-key": "p10" },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      result: "captured",
      orderNumber,
      invoice: { captureStatus: "success", balance: usd(0) },
      attempts: [{ operation: "capture", attemptNo: 2, outcome: "succeeded" }],
    });
    const replayed = await api.send("POST", `/invoices/${invoiceId}/capture`, {
      headers: { "idempotency-key": "p10" },
    });
    expect(replayed.body).toEqual(body);
    expect(
      (await read(orderNumber)).captures.filter((each: { status: string }) => each.status === "captured"),
    ).toHaveLength(1);
  });

  it("P10 P11: a capture that fails again says why", async () => {
    const { invoiceId } = await shipped();
    await api.desk.fault({ action: "decline", operation: "capture", code: "processing_error", count: 2 });
    await api.desk.work();
    const { body } = await api.sendAndWork("POST", `/invoices/${invoiceId}/capture`);
    expect(body).toMatchObject({
      result: "failed",
      attempts: [{ outcome: "declined", reason: "technical_fault", reasonText: "Fault at the gateway" }],
    });
  });

  it("P13 P14: where the hold is gone it authorizes and captures in one call", async () => {
    const { orderNumber, invoiceId } = await shipped();
    await api.desk.fault({ action: "decline", operation: "capture", code: "processing_error" });
    await api.desk.work();
    await api.desk.database.pool.query("UPDATE invoices SET next_attempt_at = NULL WHERE id = $1", [invoiceId]);
    await api.desk.advance(8 * DAY_MS);
    const { body } = await api.sendAndWork("POST", `/invoices/${invoiceId}/capture`);
    expect(body).toMatchObject({ result: "captured", attempts: [{ operation: "authorize_and_capture" }] });
    expect((await read(orderNumber)).authorizations).toMatchObject([{ status: "expired" }, { status: "captured" }]);
  });

  it("W03: an invoice that was captured is not captured again", async () => {
    const { invoiceId } = await shipped();
    await api.desk.work();
    expect(await api.send("POST", `/invoices/${invoiceId}/capture`)).toMatchObject({
      status: 409,
      body: { code: "already_captured" },
    });
  });
});

describe("fraud", () => {
  it("P18 P19 P21: a stop ends capturing over the API too, until somebody lifts it with a reason", async () => {
    const { orderNumber, invoiceId } = await shipped();
    const path = `/orders/${orderNumber}/fraud-stop`;
    expect((await api.send("POST", path, { body: { reason: "Stolen parcel" } })).body.isFraudStopped).toBe(true);
    await api.desk.work();
    const capture = await api.send("POST", `/invoices/${invoiceId}/capture`);
    expect(capture).toMatchObject({ status: 409, body: { code: "order_fraud_stopped" } });
    const stopped = await read(orderNumber);
    expect(stopped).toMatchObject({ isFraudStopped: true, fraudReason: "Stolen parcel", captured: usd(0) });
    expect(stopped.attempts.filter((each: { operation: string }) => each.operation === "capture")).toEqual([]);

    expect((await api.send("DELETE", `${path}?reason=Parcel%20found`)).body.isFraudStopped).toBe(false);
    const audit = await api.desk.database.pool.query(
      "SELECT actor, action, reason FROM audit_log WHERE action LIKE 'fraud.%' ORDER BY id",
    );
    expect(audit.rows).toEqual([
      { actor: "api:commerce", action: "fraud.set", reason: "Stolen parcel" },
      { actor: "api:commerce", action: "fraud.lifted", reason: "Parcel found" },
    ]);
    expect((await api.sendAndWork("POST", `/invoices/${invoiceId}/capture`)).body.result).toBe("captured");
  });

  it("P20: a fraud service's verdict stops the order; a clear one lifts nothing", async () => {
    const orderNumber = await api.desk.confirmedOrder();
    const verdict = (word: string) =>
      api.send("POST", "/events/fraud", {
        body: { orderNumber, verdict: word, reason: "Score 97", service: "Watch", reference: "w-1" },
      });
    expect((await verdict("clear")).body.isFraudStopped).toBe(false);
    expect((await verdict("fraud")).body.isFraudStopped).toBe(true);
    expect((await read(orderNumber)).fraudReason).toBe("Score 97; Verdict: fraud; Watch; w-1");
    expect((await verdict("clear")).body.isFraudStopped).toBe(true);
    expect((await verdict("suspected")).body.isFraudStopped).toBe(true);
  });
});
