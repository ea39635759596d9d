import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putAccount, putAccountInput } from "@/lib/operations/account/put-account";
import { grantGiftCard } from "@/lib/operations/gift-card/grant-gift-card";
import type { OperationContext } from "@/lib/operations/operation-context";
import { createStore } from "@/lib/operations/store/create-store";
import type { HouseAnswer, HouseLedger, HouseLedgerName } from "@/lib/payments/house-ledger";
import { money } from "@/lib/payments/money";
import { createTestDatabase, type TestDatabase } from "../test-database";
import { createHouseLedger } from "./house-ledger-store";

const rounds = 20;
const storeId = "shop";
let database: TestDatabase;
let ledger: HouseLedger;
let context: OperationContext;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  ledger = createHouseLedger(database.pool);
  context = { pool: database.pool, storeId, actor: { kind: "api", keyName: "test" }, correlationId: "test" };
  const place = { supportPhone: "1", supportEmail: "help@shop.example.com", timeZone: "UTC", currency: "USD" };
  await createStore(database.pool, { id: storeId, name: "Shop", mark: "S", ...place });
});
afterAll(() => database.drop());

async function giftCard(amountMinor: number): Promise<string> {
  const cardToken = `gift-${++count}`;
  const granted = await grantGiftCard(context, {
    cardToken,
    amountMinor: BigInt(amountMinor),
    currency: "USD",
    reference: "sale",
  });
  expect(granted.ok).toBe(true);
  return cardToken;
}

async function account(limitMinor: number, externalId = `A-${++count}`): Promise<string> {
  const creditLimit = { amountMinor: limitMinor, currency: "USD" };
  const put = await putAccount(context, externalId, putAccountInput.parse({ name: "Carmen", creditLimit }));
  if (!put.ok) throw new Error(put.reason);
  return put.value.accountId;
}

function spend(
  name: HouseLedgerName,
  token: string,
  amountMinor: number,
  kind: "hold" | "hold_and_take" = "hold",
): Promise<HouseAnswer> {
  const identity = { storeId, operationId: randomUUID(), orderNumber: "W-1" };
  return ledger.move({ ...identity, ledger: name, kind, methodKind: name, token, amount: money(amountMinor, "USD") });
}

function giveBack(name: HouseLedgerName, taken: HouseAnswer, amountMinor: number): Promise<HouseAnswer> {
  if (taken.kind !== "moved") throw new Error(taken.kind);
  const identity = { storeId, operationId: randomUUID(), orderNumber: "W-1" };
  const { movementId: takeId } = taken.movement;
  return ledger.move({ ...identity, ledger: name, kind: "give_back", takeId, amount: money(amountMinor, "USD") });
}

async function balanceOf(token: string): Promise<{ balance: number; held: number; limit: number }> {
  const { rows } = await database.pool.query(
    "SELECT balance_minor::int AS balance, held_minor::int AS held, limit_minor::int AS limit FROM house_balances WHERE token = $1",
    [token],
  );
  return rows[0];
}

const moved = (answers: readonly HouseAnswer[]) => answers.filter((answer) => answer.kind === "moved").length;
const fifty = <T>(act: (index: number) => Promise<T>) => Promise.all(Array.from({ length: 50 }, (_, i) => act(i)));

