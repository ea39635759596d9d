import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHouseLedger } from "@/lib/db/stores/house-ledger-store";
import { createCheckGateway } from "@/lib/gateways/check/check-gateway";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { DAY_MS } from "@/lib/payments/instant";
import { houseShop } from "./house-shop-for-tests";
import { cancelOrder } from "./order/cancel-order";
import { confirmOrder } from "./order/confirm-order";
import { putOrder } from "./order/put-order";
import { putOrderInput } from "./order/put-order-input";
import { setPaymentType } from "./store/set-payment-type";

let desk: DeskForTests;
let shop: ReturnType<typeof houseShop>;
beforeAll(async () => {
  desk = await openDeskForTests();
  shop = houseShop(desk);
  for (const kind of ["stored_value", "customer_account", "bank_slip", "offline"] as const) await shop.take(kind);
});
afterAll(() => desk.close());

/** Calls that left the house, by the sandbox's own log. */
async function gatewayCalls(): Promise<number> {
  const answer = await fetch(`${desk.sandbox.url}/__sandbox/calls`);
  return ((await answer.json()) as { total: number }).total;
}

async function rowsOf<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await desk.database.pool.query(sql, values)).rows as T[];
}

const capturesOf = (orderNumber: string) =>
  rowsOf<{ kind: string; amount: number; status: string }>(
    `SELECT m.kind, c.amount_minor::int AS amount, c.status FROM captures c JOIN orders o ON o.id = c.order_id
     JOIN order_payment_methods m ON m.id = c.payment_method_id WHERE o.order_number = $1 ORDER BY c.requested_at, m.sequence`,
    [orderNumber],
  );

describe("a gift card and a card on one order", () => {
  it("S15 S22 S23 S25 S27 W06: the gift cards are emptied one after the other, the card takes the rest, and all of it is captured", async () => {
    const { externalId, customerToken, token } = await desk.customer();
    const [first, second] = [await shop.giftCard(3_000), await shop.giftCard(4_500)];
    const order = await shop.order(
      externalId,
      [20_000],
      [
        { type: "card", token, customerToken },
        { type: "stored_value", token: first },
        { type: "stored_value", token: second },
      ],
    );
    expect(await shop.status(order)).toMatchObject({ status: "confirmed" });
    expect(await shop.balance(first)).toMatchObject({ balance_minor: 3_000n, held_minor: 3_000n });
    expect(await shop.balance(second)).toMatchObject({ balance_minor: 4_500n, held_minor: 4_500n });
    await shop.ship(order);
    expect(await capturesOf(order)).toEqual(
      expect.arrayContaining([
        { kind: "stored_value", amount: 3_000, status: "captured" },
        { kind: "stored_value", amount: 4_500, status: "captured" },
        { kind: "card", amount: 12_500, status: "captured" },
      ]),
    );
    expect(await shop.status(order)).toMatchObject({ status: "completed", captured_minor: 20_000n });
    expect(await shop.balance(second)).toMatchObject({ balance_minor: 0n, held_minor: 0n });
  });

  it("W32 PC-1: is captured parcel by parcel from one hold of the gift card", async () => {
    const card = await shop.giftCard(30_000);
    const order = await shop.order(await shop.account(null), [10_000, 15_000], [{ type: "stored_value", token: card }]);
    await shop.ship(order, 1);
    expect(await shop.balance(card)).toMatchObject({ balance_minor: 20_000n, held_minor: 15_000n });
    await shop.ship(order);
    expect(await shop.balance(card)).toMatchObject({ balance_minor: 5_000n, held_minor: 0n });
    expect(await shop.status(order)).toMatchObject({ status: "completed", capture_status: "success" });
  });

  it("H18 I9: what is held on a gift card waits as long as the order does, and a cancellation lets it go", async () => {
    const card = await shop.giftCard(8_000);
    const order = await shop.order(await shop.account(null), [8_000], [{ type: "stored_value", token: card }]);
    await desk.advance(40 * DAY_MS);
    const hold = await desk.row<{ status: string; expires_at: Date | null }>(
      "SELECT a.status, a.expires_at FROM authorizations a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1",
      [order],
    );
    expect(hold).toEqual({ status: "authorized", expires_at: null });
    must(await cancelOrder(desk.context, { orderNumber: order }, { reason: "changed their mind" }));
    await desk.work();
    expect(await shop.balance(card)).toMatchObject({ balance_minor: 8_000n, held_minor: 0n });
  });

  it("S42 S46 S56: one whose money ran out meanwhile leaves the draft unconfirmed, and says why", async () => {
    const card = await shop.giftCard(5_000);
    const order = await shop.order(await shop.account(null), [4_000], [{ type: "stored_value", token: card }]);
    const unknown = await shop.order(
      await shop.account(null),
      [4_000],
      [{ type: "stored_value", token: "nobody-0001" }],
    );
    expect(await shop.status(order)).toMatchObject({ status: "confirmed" });
    expect(await shop.status(unknown)).toMatchObject({ status: "draft" });
    const method = await desk.row(
      "SELECT m.last_reason, m.last_raw_code FROM order_payment_methods m JOIN orders o ON o.id = m.order_id WHERE o.order_number = $1",
      [unknown],
    );
    expect(method).toEqual({ last_reason: "wrong_card_data", last_raw_code: "unknown_card" });
  });
});

