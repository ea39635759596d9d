import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { importPayments } from "@/lib/operations/import/import-payments";
import { createStore } from "@/lib/operations/store/create-store";
import { importFile } from "./import-file";
import olist from "./mappings/olist.json";
import paydesk from "./mappings/paydesk.json";
import { mappingSchema } from "./row-mapping";

const realPayments = join(import.meta.dirname, "../../../shared/data/olist-order-payments.csv.gz");
const mappings = [olist, paydesk].map((mapping) => mappingSchema.parse(mapping));
const folder = mkdtempSync(join(tmpdir(), "import-"));
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await createStore(database.pool, {
    id: "shop",
    name: "Shop",
    mark: "S",
    supportPhone: "1",
    supportEmail: "s@example.com",
    timeZone: "UTC",
    currency: "BRL",
  });
});
afterAll(() => database.drop());

function load(path: string, storeId = "shop") {
  const context = {
    pool: database.pool,
    storeId,
    actor: { kind: "system", job: "import_orders" } as const,
    correlationId: "import",
  };
  return importFile(path, { mappings, chosen: undefined }, (payments) => importPayments(context, payments));
}

async function one<T>(text: string, values: unknown[] = []): Promise<T> {
  return (await database.pool.query(text, values)).rows[0] as T;
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("importing orders", () => {
  it("DM-2 S15: a file of payments in any order becomes finished orders, each with its payments in sequence; a second run loads nothing twice", async () => {
    const path = file(
      "small.csv",
      "order_id,payment_sequential,payment_type,payment_installments,payment_value\na1,2,voucher,1,20.05\nb2,1,boleto,1,61.30\na1,1,credit_card,8,99.33\nc3,1,not_defined,1,0.00\n",
    );
    const first = await load(path);
    expect(first).toMatchObject({ rowsRead: 4, refused: [], counts: { orders: 3, payments: 4, alreadyLoaded: 0 } });
    const order = await one<{ total_minor: bigint; captured_minor: bigint; is_manual_only: boolean; currency: string }>(
      "SELECT * FROM orders WHERE order_number = 'a1'",
    );
    expect(order).toMatchObject({
      total_minor: 11_938n,
      captured_minor: 11_938n,
      currency: "BRL",
      is_manual_only: true,
    });
    const methods = await database.pool.query(
      "SELECT sequence, kind, fixed_minor FROM order_payment_methods m JOIN orders o ON o.id = m.order_id WHERE o.order_number = 'a1' ORDER BY sequence",
    );
    expect(methods.rows).toEqual([
      { sequence: 1, kind: "card", fixed_minor: 9_933n },
      { sequence: 2, kind: "stored_value", fixed_minor: 2_005n },
    ]);
    const again = await load(path);
    expect(again.counts).toMatchObject({ orders: 0, payments: 0, alreadyLoaded: 4 });
    expect(again.refused).toEqual([]);
  });

  it("CU-3 IN-3: wrong rows are refused one by one with their line and reason, the rest is loaded, plain or gzip, CSV or JSON Lines", async () => {
    const rows = [
      { orderNumber: "j1", sequence: 1, type: "card", amountMinor: "1200", currency: "JPY", account: "acme" },
      { orderNumber: "j1", sequence: 2, type: "card", amountMinor: "5", currency: "USD", account: "acme" },
      { orderNumber: "", sequence: 1, type: "card", amountMinor: "5", currency: "JPY", account: "acme" },
      { orderNumber: "j2", sequence: 1, type: "card", amountMinor: "1.234,56", currency: "JPY", account: "acme" },
      { orderNumber: "j3", sequence: 1, type: "bitcoin", amountMinor: "5", currency: "JPY", account: "acme" },
      { orderNumber: "j1", sequence: 1, type: "card", amountMinor: "7", currency: "JPY", account: "acme" },
    ].map((row) => JSON.stringify(row));
    const path = file("rows.jsonl.gz", gzipSync(`${rows.join("\n")}\nnot json\n`));
    const result = await load(path);
    expect(result.counts).toMatchObject({ orders: 1, payments: 1 });
    expect(result.refused.map((line) => line.lineNo)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(result.refused.map((line) => line.why).join("; ")).toMatch(
      /another currency.*orderNumber.*not an amount in JPY.*bitcoin.*repeats payment 1.*not JSON/,
    );
    const csv = file(
      "torn.csv",
      "order_id,payment_sequential,payment_type,payment_installments,payment_value\nx1,1,boleto,1\nx2,1,boleto,1,1.00\nx3,1,boleto,1,1.005\n",
    );
    const torn = await load(csv);
    expect(torn.counts).toMatchObject({ orders: 1 });
    expect(torn.refused.map((line) => line.lineNo)).toEqual([2, 4]);
  });

  it("DM-2: a row that differs from what was imported before, or names an order the desk works on, is refused", async () => {
    const head = "order_id,payment_sequential,payment_type,payment_installments,payment_value\n";
    const changed = await load(file("changed.csv", `${head}b2,1,boleto,1,61.31\n`));
    expect(changed.refused).toEqual([{ lineNo: 2, why: "differs from what was imported before" }]);
    await database.pool.query("UPDATE orders SET is_manual_only = false WHERE order_number = 'b2'");
    const foreign = await load(file("foreign.csv", `${head}b2,1,boleto,1,61.30\n`));
    expect(foreign.refused).toEqual([{ lineNo: 2, why: "belongs to an order that was not imported" }]);
  });

  it.skipIf(!existsSync(realPayments))(
    "DM-2 I3: the real payments load whole: 99,440 orders, 103,886 payments, 16,008,872.12 BRL, and the books balance",
    async () => {
      await createStore(database.pool, {
        id: "olist",
        name: "Olist",
        mark: "O",
        supportPhone: "1",
        supportEmail: "o@example.com",
        timeZone: "America/Sao_Paulo",
        currency: "BRL",
      });
      const result = await load(realPayments, "olist");
      expect(result).toMatchObject({ rowsRead: 103_886, refused: [], counts: { orders: 99_440, payments: 103_886 } });
      const sums = await one<Record<string, string>>(
        `SELECT (SELECT sum(total_minor) FROM reporting.orders WHERE store_id = 'olist')::text AS orders,
          (SELECT sum(amount_minor) FROM reporting.captures WHERE store_id = 'olist')::text AS captures,
          (SELECT count(*) FROM reporting.payment_methods WHERE store_id = 'olist')::text AS payments,
          (SELECT sum(amount_minor) FROM reporting.ledger_entries WHERE store_id = 'olist' AND account = 'clearing:offline')::text AS books`,
      );
      expect(sums).toEqual({ orders: "1600887212", captures: "1600887212", payments: "103886", books: "1600887212" });
    },
    180_000,
  );
});
