import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { hashApiKey } from "@/lib/auth/api-key";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { keepApiKey } from "@/lib/operations/staff/keep-api-key";
import { moneyJson, moneySchema, pageQuery } from "./api-fields";
import { defineEndpoint } from "./define-endpoint";
import { answer, defineRoute, type RouteAnswer, type RouteRefusal } from "./define-route";

vi.mock("@/lib/config/env", () => ({
  settings: () => ({ apiKey: null, appUrl: "http://localhost", isProduction: false }),
}));

const key = "pk_test_0123456789abcdef";

let db: TestDatabase;
let runs = 0;
let next: () => Promise<RouteAnswer | RouteRefusal>;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(
    `INSERT INTO stores (id, name, mark, support_phone, support_email, time_zone, currency, created_at)
     VALUES ('north', 'North', 'N', '', '', 'UTC', 'USD', now())`,
  );
  await keepApiKey(db.pool, { name: "commerce", keyHash: hashApiKey(key) });
});
afterAll(() => db.drop());
beforeEach(() => {
  runs = 0;
  next = async () => answer(201, { run: runs });
});

const endpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/refunds",
  operationId: "test",
  summary: "",
  params: z.strictObject({ orderNumber: z.string().max(20) }),
  body: z.strictObject({ amount: moneySchema, lines: z.array(z.strictObject({ sku: z.string() })).optional() }),
  answers: { 201: { description: "done" } },
  refusalStatus: { payment_failed: 402 },
});
const POST = defineRoute(
  endpoint,
  async (call, { params, body }) => {
    runs += 1;
    expect(call.storeId).toBe("north");
    expect(params.orderNumber).toBe("00042");
    expect(typeof body.amount.amountMinor).toBe("bigint");
    return next();
  },
  () => db,
);
const good = { amount: { amountMinor: 24118, currency: "USD" } };

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return POST(
    new Request("http://localhost/api/v1/orders/00042/refunds", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
    { params: Promise.resolve({ orderNumber: "00042" }) },
  );
}

async function codeOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = (await response.json()) as { code: string; status: number; errors?: unknown };
  expect(body.status).toBe(response.status);
  return body;
}

describe("who may call", () => {
  it("MR4-1: without a key, with a wrong one, or with a revoked one nothing runs", async () => {
    for (const authorization of ["", "Bearer ", "Bearer pk_test_0123456789abcdeX", `Basic ${key}`]) {
      const response = await post(good, { authorization });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect((await codeOf(response)).code).toBe("unauthorized");
    }
    await db.pool.query("UPDATE api_keys SET revoked_at = now()");
    expect((await post(good)).status).toBe(401);
    await db.pool.query("UPDATE api_keys SET revoked_at = NULL");
    expect((await post(good)).status).toBe(201);
    expect(runs).toBe(1);
  });

  it("MR4-12: a person's cookie is no key", async () => {
    const response = await post(good, { authorization: "", cookie: "paydesk-session=anything" });
    expect(response.status).toBe(401);
  });
});

describe("what it takes", () => {
  const cases: [string, unknown, number, string, unknown][] = [
    ["not JSON", "{", 400, "invalid_json", undefined],
    ["an unknown field", { ...good, isPaid: true }, 422, "invalid_request", "/isPaid"],
    [
      "an unknown field inside",
      { ...good, lines: [{ sku: "a", "p/q~r": 1 }] },
      422,
      "invalid_request",
      "/lines/0/p~1q~0r",
    ],
    ["a fraction", { amount: { amountMinor: 0.1, currency: "USD" } }, 422, "invalid_request", "/amount/amountMinor"],
    ["a text amount", { amount: { amountMinor: "1", currency: "USD" } }, 422, "invalid_request", "/amount/amountMinor"],
    [
      "a negative amount",
      { amount: { amountMinor: -1, currency: "USD" } },
      422,
      "invalid_request",
      "/amount/amountMinor",
    ],
    [
      "an amount past 2^53",
      '{"amount":{"amountMinor":9007199254740993,"currency":"USD"}}',
      422,
      "invalid_request",
      "/amount/amountMinor",
    ],
    ["a missing field", {}, 422, "invalid_request", "/amount"],
    ["a list for an object", [], 422, "invalid_request", ""],
  ];
  it.each(cases)(
    "MR4-33: %s is refused with a pointer and nothing runs",
    async (_name, body, status, code, pointer) => {
      const response = await post(body);
      expect(response.status).toBe(status);
      const told = await codeOf(response);
      expect(told.code).toBe(code);
      if (pointer !== undefined) expect(told.errors).toEqual([expect.objectContaining({ pointer })]);
      expect(runs).toBe(0);
    },
  );

  it("MR4-33: 64 KB is the end of a command, told or streamed", async () => {
    expect((await codeOf(await post({ ...good, lines: [{ sku: "x".repeat(66_000) }] }))).code).toBe(
      "content_too_large",
    );
    expect((await post(good, { "content-type": "text/plain" })).status).toBe(415);
    expect((await post(good, { "content-type": "application/json; charset=utf-16" })).status).toBe(415);
    expect(runs).toBe(0);
  });

  it("MR4-33: repeated and unknown query parameters are refused", async () => {
    const GET = defineRoute(
      defineEndpoint({
        method: "GET",
        path: "/orders",
        operationId: "list",
        summary: "",
        query: z.strictObject({ ...pageQuery, status: z.enum(["confirmed"]).optional() }),
        answers: { 200: { description: "" } },
      }),
      async (_call, { query }) => answer(200, query),
      () => db,
    );
    const get = (search: string) =>
      GET(new Request(`http://localhost/api/v1/orders${search}`, { headers: { authorization: `Bearer ${key}` } }), {
        params: Promise.resolve({}),
      });
    expect(await (await get("?limit=10")).json()).toEqual({ limit: 10 });
    expect(await (await get("")).json()).toEqual({ limit: 50 });
    for (const search of [
      "?limit=10&limit=20",
      "?limit=0",
      "?limit=201",
      "?limit=1e1",
      "?status=x",
      "?sort=name",
      "?__proto__=1",
    ]) {
      const told = await codeOf(await get(search));
      expect(told.code).toBe("invalid_request");
      expect(told.errors).toHaveLength(1);
    }
  });
});

