import { escapeLiteral, type Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { createStore } from "@/lib/operations/store/create-store";
import { toInstant } from "@/lib/payments/instant";
import { listApiOrders } from "./api/list-api-orders";
import { listApiWorklist } from "./api/list-api-worklist";
import { addLargeShop, addUnpaidOrders, LARGE } from "./large-shop-for-tests";
import { listOrders } from "./orders/list-orders";
import { parseOrderFilter } from "./orders/order-filter";
import { loadPayFacts } from "./pay/pay-facts";
import type { QueryScope } from "./query-scope";
import { findRecords } from "./shell/find-records";
import { getShellCounts } from "./shell/get-shell-counts";
import { countWorklist } from "./worklists/count-worklist";
import { listWorklistOrders } from "./worklists/list-worklist-orders";
import { noFilter, parseWorklistFilter } from "./worklists/worklist-filter";

let database: TestDatabase;
let scope: QueryScope;

beforeAll(async () => {
  database = await createTestDatabase();
  await createStore(database.pool, {
    id: LARGE,
    name: "Large",
    mark: "L",
    supportPhone: "+44 20 7946 0000",
    supportEmail: "help@large.example.com",
    timeZone: "UTC",
    currency: "USD",
  });
  await addLargeShop(database.pool);
  await database.pool.query(
    `INSERT INTO approval_requests (store_id, id, order_id, revision, reason, amount_minor, previous_minor, currency, email, token_hash, token_salt, short_code, status, requested_by,
       requested_at, expires_at, correlation_id)
     VALUES ($1, 'apr_l7', 'ord_l7', 1, 'price_rise', 1049, 1000, 'USD', 'person7@example.com', 'hash', 'salt', 'CODE7', 'sent', 'staff:usr_me', now(), now() + interval '5 days', 'test')`,
    [LARGE],
  );
  const viewer = { userId: "usr_me" };
  scope = { pool: database.pool, storeId: LARGE, now: toInstant(Date.now()), timeZone: "UTC", viewer };
});
afterAll(() => database.drop());

const first = { list: "unpaid", filter: noFilter, sort: [], after: null, before: null } as const;
const all = { filter: parseOrderFilter({}), sort: [], before: null };

/** One page of a list: what its rows are called, and where the next begins. */
type Turn = (after: string | null) => Promise<{ names: string[]; next: string | null }>;
const PAGES = 8;

const lists: Record<string, Turn> = {
  "orders of the API": async (after) => {
    const page = await listApiOrders(scope, {}, { limit: 80, cursor: after ?? undefined });
    return { names: page?.items.map((item) => item.orderNumber) ?? [], next: page?.nextCursor ?? null };
  },
  "orders of the desk": async (after) => {
    const page = await listOrders(scope, { ...all, after, size: 80 });
    return { names: page.rows.map((row) => row.orderNumber), next: page.nextCursor };
  },
  "a worklist of the API, where many share a deadline and some have none": async (after) => {
    const page = await listApiWorklist(scope, "unpaid", undefined, { limit: 70, cursor: after ?? undefined });
    return { names: page?.items.map((item) => item.id) ?? [], next: page?.nextCursor ?? null };
  },
  "unpaid orders of the desk, most money with least time left first": async (after) => {
    const page = await listWorklistOrders(scope, { ...first, after, size: 70 });
    return { names: page.rows.map((row) => row.orderNumber), next: page.nextCursor };
  },
  "unpaid orders of the desk, sorted": async (after) => {
    const sort = [{ id: "hold_left", isDescending: true }];
    const page = await listWorklistOrders(scope, { ...first, sort, after, size: 70 });
    return { names: page.rows.map((row) => row.orderNumber), next: page.nextCursor };
  },
};

async function walk(turn: Turn, between: () => Promise<void>): Promise<string[]> {
  const names: string[] = [];
  let after: string | null = null;
  let pages = 0;
  do {
    const page = await turn(after);
    names.push(...page.names);
    after = page.next;
    await between();
    pages++;
  } while (after !== null && pages < PAGES);
  return names;
}

describe("walking a long list", () => {
  it.each(Object.entries(lists))("DM-3: %s: each old row once while new ones arrive", async (_name, turn) => {
    const old = await walk(turn, async () => undefined);
    expect(new Set(old).size).toBe(old.length);
    expect(old.length).toBeGreaterThanOrEqual(400);
    let arrived = 0;
    const seen = await walk(turn, async () => {
      arrived += await addUnpaidOrders(database.pool, 3);
    });
    expect(arrived).toBeGreaterThan(10);
    const known = new Set(old);
    const again = seen.filter((name) => known.has(name));
    expect(again.length).toBeGreaterThan(300);
    expect(again).toEqual(old.slice(0, again.length));
    expect(new Set(seen).size).toBe(seen.length);
  });
});

/** Of one statement: what each table gave to it, counted row by row, and which tables were read from end to end. */
type Reading = { readonly rows: Map<string, number>; readonly whole: string[] };

type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
};

