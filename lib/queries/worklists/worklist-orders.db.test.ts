import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { capturedMoneyAt } from "@/lib/operations/capture/captured-money-for-tests";
import { refreshOrder } from "@/lib/operations/order/refresh-order";
import { repriceOrder, repriceOrderInput } from "@/lib/operations/order/reprice-order";
import type { Money } from "@/lib/payments/money";
import { scopeForTests } from "../scope-for-tests";
import { countWorklist } from "./count-worklist";
import { listWorklistOrders, type WorklistRequest } from "./list-worklist-orders";
import { noFilter, parseWorklistFilter } from "./worklist-filter";

let desk: DeskForTests;
let captured: ReturnType<typeof capturedMoneyAt>;
beforeAll(async () => {
  desk = await openDeskForTests();
  captured = capturedMoneyAt(desk);
});
afterAll(() => desk.close());

const scopeNow = () => scopeForTests(desk);

async function risenOrder(from: number, to: number, currency = "USD"): Promise<string> {
  const orderNumber = await desk.confirmedOrder({ unitPriceMinor: from, source: "repair", currency });
  const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: to }];
  must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
  return orderNumber;
}

const first: WorklistRequest = { list: "unpaid", filter: noFilter, sort: [], after: null, before: null, size: 50 };

describe("the list of unpaid orders", () => {
  const numbers: Record<string, string> = {};

  it("H01 H04 H06 X01: a price rise stands in the list with its reason, what is due, and how far it is secured", async () => {
    numbers.small = await risenOrder(20_000, 22_000);
    const { rows } = await listWorklistOrders(await scopeNow(), first);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      orderNumber: numbers.small,
      customerName: "Carmen Moreno",
      reason: "price_rise",
      due: { amountMinor: "2000", currency: "USD" },
      total: { amountMinor: "22000", currency: "USD" },
      coverage: {
        secured: { amountMinor: "20000", currency: "USD" },
        onPaper: { amountMinor: "0", currency: "USD" },
        unsecured: { amountMinor: "2000", currency: "USD" },
      },
      step: "ask_customer",
    });
    expect(rows[0]?.hold?.isEstimated).toBe(false);
    const ask = rows[0]?.verbs.find((verb) => verb.verb === "ask_customer");
    expect(ask?.refusal).toBeNull();
  });

  it("H03: more money at risk comes first, whatever was opened first", async () => {
    numbers.large = await risenOrder(20_000, 80_000);
    numbers.middle = await risenOrder(20_000, 30_000);
    const { rows } = await listWorklistOrders(await scopeNow(), first);
    expect(rows.map((row) => row.orderNumber)).toEqual([numbers.large, numbers.middle, numbers.small]);
  });

  it("X02: money that lapses before it can ship comes before any larger one, and its row says so; with another date it does not", async () => {
    const promise = async (days: number | null) => {
      await desk.database.pool.query(
        "UPDATE orders SET promised_ship_at = (SELECT max(expires_at) FROM authorizations a WHERE a.order_id = orders.id) + $2 * interval '1 day' WHERE order_number = $1",
        [numbers.small, days],
      );
      const { id } = await desk.row<{ id: string }>("SELECT id FROM orders WHERE order_number = $1", [numbers.small]);
      must(await refreshOrder(desk.context, id));
      const { rows } = await listWorklistOrders(await scopeNow(), first);
      return rows.map((row) => [row.orderNumber, row.lapse]);
    };
    const others = [
      [numbers.large, null],
      [numbers.middle, null],
    ];
    const sentence = "Lapses 2 d too early";
    expect(await promise(2)).toEqual([[numbers.small, sentence], ...others]);
    const pageTwo = {
      ...first,
      size: 1,
      after: (await listWorklistOrders(await scopeNow(), { ...first, size: 1 })).nextCursor,
    };
    const { rows: next } = await listWorklistOrders(await scopeNow(), pageTwo);
    expect(next.map((row) => row.orderNumber)).toEqual([numbers.large]);
    expect(await promise(-2)).toEqual([...others, [numbers.small, null]]);
    expect(await promise(null)).toEqual([...others, [numbers.small, null]]);
  });

  it("H04: pages follow each other without a gap or a repeat, forwards and back", async () => {
    const scope = await scopeNow();
    const one = await listWorklistOrders(scope, { ...first, size: 2 });
    expect(one.previousCursor).toBeNull();
    const two = await listWorklistOrders(scope, { ...first, size: 2, after: one.nextCursor });
    expect([...one.rows, ...two.rows].map((row) => row.orderNumber)).toEqual([
      numbers.large,
      numbers.middle,
      numbers.small,
    ]);
    expect(two.firstRow).toBe(3);
    expect(two.nextCursor).toBeNull();
    const back = await listWorklistOrders(scope, { ...first, size: 2, before: two.previousCursor });
    expect(back.rows.map((row) => row.orderNumber)).toEqual(one.rows.map((row) => row.orderNumber));
    expect(back.firstRow).toBe(1);
    expect(back.previousCursor).toBeNull();
  });

  it("H04: several columns sort in the order given, and unknown ones are dropped", async () => {
    const sort = [
      { id: "nonsense; DROP TABLE orders", isDescending: false },
      { id: "customer", isDescending: false },
      { id: "due", isDescending: false },
    ];
    const scope = await scopeNow();
    const page = await listWorklistOrders(scope, { ...first, sort, size: 2 });
    expect(page.sort).toBe("customer,due");
    expect(page.rows.map((row) => row.orderNumber)).toEqual([numbers.small, numbers.middle]);
    const next = await listWorklistOrders(scope, { ...first, sort, size: 2, after: page.nextCursor });
    expect(next.rows.map((row) => row.orderNumber)).toEqual([numbers.large]);
  });

  it("P04 H04: counts agree with the rows, sums stay within their currency, and filters narrow both", async () => {
    numbers.yen = await risenOrder(20_000, 48_200, "JPY");
    const scope = await scopeNow();
    const counts = await countWorklist(scope, "unpaid");
    expect(counts).toMatchObject({ all: 4, matching: 4 });
    expect(counts.byReason.get("price_rise")).toBe(4);
    expect(counts.sums).toEqual([
      { amount: { amountMinor: "72000", currency: "USD" }, orders: 3 },
      { amount: { amountMinor: "28200", currency: "JPY" }, orders: 1 },
    ]);
    const filter = parseWorklistFilter({ above: "100", reason: "price_rise,unheard_of" });
    const { rows } = await listWorklistOrders(scope, { ...first, filter });
    expect(rows.map((row) => row.orderNumber).sort()).toEqual([numbers.large, numbers.middle, numbers.yen].sort());
    expect((await countWorklist(scope, "unpaid", filter)).matching).toBe(3);
    const owned = await listWorklistOrders(scope, { ...first, filter: parseWorklistFilter({ owner: "me" }) });
    expect(owned.rows).toEqual([]);
  });

  it("H03 H02: a hold that ends within the window counts and is found by its time left", async () => {
    await desk.advance(6.5 * 86_400_000);
    const scope = await scopeNow();
    const counts = await countWorklist(scope, "unpaid");
    expect(counts.under24h).toBe(4);
    const filter = parseWorklistFilter({ hold_left: "under_24h" });
    expect((await listWorklistOrders(scope, { ...first, filter })).rows).toHaveLength(4);
    const none = parseWorklistFilter({ hold_left: "ended" });
    expect((await listWorklistOrders(scope, { ...first, filter: none })).rows).toHaveLength(0);
    const expiring = await listWorklistOrders(scope, { ...first, list: "expiring" });
    expect(expiring.rows.every((row) => row.reason === "authorization_expiring")).toBe(true);
    expect(expiring.rows).toHaveLength(4);
  });

  it("F04: what a bank disputes is told as disputed, and what is owed as due", async () => {
    const { capturedOrder, holdOf, notify } = captured;
    const before = await countWorklist(await scopeNow(), "unpaid");
    const orderNumber = await capturedOrder();
    const { charge } = await holdOf(orderNumber);
    const amount = { amountMinor: 20_000n, currency: "USD" } as Money;
    await notify({ kind: "disputed", captureReference: charge, disputeReference: "dp_list", amount });
    const { rows } = await listWorklistOrders(await scopeNow(), first);
    expect(rows.find((row) => row.orderNumber === orderNumber)).toMatchObject({
      reason: "payment_disputed",
      amountIs: "disputed",
    });
    expect(rows.find((row) => row.orderNumber === numbers.large)?.amountIs).toBe("due");
    const after = await countWorklist(await scopeNow(), "unpaid");
    expect(after.matching).toBe(before.matching + 1);
    expect(after.sums.map(({ amount }) => amount)).toEqual(before.sums.map(({ amount }) => amount));
  });

  it("I18: money without a place stands in its list with the day by which it has to have one", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { reference } = await desk.row<{ reference: string }>(
      "SELECT gateway_reference AS reference FROM authorizations WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    const headers = { authorization: "Bearer sk_test_desk" };
    await fetch(`${desk.sandbox.url}/v1/payment_intents/${reference}/capture`, { method: "POST", headers });
    await desk.database.pool.query("UPDATE orders SET status = 'cancelled' WHERE order_number = $1", [orderNumber]);
    await captured.notify({ kind: "authorization_changed", authorizationReference: reference, operationId: null });
    const { rows } = await listWorklistOrders(await scopeNow(), { ...first, list: "unapplied-money" });
    const { deadline } = await desk.row<{ deadline: Date }>(
      "SELECT deadline_at AS deadline FROM worklist_items WHERE list = 'unapplied-money'",
    );
    expect(rows).toMatchObject([{ orderNumber, due: { amountMinor: "20000" }, settleBy: deadline.toISOString() }]);
    const unpaid = await listWorklistOrders(await scopeNow(), first);
    expect(unpaid.rows.map(({ settleBy }) => settleBy)).toEqual(unpaid.rows.map(() => null));
  });

  it("I17: another store sees nothing of it", async () => {
    const scope = { ...(await scopeNow()), storeId: "elsewhere" };
    expect((await listWorklistOrders(scope, first)).rows).toEqual([]);
    expect((await countWorklist(scope, "unpaid")).all).toBe(0);
  });
});
