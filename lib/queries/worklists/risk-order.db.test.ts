import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { currencyCodes, currencyDecimals } from "@/lib/payments/currency";
import { riskOrder } from "./risk-order";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("money at risk against time left", () => {
  it("H03: the bands begin at 1,000, 250 and 50 of the currency", async () => {
    const bandOf = async (amountMinor: number, currency: string) => {
      const { rows } = await database.pool.query("SELECT paydesk_risk_band($1, $2::bpchar) AS band", [
        amountMinor,
        currency,
      ]);
      return Number(rows[0].band);
    };
    expect(await bandOf(100_000, "USD")).toBe(1);
    expect(await bandOf(99_999, "USD")).toBe(2);
    expect(await bandOf(20_000, "EUR")).toBe(3);
    expect(await bandOf(2_000, "GBP")).toBe(4);
    expect(await bandOf(48_200, "JPY")).toBe(2);
    expect(await bandOf(27_500, "KWD")).toBe(4);
    expect(await bandOf(894_000, "NOK")).toBe(2);
  });

  it("CU-1: the database knows the decimals of every currency that the house knows", async () => {
    const { rows } = await database.pool.query(
      "SELECT code, paydesk_rough_worth(1000000000000, code::bpchar) AS worth FROM unnest($1::text[]) AS code",
      [currencyCodes],
    );
    for (const { code, worth } of rows as { code: string; worth: bigint }[]) {
      const thousandths = 1_000_000_000_000n * 10n ** BigInt(3 - currencyDecimals(code));
      const units = thousandths / worth;
      expect([1n, 10n, 100n, 1_000n, 10_000n], code).toContain(units);
      expect(units * worth, code).toBe(thousandths);
    }
  });

  it("H03 X02: an index walks the lists in this order, so that a page costs no sort", async () => {
    const client = await database.pool.connect();
    try {
      await client.query("SET enable_seqscan = off; SET enable_sort = off");
      const order = riskOrder("w")
        .map((key) => key.sql)
        .join(", ");
      const { rows } = await client.query(
        `EXPLAIN SELECT * FROM worklist_items w WHERE w.store_id = 's' AND w.list = 'unpaid' AND w.closed_at IS NULL ORDER BY ${order} LIMIT 51`,
      );
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan).toContain("worklist_items_by_risk");
      expect(plan).not.toContain("Sort");
    } finally {
      client.release();
    }
  });
});