describe("a line of credit", () => {
  it("W15 W16 S49: a capture adds a receivable and lowers the remaining credit by as much", async () => {
    const account = await shop.account(50_000);
    const order = await shop.order(account, [12_000, 9_000], [{ type: "customer_account" }]);
    expect(await shop.balance(account)).toMatchObject({ balance_minor: 0n, held_minor: 21_000n });
    await shop.ship(order, 2);
    expect(await shop.balance(account)).toMatchObject({ balance_minor: -9_000n, held_minor: 12_000n });
    const owed = await rowsOf("SELECT amount_minor, order_number FROM account_receivables WHERE order_number = $1", [
      order,
    ]);
    expect(owed).toEqual([{ amount_minor: 9_000n, order_number: order }]);
  });

  it("W17 MT-5: too little of it fails in the open, and the order stands in the unpaid list with the next step", async () => {
    const account = await shop.account(10_000);
    const first = await shop.order(account, [9_000], [{ type: "customer_account" }]);
    expect(await shop.status(first)).toMatchObject({ status: "confirmed" });
    const orderNumber = await orderInFlight(account, 5_000);
    const task = await desk.row<{ list: string }>(
      "SELECT w.list FROM worklist_items w JOIN orders o ON o.id = w.order_id WHERE o.order_number = $1 AND w.closed_at IS NULL",
      [orderNumber],
    );
    expect(task.list).toBe("unpaid");
    const attempt = await desk.row(
      "SELECT a.status, a.reason, a.raw_code, a.raw_message FROM attempts a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1",
      [orderNumber],
    );
    expect(attempt).toEqual({
      status: "declined",
      reason: "limit_exceeded",
      raw_code: "limit_reached",
      raw_message: "The customer's remaining credit is too small.",
    });
  });

  /** Both orders saw the credit before either had used it: the ledger decides, not the reading. */
  async function orderInFlight(account: string, priceMinor: number) {
    await desk.database.pool.query(
      "UPDATE house_balances SET limit_minor = 20000, agreed_limit_minor = 20000 WHERE token = (SELECT id FROM accounts WHERE external_id = $1)",
      [account],
    );
    const orderNumber = "H-FLIGHT";
    const lines = [{ sku: "S", name: "Lens repair", quantity: 1, unitPriceMinor: priceMinor }];
    const input = {
      account,
      source: "commerce",
      currency: "USD",
      lines,
      paymentMethods: [{ type: "customer_account" }],
    };
    must(await putOrder(desk.context, orderNumber, putOrderInput.parse(input)));
    must(await confirmOrder(desk.context, { orderNumber }));
    await desk.database.pool.query(
      "UPDATE house_balances SET limit_minor = 10000, agreed_limit_minor = 10000 WHERE token = (SELECT id FROM accounts WHERE external_id = $1)",
      [account],
    );
    await desk.work();
    return orderNumber;
  }
});

