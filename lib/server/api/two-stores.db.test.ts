import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashApiKey } from "@/lib/auth/api-key";
import { createStore } from "@/lib/operations/store/create-store";
import { type ApiForTests, openApiForTests } from "./api-for-tests";
import { endpoints } from "./endpoints";

const SOUTH = "pk_test_south_0123456789";

let api: ApiForTests;
let orderNumber: string;
let invoiceId: string;
beforeAll(async () => {
  api = await openApiForTests();
  const { pool } = api.desk.database;
  await createStore(pool, {
    id: "south",
    name: "South",
    mark: "S",
    supportPhone: "",
    supportEmail: "",
    timeZone: "UTC",
    currency: "USD",
  });
  await pool.query(
    "INSERT INTO api_keys (store_id, id, name, key_hash, created_at) VALUES ('south', 'key_south', 'south', $1, now())",
    [hashApiKey(SOUTH)],
  );
  orderNumber = await api.desk.confirmedOrder({ quantity: 2 });
  await api.send("POST", `/orders/${orderNumber}/releases`, { body: { lines: [{ lineNo: 1, quantity: 1 }] } });
  const shipped = await api.send("POST", `/orders/${orderNumber}/releases/1/ship`);
  invoiceId = shipped.body.invoice.id;
  await api.desk.fault({ action: "decline", operation: "capture", code: "processing_error" });
  await api.desk.work();
  await api.send("POST", "/gift-cards/gift-0001/grants", { body: { amount, reference: "sale-1" } });
});
afterAll(() => api.close());

const amount = { amountMinor: 1, currency: "USD" };
const bodies: Record<string, unknown> = {
  repriceOrder: { lines: [{ sku: "A", name: "A", quantity: 1, unitPrice: amount }] },
  setFraudStop: { reason: "theirs" },
  liftFraudStop: { reason: "theirs" },
  refundOrder: { amount, reason: "theirs" },
  setOwnStatus: { value: "set" },
  reportReturnedCheck: { documentNumber: "CHK-1", reason: "theirs" },
};

/** Every call that names an order or an invoice, but for the one that makes an order of the caller's own. */
const reaching = endpoints.filter(
  ({ path, operationId }) => /\{(orderNumber|invoiceId)\}/.test(path) && operationId !== "putOrder",
);

function pathOf(template: string, order: string, invoice: string): string {
  return template
    .replace("{orderNumber}", order)
    .replace("{invoiceId}", invoice)
    .replace("{releaseNo}", "1")
    .replace("{fieldId}", "sfd_theirs");
}