async function attack(sql: string): Promise<string | undefined> {
  return database.pool.query(sql).then(
    () => "nobody refused",
    (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
  );
}

describe("fifty at once", () => {
  it("MT-3 I1: spend one gift card: exactly what it is worth, never below zero", { timeout: 120_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const amount = 101 + round * 7;
      const card = await giftCard(1_000 + round);
      const worth = Math.floor((1_000 + round) / amount);
      const answers = await fifty((i) => spend("stored_value", card, amount, i % 2 === 0 ? "hold" : "hold_and_take"));
      expect(moved(answers)).toBe(worth);
      for (const answer of answers) {
        if (answer.kind !== "moved") expect(answer).toEqual({ kind: "refused", refusal: "balance_too_small" });
      }
      const { balance, held } = await balanceOf(card);
      expect(balance - held).toBe(1_000 + round - worth * amount);
    }
  });

  it("MT-5 I1: use one line of credit: never above its limit", { timeout: 120_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const amount = 97 + round * 11;
      const customer = await account(2_000);
      const answers = await fifty((i) => spend("customer_account", customer, amount, i % 3 ? "hold" : "hold_and_take"));
      expect(moved(answers)).toBe(Math.floor(2_000 / amount));
      const { balance, held, limit } = await balanceOf(customer);
      expect(held - balance).toBe(Math.floor(2_000 / amount) * amount);
      expect(held - balance).toBeLessThanOrEqual(limit);
    }
  });

  it("MT-3 I2: give back and spend: no credit overwrites a debit, and nothing comes back twice", {
    timeout: 120_000,
  }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const card = await giftCard(2_500);
      const taken = await Promise.all(
        Array.from({ length: 25 }, () => spend("stored_value", card, 100, "hold_and_take")),
      );
      // Each take is given back twice at once, while others spend what comes back.
      const [backs, spent] = await Promise.all([
        fifty((i) => giveBack("stored_value", taken[i >> 1] as HouseAnswer, 100)),
        fifty(() => spend("stored_value", card, 100)),
      ]);
      expect(moved(backs)).toBe(25);
      const spends = moved(spent);
      expect(spends).toBeLessThanOrEqual(25);
      expect(await balanceOf(card)).toMatchObject({ balance: 2_500, held: spends * 100 });
      const again = await Promise.all(taken.map((each) => giveBack("stored_value", each, 1)));
      expect(moved(again)).toBe(0);
    }
  });

  it("MT-5: record one check: one of them, whichever order it is for", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const answers = await fifty(() => spend("check", `check-${round}`, 5_000));
      expect(moved(answers)).toBe(1);
    }
  });

  it("I5: repeat one operation: one effect, and everyone is told of it", async () => {
    const card = await giftCard(1_000_000);
    const asked = { ledger: "stored_value", kind: "hold", methodKind: "stored_value", token: card } as const;
    const identity = { storeId, operationId: randomUUID(), orderNumber: "W-1", amount: money(70, "USD") };
    const answers = await fifty(() => ledger.move({ ...identity, ...asked }));
    expect(
      new Set(answers.map((answer) => JSON.stringify(answer, (_k, v) => (typeof v === "bigint" ? `${v}` : v)))).size,
    ).toBe(1);
    expect(await balanceOf(card)).toMatchObject({ held: 70 });
  });

  it("MT-3: put the same sale on a card: once, and with another amount it is refused", async () => {
    const card = await giftCard(100);
    const grant = { cardToken: card, currency: "USD", reference: "goodwill-7" };
    const answers = await fifty(() => grantGiftCard(context, { ...grant, amountMinor: 50n }));
    expect(answers.every((answer) => answer.ok && answer.value.balance.amountMinor === 150n)).toBe(true);
    const other = await grantGiftCard(context, { ...grant, amountMinor: 51n });
    expect(other).toMatchObject({ ok: false, reason: "reference_already_used" });
  });
});

describe("a limit that is lowered under what is owed", () => {
  it("MT-5: stops new credit at once, and takes hold as the debt is paid back", async () => {
    const customer = await account(1_000, "A-low");
    const taken = await spend("customer_account", customer, 800, "hold_and_take");
    await account(300, "A-low");
    expect(await spend("customer_account", customer, 1)).toMatchObject({ refusal: "limit_reached" });
    await giveBack("customer_account", taken, 600);
    expect(await balanceOf(customer)).toMatchObject({ balance: -200, limit: 300 });
    expect(await spend("customer_account", customer, 101)).toMatchObject({ refusal: "limit_reached" });
    expect(await spend("customer_account", customer, 100)).toMatchObject({ kind: "moved" });
  });
});