type Statement = { text: string; values: unknown[] };

async function readingsOf(read: (watched: QueryScope) => Promise<unknown>): Promise<Reading[]> {
  const readings: Reading[] = [];
  const watchedBy = (explain: (statement: Statement) => Promise<PlanNode>) => async (statement: Statement) => {
    const reading: Reading = { rows: new Map(), whole: [] };
    note(await explain(statement), reading);
    readings.push(reading);
    return database.pool.query(statement.text, statement.values);
  };
  const ofPool = watchedBy(async ({ text, values }) => planIn(await database.pool.query(`${EXPLAIN} ${text}`, values)));
  const ofKept = watchedBy(explainKept);
  // Whoever takes a connection says first how its plans are to be kept, and takes that back at the end.
  const client = {
    query: async (asked: string | Statement) => (typeof asked === "string" ? undefined : ofKept(asked)),
    release: () => undefined,
  };
  await read({ ...scope, pool: { query: ofPool, connect: async () => client } as unknown as Pool });
  return readings;
}

const EXPLAIN = "EXPLAIN (ANALYZE, FORMAT JSON)";

function planIn({ rows }: { rows: { "QUERY PLAN": [{ Plan: PlanNode }] }[] }): PlanNode {
  const plan = rows[0]?.["QUERY PLAN"][0].Plan;
  if (!plan) throw new Error("nothing was explained");
  return plan;
}

/** The plan that is made without a look at the values. */
async function explainKept({ text, values }: Statement): Promise<PlanNode> {
  const client = await database.pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL plan_cache_mode = force_generic_plan");
    await client.query(`PREPARE kept AS ${text}`);
    return planIn(await client.query(`${EXPLAIN} EXECUTE kept (${values.map(literal).join(", ")})`));
  } finally {
    await client.query("ROLLBACK; DEALLOCATE ALL");
    client.release();
  }
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return escapeLiteral(`{${value.map((each) => JSON.stringify(each)).join(",")}}`);
  return escapeLiteral(String(value));
}

