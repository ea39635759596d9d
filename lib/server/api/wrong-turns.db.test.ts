import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
let live: string;
let invoiceId: string;
beforeAll(async () => {
  api = await openApiForTests();
  await api.send("PUT", "/accounts/C-1", { body: { name: "Carmen Moreno", email: "carmen@example.com" } });
  await api.send("PUT", "/orders/D-1", { body: order });
  live = await api.desk.confirmedOrder({ quantity: 3 });
  await api.send("POST", `/orders/${live}/releases`, { body: { lines: [{ lineNo: 1, quantity: 1 }] } });
  const shipped = await api.send("POST", `/orders/${live}/releases/1/ship`);
  invoiceId = shipped.body.invoice.id;
  await api.desk.work();
});
afterAll(() => api.close());

const line = (fields: object = {}) => ({
  sku: "A",
  name: "A lens",
  quantity: 1,
  unitPrice: { amountMinor: 100, currency: "USD" },
  ...fields,
});
const order = { account: "C-1", source: "commerce", currency: "USD", lines: [line()] };

describe("wrong turns", () => {
  it("MR4-33: a line named twice, lines that do not exist, more than was ordered", async () => {
    const path = `/orders/${live}/releases`;
    const twice = {
      lines: [
        { lineNo: 1, quantity: 1 },
        { lineNo: 1, quantity: 1 },
      ],
    };
    const errors = await api.refused("POST", path, { body: twice }, 422, "invalid_request");
    expect(errors).toEqual([expect.objectContaining({ pointer: "/lines/1/lineNo", code: "repeated_line" })]);
    await api.refused("POST", path, { body: { lines: [{ lineNo: 9, quantity: 1 }] } }, 422, "unknown_line");
    await api.refused("POST", path, { body: { lines: [{ lineNo: 1, quantity: 3 }] } }, 409, "exceeds_ordered");
    await api.refused(
      "POST",
      path,
      { body: { lines: [{ lineNo: 1, quantity: 2 ** 53 - 1 }] } },
      409,
      "exceeds_ordered",
    );
  });

  it("MR4-33: reprice in another currency than the order's", async () => {
    const lines = [line({ unitPrice: { amountMinor: 1, currency: "EUR" } })];
    const errors = await api.refused("POST", `/orders/${live}/reprice`, { body: { lines } }, 422, "currency_mismatch");
    expect(errors).toEqual([expect.objectContaining({ pointer: "/lines/0/unitPrice/currency" })]);
  });

  it("CC-1: a version that is not the order's any more", async () => {
    const body = { version: 999, reason: "late" };
    await api.refused("POST", `/orders/${live}/cancel`, { body }, 409, "stale_version");
    await api.refused("POST", `/invoices/${invoiceId}/capture`, { body: { version: 999 } }, 409, "stale_version");
  });

  it("MR4-36: steps out of order", async () => {
    await api.refused("POST", "/orders/D-1/releases", {}, 409, "order_not_confirmed");
    await api.refused("POST", "/orders/D-1/reprice", { body: { lines: [line()] } }, 409, "order_not_confirmed");
    await api.refused("POST", `/orders/${live}/releases/9/ship`, {}, 404, "no_such_release");
    await api.refused("POST", `/invoices/${invoiceId}/capture`, {}, 409, "already_captured");
    await api.refused("PUT", `/orders/${live}`, { body: order }, 409, "order_already_confirmed");
    await api.refused("DELETE", `/orders/${live}/fraud-stop`, { body: { reason: "none" } }, 409, "not_stopped");
  });

  it("P21: a fraud stop is neither set nor lifted without a reason", async () => {
    const set = await api.refused("POST", `/orders/${live}/fraud-stop`, { body: {} }, 422, "invalid_request");
    expect(set).toEqual([expect.objectContaining({ pointer: "/reason", code: "required" })]);
    const lifted = await api.refused("DELETE", `/orders/${live}/fraud-stop`, {}, 422, "invalid_reason");
    expect(lifted).toEqual([expect.objectContaining({ pointer: "/reason", code: "required" })]);
  });

  it("MR4-33: paths, lists, cursors and limits that are none", async () => {
    await api.refused("GET", "/orders/D-404", {}, 404, "order_not_found");
    await api.refused("GET", "/orders/a%00b", {}, 422, "invalid_request");
    await api.refused("GET", `/orders/${"x".repeat(41)}`, {}, 422, "invalid_request");
    await api.refused("GET", "/worklists/everything", {}, 404, "worklist_not_found");
    await api.refused("GET", "/orders?q=%00", {}, 422, "invalid_request");
    const elsewhere = Buffer.from(JSON.stringify(["unpaid", null, "wli_1"])).toString("base64url");
    for (const cursor of ["x", "bm90aGluZw", elsewhere]) {
      const errors = await api.refused("GET", `/orders?cursor=${cursor}`, {}, 422, "invalid_cursor");
      expect(errors).toEqual([expect.objectContaining({ parameter: "cursor" })]);
    }
    for (const query of [
      "limit=0",
      "limit=201",
      "limit=1&limit=2",
      "status=paid",
      "sort=total",
      "placedFrom=yesterday",
    ])
      await api.refused("GET", `/orders?${query}`, {}, 422, "invalid_request");
  });

  it("IN-3 MR4-35: a search is words, whatever they are", async () => {
    for (const q of ["%".repeat(120), "'; DROP TABLE orders; --", "\\", "\u202e"]) {
      const { status, body } = await api.send("GET", `/orders?q=${encodeURIComponent(q)}`);
      expect({ status, items: body.items }).toEqual({ status: 200, items: [] });
    }
  });

  it("MR4-33: a method that a path does not have", async () => {
    for (const [method, path, allow] of [
      ["DELETE", "/orders/D-1", "GET, PUT"],
      ["GET", "/orders/D-1/confirm", "POST"],
      ["POST", "/openapi.json", "GET"],
      ["PATCH", "/accounts/C-1", "PUT"],
    ] as const) {
      await api.refused(method, path, {}, 405, "method_not_allowed");
      expect((await api.send(method, path)).headers.get("allow")).toBe(allow);
    }
  });
});
