import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
let invoiceId: string;
beforeAll(async () => {
  api = await openApiForTests();
  await api.send("PUT", "/accounts/C-1", { body: { name: "Carmen Moreno", email: "carmen@example.com" } });
  await api.send("PUT", "/orders/D-1", { body: order() });
  const confirmed = await api.desk.confirmedOrder({ quantity: 3 });
  await api.send("POST", `/orders/${confirmed}/releases`, { body: { lines: [{ lineNo: 1, quantity: 1 }] } });
  const shipped = await api.send("POST", `/orders/${confirmed}/releases/1/ship`);
  invoiceId = shipped.body.invoice.id;
  await api.desk.work();
  live = confirmed;
});
afterAll(() => api.close());

let live: string;
const usd = (amountMinor: unknown) => ({ amountMinor, currency: "USD" });
const line = (fields: object = {}) => ({ sku: "A", name: "A lens", quantity: 1, unitPrice: usd(100), ...fields });
const order = (fields: object = {}) => ({
  account: "C-1",
  source: "commerce",
  currency: "USD",
  lines: [line()],
  ...fields,
});
const card = (fields: object = {}) => ({ paymentMethods: [{ type: "card", gatewayToken: "pm_1", ...fields }] });

describe("PUT order: what does not fit is refused with a pointer, and nothing is stored", () => {
  const cases: [string, object, string, string][] = [
    ["an unknown field", { isPaid: true }, "/isPaid", "unknown_field"],
    ["a total from outside", { total: usd(1) }, "/total", "unknown_field"],
    ["an unknown field of a line", { lines: [line({ "a/b": 1 })] }, "/lines/0/a~1b", "unknown_field"],
    ["no lines", { lines: [] }, "/lines", "too_small"],
    ["501 lines", { lines: Array.from({ length: 501 }, () => line()) }, "/lines", "too_big"],
    ["a quantity of zero", { lines: [line({ quantity: 0 })] }, "/lines/0/quantity", "too_small"],
    ["a quantity as text", { lines: [line({ quantity: "2" })] }, "/lines/0/quantity", "invalid_type"],
    ["half a unit", { lines: [line({ quantity: 0.5 })] }, "/lines/0/quantity", "invalid_type"],
    ["a negative price", { lines: [line({ unitPrice: usd(-1) })] }, "/lines/0/unitPrice/amountMinor", "too_small"],
    ["a fraction", { lines: [line({ unitPrice: usd(0.1) })] }, "/lines/0/unitPrice/amountMinor", "invalid_type"],
    ["1,00", { lines: [line({ unitPrice: usd("1,00") })] }, "/lines/0/unitPrice/amountMinor", "invalid_type"],
    ["null for an amount", { lines: [line({ tax: usd(null) })] }, "/lines/0/tax/amountMinor", "invalid_type"],
    ["16 digits", { lines: [line({ unitPrice: usd(1e15) })] }, "/lines/0/unitPrice/amountMinor", "too_big"],
    ["a bare number for money", { lines: [line({ unitPrice: 100 })] }, "/lines/0/unitPrice", "invalid_type"],
    [
      "a sum that no column holds",
      { lines: [line({ unitPrice: usd(999_999_999_999_999), quantity: 100_000 })] },
      "/lines",
      "too_big",
    ],
    [
      "another currency in a line",
      { lines: [line(), line({ tax: { amountMinor: 1, currency: "EUR" } })] },
      "/lines/1/tax/currency",
      "currency_mismatch",
    ],
    [
      "another currency in a limit",
      card({ limit: { amountMinor: 1, currency: "EUR" } }),
      "/paymentMethods/0/limit/currency",
      "currency_mismatch",
    ],
    ["no currency of this world", { currency: "XXZ" }, "/currency", "invalid_value"],
    [
      "a negative discount",
      { lines: [line({ adjustments: usd(-5) })] },
      "/lines/0/adjustments/amountMinor",
      "too_small",
    ],
    [
      "a negative discount in a list",
      { lines: [line({ adjustments: [usd(1), usd(-5)] })] },
      "/lines/0/adjustments/1/amountMinor",
      "too_small",
    ],
    ["a discount above its line", { lines: [line({ adjustments: usd(101) })] }, "/lines/0/adjustments", "too_big"],
    [
      "a card number for a token",
      card({ gatewayToken: "4242 4242 4242 4242" }),
      "/paymentMethods/0/gatewayToken",
      "invalid_value",
    ],
    ["a limit and unlimited", card({ limit: usd(1), unlimited: true }), "/paymentMethods/0/unlimited", "contradiction"],
    [
      "a prior hold of nothing",
      card({ priorAuthorization: { gatewayReference: "pi_1", amount: usd(0) } }),
      "/paymentMethods/0/priorAuthorization/amount/amountMinor",
      "too_small",
    ],
    ["a date without a zone", { placedAt: "2026-01-01T00:00:00" }, "/placedAt", "invalid_format"],
    ["a NUL in a text", { lines: [line({ name: "a\0b" })] }, "/lines/0/name", "invalid_text"],
    ["half a surrogate pair", { reference: "a\ud800b" }, "/reference", "invalid_text"],
  ];
  it.each(cases)("IN-3 MR4-33: %s", async (_name, fields, pointer, code) => {
    const errors = await api.refused("PUT", "/orders/D-2", { body: order(fields) }, 422, "invalid_request");
    expect(errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it("MR4-33: a missing field is named as required", async () => {
    const { account: _, ...rest } = order();
    const errors = await api.refused("PUT", "/orders/D-2", { body: rest }, 422, "invalid_request");
    expect(errors).toEqual([expect.objectContaining({ pointer: "/account", code: "required" })]);
  });

  const refusals: [string, object, string, string][] = [
    ["an account that does not exist", { account: "C-404" }, "account_not_found", "/account"],
    [
      "a way to pay that the store does not take",
      { paymentMethods: [{ type: "check" }] },
      "payment_type_not_allowed",
      "/paymentMethods/0/type",
    ],
    [
      "a card without a token",
      { paymentMethods: [{ type: "card" }] },
      "payment_token_missing",
      "/paymentMethods/0/gatewayToken",
    ],
    ["S34: a code that is no promotion", { promotions: ["SPRING"] }, "promotion_not_valid", "/promotions/0"],
  ];
  it.each(refusals)("MR4-33: %s", async (_name, fields, code, pointer) => {
    const errors = await api.refused("PUT", "/orders/D-2", { body: order(fields) }, 422, code);
    expect(errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it("IN-3: half a megabyte is the end of an order; 400 KB is not", async () => {
    const big = order({
      lines: Array.from({ length: 500 }, () => line({ name: "x".repeat(200), sku: "y".repeat(80) })),
    });
    expect(JSON.stringify(big).length).toBeGreaterThan(150_000);
    expect((await api.send("PUT", "/orders/D-big", { body: big })).status).toBe(201);
    await api.refused("PUT", "/orders/D-2", { text: "x".repeat(600_000), headers: json }, 413, "content_too_large");
  });
});

const json = { "content-type": "application/json" };

describe("every command: what is no request is refused, and nothing is stored", () => {
  const commands: [string, string][] = [
    ["PUT", "/accounts/C-2"],
    ["PUT", "/orders/D-2"],
    ["POST", "/orders/LIVE/reprice"],
    ["POST", "/orders/LIVE/releases"],
    ["POST", "/orders/LIVE/releases/1/ship"],
    ["POST", "/orders/LIVE/cancel"],
    ["POST", "/orders/LIVE/refunds"],
    ["POST", "/orders/LIVE/approval-requests"],
    ["PUT", "/orders/LIVE/statuses/sfd_none"],
    ["POST", "/orders/LIVE/fraud-stop"],
    ["DELETE", "/orders/LIVE/fraud-stop"],
    ["POST", "/events/fraud"],
    ["POST", "/invoices/INVOICE/capture"],
  ];
  it.each(commands)("IN-3 MR4-33: %s %s", async (method, template) => {
    const path = template.replace("LIVE", live).replace("INVOICE", invoiceId);
    await api.refused(method, path, { text: "{", headers: json }, 400, "invalid_json");
    await api.refused(method, path, { text: "[".repeat(30_000), headers: json }, 400, "invalid_json");
    await api.refused(
      method,
      path,
      { text: "{}", headers: { "content-type": "text/plain" } },
      415,
      "unsupported_media_type",
    );
    await api.refused(
      method,
      path,
      { text: "a=1", headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
      "unsupported_media_type",
    );
    await api.refused(method, path, { text: "x".repeat(600_000), headers: json }, 413, "content_too_large");
    for (const body of [[], "text", 7, null]) await api.refused(method, path, { body }, 422, "invalid_request");
    const unknown = await api.refused(method, path, { body: { isPaid: true, reason: "x" } }, 422, "invalid_request");
    expect(unknown).toContainEqual(expect.objectContaining({ pointer: "/isPaid", code: "unknown_field" }));
    const polluted = await api.refused(
      method,
      path,
      { text: '{"__proto__":{"a":1}}', headers: json },
      422,
      "invalid_request",
    );
    expect(polluted).toContainEqual(expect.objectContaining({ code: "unknown_field" }));
    const query = await api.refused(method, `${path}?force=1`, { body: {} }, 422, "invalid_request");
    expect(query).toContainEqual(expect.objectContaining({ parameter: "force", code: "unknown_parameter" }));
  });

  it("MR4-33: confirm takes no body", async () => {
    await api.refused("POST", "/orders/D-1/confirm", { body: { amount: 1 } }, 422, "invalid_request");
  });

  it("MR4-33 DC-3: a key that came with another body, and a key that is no text", async () => {
    const headers = { "idempotency-key": "h-1" };
    const path = `/orders/${live}/cancel`;
    const body = { reason: "a", version: 999 };
    expect((await api.send("POST", path, { body, headers })).body.code).toBe("stale_version");
    await api.refused("POST", path, { body: { ...body, reason: "b" }, headers }, 422, "idempotency_key_reused");
    await api.refused("POST", path, { body: {}, headers: { "idempotency-key": "é" } }, 422, "invalid_idempotency_key");
    const again = await api.send("POST", path, { body, headers });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
  });

  it("DC-3: while the first request with a key still runs, the second is told so", async () => {
    await api.desk.database.pool.query(
      `INSERT INTO idempotency_records (store_id, api_key_id, key, request_hash, created_at)
       SELECT store_id, id, 'h-2', $1, clock_timestamp() FROM api_keys`,
      [await hashOf("POST", `/api/v1/orders/${live}/cancel`, "{}")],
    );
    const sending = { body: {}, headers: { "idempotency-key": "h-2" } };
    await api.refused("POST", `/orders/${live}/cancel`, sending, 409, "idempotency_key_in_use");
  });
});

async function hashOf(method: string, path: string, body: string): Promise<string> {
  const { createHash } = await import("node:crypto");
  return createHash("sha256").update(`${method} ${path}\n${body}`).digest("hex");
}