describe("the house's books refuse, whoever asks", () => {
  let card: string;
  beforeAll(async () => {
    card = await giftCard(1_000);
    await spend("stored_value", card, 400, "hold_and_take");
    await spend("stored_value", card, 100);
    await spend("stored_value", card, 50);
    await spend("check", "check-attacked", 700);
  });
  const ofCard = () => `token = '${card}'`;
  const movement = (columns: string, values: string) =>
    `INSERT INTO house_movements (store_id, id, operation_id, kind, ledger, amount_minor, currency, created_at, ${columns})
     SELECT h.store_id, gen_random_uuid(), gen_random_uuid(), ${values} FROM house_holds h JOIN house_balances b ON b.id = h.balance_id WHERE b.${ofCard()}`;

  const attacks: readonly (readonly [ids: string, what: string, sql: () => string, refusedBy: string])[] = [
    [
      "MT-3",
      "make money on a card",
      () => `UPDATE house_balances SET balance_minor = 999999 WHERE ${ofCard()}`,
      "house_balances_only_by_movement",
    ],
    [
      "MT-3",
      "forget what is held",
      () => `UPDATE house_balances SET held_minor = 0 WHERE ${ofCard()}`,
      "house_balances_only_by_movement",
    ],
    [
      "MT-3",
      "issue a card with money on it",
      () =>
        `INSERT INTO house_balances (store_id, id, kind, token, currency, balance_minor, created_at) VALUES ('shop', 'x', 'stored_value', 'x', 'USD', 100, now())`,
      "house_balances_only_by_movement",
    ],
    [
      "MT-3 I1",
      "take more than the card has",
      () =>
        movement("hold_id, balance_id", `'hold', 'stored_value', 501, 'USD', now(), 'hh_x', b.id`).replace(
          "SELECT",
          "SELECT DISTINCT ON (b.id)",
        ),
      "house_balances_bounds",
    ],
    [
      "I1",
      "take more than was held",
      () =>
        `${movement("hold_id, balance_id", `'take', 'stored_value', 101, 'USD', now(), h.id, b.id`)} AND h.amount_minor = 100`,
      "house_holds_ceiling",
    ],
    [
      "I2",
      "give back more than was taken",
      () =>
        `${movement("hold_id, balance_id", `'give_back', 'stored_value', 401, 'USD', now(), h.id, b.id`)} AND h.taken_minor > 0`,
      "house_holds_ceiling",
    ],
    [
      "CU-3",
      "move another currency than the card's",
      () =>
        `${movement("hold_id, balance_id", `'take', 'stored_value', 1, 'EUR', now(), h.id, b.id`)} AND h.amount_minor = 100`,
      "house_movements_store_id_balance_id_currency_fkey",
    ],
    [
      "I5",
      "do an operation twice",
      () =>
        "INSERT INTO house_movements (store_id, id, operation_id, kind, ledger, amount_minor, currency, created_at, refusal) SELECT store_id, 'again', operation_id, kind, ledger, amount_minor, currency, created_at, 'x' FROM house_movements LIMIT 1",
      "house_movements_store_id_operation_id_key",
    ],
    ["I10", "rewrite a movement", () => "UPDATE house_movements SET amount_minor = 1", "house_movements_append_only"],
    ["I10", "delete a movement", () => "DELETE FROM house_movements", "house_movements_append_only"],
    ["I10", "empty the movements", () => "TRUNCATE house_movements CASCADE", "house_movements_append_only"],
    ["I10", "delete a hold", () => "DELETE FROM house_holds", "house_holds_append_only"],
    [
      "I1",
      "widen a hold",
      () => "UPDATE house_holds SET amount_minor = amount_minor + 1",
      "house_holds_only_by_movement",
    ],
    [
      "MT-5",
      "record a check twice",
      () =>
        "INSERT INTO house_movements (store_id, id, operation_id, kind, ledger, amount_minor, currency, created_at, hold_id, document_number, order_number) VALUES ('shop', 'c2', 'c2', 'hold', 'check', 1, 'USD', now(), 'hh_c2', 'check-attacked', 'W-2')",
      "house_holds_one_check",
    ],
  ];

  it.each(attacks)("%s: to %s", async (_ids, _what, sql, refusedBy) => {
    expect(await attack(sql())).toBe(refusedBy);
  });
});