describe("what it answers", () => {
  it("MR4-40: a bug answers with a reference and nothing else", async () => {
    next = async () => {
      throw new Error("SELECT secret FROM keys at /somewhere.ts:1");
    };
    const response = await post(good, { "x-correlation-id": "click-7" });
    expect(response.status).toBe(500);
    expect(response.headers.get("x-correlation-id")).toBe("click-7");
    expect(await response.text()).toBe(
      '{"type":"about:blank","title":"Internal error","status":500,"code":"internal_error","detail":"Reference click-7"}',
    );
  });

  it("MR4-33: a refusal is a problem document with its own code and status", async () => {
    const refusals = { stale_version: 409, order_not_found: 404, invalid_currency: 422, payment_failed: 402 };
    for (const [reason, status] of Object.entries(refusals)) {
      next = async () => ({ ok: false, reason });
      const response = await post(good);
      expect(response.status).toBe(status);
      expect((await codeOf(response)).code).toBe(reason);
    }
  });

  it("I3: amounts leave as whole numbers, and one that a number cannot hold is never rounded", async () => {
    next = async () => answer(200, { total: moneyJson({ amountMinor: 9_007_199_254_740_991n, currency: "JPY" }) });
    expect(await (await post(good)).text()).toBe('{"total":{"amountMinor":9007199254740991,"currency":"JPY"}}');
    next = async () => answer(200, { total: moneyJson({ amountMinor: 9_007_199_254_740_992n, currency: "JPY" }) });
    expect((await post(good)).status).toBe(500);
  });

  it("MR4-17: nothing it answers may be kept by a cache; a forged correlation id is replaced", async () => {
    const response = await post(good, { "x-correlation-id": "a b" });
    expect(response.headers.get("cache-control")).toMatch(/^no-store\b/);
    expect(response.headers.get("x-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("Idempotency-Key", () => {
  it("DC-3: same key and body gives the stored answer and runs once, byte by byte", async () => {
    next = async () => answer(201, { z: 1, a: { total: 5n }, run: runs }, { location: "/api/v1/x" });
    const first = await post(good, { "idempotency-key": "k-1" });
    const second = await post(good, { "idempotency-key": "k-1" });
    expect(runs).toBe(1);
    expect(second.status).toBe(201);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get("location")).toBe("/api/v1/x");
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  it("DC-3: same key with another body is refused and runs nothing", async () => {
    await post(good, { "idempotency-key": "k-2" });
    const other = await post({ amount: { amountMinor: 1, currency: "USD" } }, { "idempotency-key": "k-2" });
    expect(other.status).toBe(422);
    expect((await codeOf(other)).code).toBe("idempotency_key_reused");
    expect(runs).toBe(1);
  });

  it("DC-1: twenty at once run once; the others are told that it runs, or get its answer", async () => {
    let finish = () => {};
    next = () =>
      new Promise((resolve) => {
        finish = () => resolve(answer(201, { run: runs }));
      });
    const postOne = async () => {
      const response = await post(good, { "idempotency-key": "k-3" });
      // The one that runs is not done before somebody has been told that it runs.
      if (response.status === 409) finish();
      return response;
    };
    const responses = await Promise.all(Array.from({ length: 20 }, postOne));
    expect(runs).toBe(1);
    const statuses = new Set(responses.map((response) => response.status));
    expect([...statuses].sort()).toEqual([201, 409]);
    expect((await post(good, { "idempotency-key": "k-3" })).headers.get("idempotent-replayed")).toBe("true");
  });

  it("DC-3: a remembered refusal stays; a bug frees the key", async () => {
    next = async () => ({ ok: false, reason: "payment_failed" });
    await post(good, { "idempotency-key": "k-4" });
    next = async () => answer(201, {});
    expect((await post(good, { "idempotency-key": "k-4" })).status).toBe(402);

    next = async () => {
      throw new Error("lost");
    };
    expect((await post(good, { "idempotency-key": "k-5" })).status).toBe(500);
    next = async () => answer(201, {});
    expect((await post(good, { "idempotency-key": "k-5" })).status).toBe(201);
  });

  it("DC-5: what a dead process left running is taken over after two minutes, not before", async () => {
    next = async () => answer(201, {});
    await post(good, { "idempotency-key": "k-6" });
    const leave = (age: string) =>
      db.pool.query(
        `UPDATE idempotency_records SET finished_at = NULL, status = NULL, created_at = clock_timestamp() - $1::interval WHERE key = 'k-6'`,
        [age],
      );
    await leave("1 minute");
    expect((await codeOf(await post(good, { "idempotency-key": "k-6" }))).code).toBe("idempotency_key_in_use");
    await leave("3 minutes");
    expect((await post(good, { "idempotency-key": "k-6" })).status).toBe(201);
  });

  it("MR4-33: a key that is no plain text is refused; two callers never share a key's answer", async () => {
    expect((await post(good, { "idempotency-key": "x".repeat(256) })).status).toBe(422);
    const other = "pk_test_another_key_0001";
    await keepApiKey(db.pool, { name: "erp", keyHash: hashApiKey(other) });
    await post(good, { "idempotency-key": "k-7" });
    await post(good, { "idempotency-key": "k-7", authorization: `Bearer ${other}` });
    expect(runs).toBe(2);
  });
});