describe("another store's key", () => {
  it.each(reaching.map((each) => [`${each.method} ${each.path}`, each] as const))(
    "AU-3 MR4-3: %s answers as if the order did not exist, and changes nothing",
    async (_name, { method, path, operationId }) => {
      const before = await fingerprint();
      const body = bodies[operationId];
      const sending = { key: SOUTH, ...(body !== undefined && { body }) };
      const foreign = await api.send(method, pathOf(path, orderNumber, invoiceId), sending);
      const missing = await api.send(method, pathOf(path, "NO-SUCH", "inv_none"), sending);
      expect(foreign.status).toBe(404);
      expect(foreign.body).toEqual(missing.body);
      expect(await fingerprint()).toEqual(before);
    },
  );

  it("AU-3: a verdict about another store's order finds no order", async () => {
    for (const verdict of ["fraud", "clear"]) {
      const sending = { key: SOUTH, body: { orderNumber, verdict } };
      expect(await api.send("POST", "/events/fraud", sending)).toMatchObject({ status: 404 });
    }
    expect((await api.send("GET", `/orders/${orderNumber}`)).body.isFraudStopped).toBe(false);
  });

  it("AU-3 MR4-3: lists, searches and worklists hold nothing of another store", async () => {
    const { account } = (await api.send("GET", `/orders/${orderNumber}`)).body;
    const email = encodeURIComponent(`${account.externalId.toLowerCase()}@example.com`);
    const searches = ["", `?q=${orderNumber}`, "?q=Carmen", `?account=${account.externalId}`, `?email=${email}`];
    for (const search of searches) {
      expect((await api.send("GET", `/orders${search}`)).body.items.length, search).toBeGreaterThan(0);
      expect((await api.send("GET", `/orders${search}`, { key: SOUTH })).body.items, search).toEqual([]);
    }
    expect((await api.send("GET", "/worklists/failed-captures")).body.items).toHaveLength(1);
    expect((await api.send("GET", "/worklists/failed-captures", { key: SOUTH })).body.items).toEqual([]);
  });

  it("AU-3: the same numbers in two stores are two accounts and two orders", async () => {
    await api.send("PUT", "/accounts/C-1", { body: { name: "North's" } });
    await api.send("PUT", "/accounts/C-1", { body: { name: "South's" }, key: SOUTH });
    const lines = [{ sku: "A", name: "A", quantity: 1, unitPrice: amount }];
    const body = { account: "C-1", source: "commerce", currency: "USD", lines };
    expect((await api.send("PUT", `/orders/${orderNumber}`, { body, key: SOUTH })).status).toBe(201);
    const south = await api.send("GET", `/orders/${orderNumber}`, { key: SOUTH });
    expect(south.body).toMatchObject({ status: "draft", account: { name: "South's" } });
    expect((await api.send("GET", `/orders/${orderNumber}`)).body).toMatchObject({ status: "confirmed" });
  });
});

describe("no key, or a key that counts no more", () => {
  it.each(endpoints.map((each) => [`${each.method} ${each.path}`, each] as const))(
    "MR4-1 I17: %s is refused and changes nothing",
    async (_name, { method, path, operationId }) => {
      const before = await fingerprint();
      const place = pathOf(path, orderNumber, invoiceId).replace("{name}", "unpaid").replace("{externalId}", "C-1");
      const body = bodies[operationId];
      for (const key of [null, "pk_test_wrong_0123456789", "short"]) {
        const sending = { key, ...(body !== undefined && { body }) };
        const refused = await api.send(method, place, sending);
        expect(refused).toMatchObject({ status: 401, body: { code: "unauthorized" } });
        expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
      }
      expect(await fingerprint()).toEqual(before);
    },
  );

  it("I17: a revoked key ends with the next request", async () => {
    const { pool } = api.desk.database;
    await pool.query("UPDATE api_keys SET revoked_at = now() WHERE id = 'key_south'");
    expect((await api.send("GET", "/orders", { key: SOUTH })).status).toBe(401);
    await pool.query("UPDATE api_keys SET revoked_at = NULL WHERE id = 'key_south'");
    expect((await api.send("GET", "/orders", { key: SOUTH })).status).toBe(200);
  });

  it("MR4-25: of a key only its hash is stored", async () => {
    const { rows } = await api.desk.database.pool.query("SELECT * FROM api_keys");
    expect(JSON.stringify(rows)).not.toContain(api.key);
    expect(rows.map((row) => row.key_hash)).toContain(hashApiKey(api.key));
  });
});

describe("GET", () => {
  it.each(endpoints.filter(({ method }) => method === "GET").map((each) => [each.path] as const))(
    "I12 MR4-15: %s changes nothing",
    async (path) => {
      const before = await fingerprint();
      const place = pathOf(path, orderNumber, invoiceId)
        .replace("{name}", "failed-captures")
        .replace("{cardToken}", "gift-0001");
      expect((await api.send("GET", place)).status).toBe(200);
      expect(await fingerprint()).toEqual(before);
    },
  );
});

/** Every row of the house in one word per table. */
async function fingerprint(): Promise<Record<string, string>> {
  const { pool } = api.desk.database;
  const words: Record<string, string> = {};
  for (const table of Object.keys(await api.rowCounts())) {
    const { rows } = await pool.query(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS word FROM "${table}" t`,
    );
    words[table] = rows[0].word;
  }
  return words;
}