function note(node: PlanNode, reading: Reading): void {
  const table = node["Relation Name"];
  if (table !== undefined) {
    const read = (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
    reading.rows.set(table, (reading.rows.get(table) ?? 0) + read);
    if (node["Node Type"] === "Seq Scan") reading.whole.push(table);
  }
  for (const below of node.Plans ?? []) note(below, reading);
}

/** Open worklist rows are few enough here that all of them may be the shortest way: they are held to a number instead. */
const largest = new Set(["orders", "accounts", "authorizations", "order_payment_methods"]);
const growing = new Set([...largest, "worklist_items"]);
const size = 50;
const apiPage = { limit: size };

/** What is asked all day, each with how many rows of one table its dearest statement may touch. */
const hot: Record<string, { read: (watched: QueryScope) => Promise<unknown>; most?: number }> = {
  "GET orders": { read: (watched) => listApiOrders(watched, {}, apiPage) },
  "GET orders, far down": {
    read: async (watched) => {
      const far = await listApiOrders(scope, {}, { limit: 8_000 });
      return listApiOrders(watched, {}, { ...apiPage, cursor: far?.nextCursor ?? undefined });
    },
  },
  "GET orders with a failed capture, of which there is none": {
    read: (watched) => listApiOrders(watched, { captureStatus: "failed" }, apiPage),
  },
  "GET a worklist": { read: (watched) => listApiWorklist(watched, "unpaid", undefined, apiPage) },
  "GET a worklist, far down": {
    read: async (watched) => {
      const far = await listApiWorklist(scope, "unpaid", undefined, { limit: 300 });
      return listApiWorklist(watched, "unpaid", undefined, { ...apiPage, cursor: far?.nextCursor ?? undefined });
    },
  },
  "GET a worklist by reason": { read: (watched) => listApiWorklist(watched, "unpaid", "price_rise", apiPage) },
  "all orders, counted no further than is said": {
    read: (watched) => listOrders(watched, { ...all, after: null, size }),
    most: 10_001,
  },
  "unpaid orders": { read: (watched) => listWorklistOrders(watched, { ...first, size }) },
  "unpaid orders by time left": {
    read: (watched) =>
      listWorklistOrders(watched, { ...first, sort: [{ id: "hold_left", isDescending: false }], size }),
  },
  "unpaid orders by amount": {
    read: (watched) => listWorklistOrders(watched, { ...first, sort: [{ id: "due", isDescending: true }], size }),
  },
  "unpaid orders of one reason": {
    read: (watched) =>
      listWorklistOrders(watched, { ...first, filter: parseWorklistFilter({ reason: "price_rise" }), size }),
  },
  "numbers of the navigation": { read: getShellCounts, most: 1_001 },
  "unpaid orders, counted in one walk": { read: (watched) => countWorklist(watched, "unpaid"), most: 900 },
  "the customer's page": { read: readPayPage },
  "search by number": { read: (watched) => findRecords(watched, "L00004711") },
  "search by e-mail": { read: (watched) => findRecords(watched, "person711@example.com") },
  "search by the beginning of an e-mail": { read: (watched) => findRecords(watched, "person71") },
  "search by last four and end": { read: (watched) => findRecords(watched, "0711 12/30") },
};

async function readPayPage({ pool }: QueryScope): Promise<void> {
  const query = (asked: string | Statement, values: unknown[]) =>
    pool.query(typeof asked === "string" ? { text: asked, values } : asked);
  const facts = await loadPayFacts({ query } as unknown as Pool, { storeId: LARGE, approvalRequestId: "apr_l7" });
  expect(facts?.request.id).toBe("apr_l7");
}

describe("what is asked all day of a large shop", () => {
  it.each(Object.entries(hot))("DM-3: %s reads its page and no whole table", async (_name, { read, most }) => {
    const readings = await readingsOf(read);
    expect(readings.length).toBeGreaterThan(0);
    for (const { rows, whole } of readings) {
      expect(whole.filter((table) => largest.has(table))).toEqual([]);
      for (const [table, count] of rows) {
        if (growing.has(table)) expect(count, table).toBeLessThanOrEqual(most ?? size * 8);
      }
    }
  });

  it("F05: the beginning of an e-mail finds its customers, and the last four digits only with the right end", async () => {
    const found = async (text: string) => (await findRecords(scope, text)).filter((each) => each.kind === "order");
    expect(await found("person711@")).not.toEqual([]);
    const cards = await found("0711 12/30");
    expect(cards).not.toEqual([]);
    expect(await found("0711 12/2030")).toEqual(cards);
    expect(await found("0711")).toEqual(cards);
    expect(await found("0711 11/30")).toEqual([]);
    expect(await found("erson711@")).toEqual([]);
  });
});