describe("what contacts nobody", () => {
  it("W07 W18 S20: an offline payment and a bank slip are captured on record, and no gateway hears of it", async () => {
    const before = await gatewayCalls();
    for (const type of ["offline", "bank_slip"] as const) {
      const order = await shop.order(await shop.account(null), [7_000], [{ type }]);
      await shop.ship(order);
      expect(await shop.status(order)).toMatchObject({ status: "completed", captured_minor: 7_000n });
    }
    expect(await gatewayCalls()).toBe(before);
  });

  it("W07 W08 S50: a store that has no card gateway takes cards on its till, by a row of data", async () => {
    await shop.take("card", { gateway: "offline" });
    const before = await gatewayCalls();
    const order = await shop.order(await shop.account(null), [7_000], [{ type: "card", token: "till-42" }]);
    await shop.ship(order);
    expect(await shop.status(order)).toMatchObject({ status: "completed", captured_minor: 7_000n });
    expect(await gatewayCalls()).toBe(before);
    await shop.take("card", { gateway: "stripe" });
    expect(await setPaymentType(desk.context, { kind: "check", gateway: "stripe" })).toMatchObject({
      reason: "gateway_not_possible",
    });
  });

  it("S18: a kind that the store does not take is refused", async () => {
    const lines = [{ sku: "S", name: "Lens repair", quantity: 1, unitPriceMinor: 100 }];
    const account = await shop.account(null);
    const input = {
      account,
      source: "commerce",
      currency: "USD",
      lines,
      paymentMethods: [{ type: "paypal", token: "x" }],
    };
    must(await setPaymentType(desk.context, { kind: "paypal", isEnabled: false }));
    expect(await putOrder(desk.context, "H-PAYPAL", putOrderInput.parse(input))).toMatchObject({
      reason: "payment_type_not_allowed",
    });
  });
});

describe("a check", () => {
  const movesOf = (order: string) =>
    rowsOf<{ kind: string; is_deposit: boolean }>(
      "SELECT kind, is_deposit FROM house_movements WHERE order_number = $1 ORDER BY created_at, id",
      [order],
    );

  it("W08 W13: deposited when it was recorded, its capture is a no-op, and the order still reaches captured", async () => {
    await shop.take("check", { captureMeans: "nothing_to_do" });
    const order = await shop.order(await shop.account(null), [6_000], [{ type: "check", token: "CHK-1001" }]);
    expect(await movesOf(order)).toEqual([{ kind: "hold", is_deposit: true }]);
    await shop.ship(order);
    expect(await movesOf(order)).toEqual([
      { kind: "hold", is_deposit: true },
      { kind: "take", is_deposit: false },
    ]);
    expect(await shop.status(order)).toMatchObject({ status: "completed", captured_minor: 6_000n });
  });

  it("W08 W14: under the other setting the capture performs the deposit", async () => {
    await shop.take("check", { captureMeans: "deposits" });
    const order = await shop.order(await shop.account(null), [6_000], [{ type: "check", token: "CHK-1002" }]);
    expect(await movesOf(order)).toEqual([{ kind: "hold", is_deposit: false }]);
    await shop.ship(order);
    expect((await movesOf(order)).at(-1)).toEqual({ kind: "take", is_deposit: true });
    expect(await shop.status(order)).toMatchObject({ status: "completed", captured_minor: 6_000n });
  });

  it("PR-4 RF-3: in the bank when its order is cancelled, it is not handed back: its money is found and refunded, once", async () => {
    await shop.take("check", { captureMeans: "nothing_to_do" });
    const order = await shop.order(await shop.account(null), [6_000], [{ type: "check", token: "CHK-1004" }]);
    must(await cancelOrder(desk.context, { orderNumber: order }, { reason: "changed their mind" }));
    await desk.work();
    expect((await movesOf(order)).map(({ kind }) => kind).sort()).toEqual(["give_back", "hold", "release", "take"]);
    const found = await desk.row<{ status: string; found: number }>(
      `SELECT a.status, (SELECT count(*)::int FROM events e WHERE e.order_id = o.id AND e.type = 'void_found_captured_money') AS found
       FROM authorizations a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1`,
      [order],
    );
    expect(found).toEqual({ status: "captured", found: 1 });
    const state = await createCheckGateway(createHouseLedger(desk.database.pool)).readAuthorization(
      await holdOf(order),
    );
    expect(state).toMatchObject({ kind: "captured", captured: { amountMinor: 6_000n } });
  });

  async function holdOf(order: string): Promise<string> {
    const hold = await desk.row<{ id: string }>("SELECT id FROM house_holds WHERE order_number = $1", [order]);
    return hold.id;
  }

  it("MT-5: recorded for a second order is refused; handed back unused, it may come again", async () => {
    await shop.take("check", { captureMeans: "deposits" });
    const first = await shop.order(await shop.account(null), [6_000], [{ type: "check", token: "CHK-1003" }]);
    const second = await shop.order(await shop.account(null), [6_000], [{ type: "check", token: "CHK-1003" }]);
    expect(await shop.status(second)).toMatchObject({ status: "draft" });
    must(await cancelOrder(desk.context, { orderNumber: first }, { reason: "changed their mind" }));
    await desk.work();
    const third = await shop.order(await shop.account(null), [6_000], [{ type: "check", token: "CHK-1003" }]);
    expect(await shop.status(third)).toMatchObject({ status: "confirmed" });
  });
});
