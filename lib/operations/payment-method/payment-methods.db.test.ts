import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { putAccount, putAccountInput } from "../account/put-account";
import { houseShop } from "../house-shop-for-tests";
import type { OperationContext } from "../operation-context";
import { authorizeOrder } from "../order/authorize-order";
import { stopForFraud } from "../order/stop-for-fraud";
import { createStaffUser } from "../staff/create-staff-user";
import { addMethod } from "./add-method";
import { limitMethod, moveMethod, removeMethod, resumeMethod, suspendMethod } from "./change-method";

let desk: DeskForTests;
let shop: ReturnType<typeof houseShop>;
let csr: OperationContext;

beforeAll(async () => {
  desk = await openDeskForTests();
  shop = houseShop(desk);
  for (const kind of ["stored_value", "customer_account", "offline"] as const) await shop.take(kind);
  const person = { email: "csr@demo.test", name: "Mia", role: "csr", passwordHash: "not-a-hash" };
  const { userId } = must(await createStaffUser(desk.context, person));
  csr = { ...desk.context, actor: { kind: "staff", userId, name: "Mia" } };
});
afterAll(() => desk.close());

type MethodRow = { id: string; kind: string; status: string; limit_minor: bigint | null; suspended_by: string | null };

async function rowsOf<T>(sql: string, values: unknown[]): Promise<T[]> {
  return (await desk.database.pool.query(sql, values)).rows as T[];
}
const methodsOf = (orderNumber: string) =>
  rowsOf<MethodRow>(
    `SELECT m.* FROM order_payment_methods m JOIN orders o ON o.id = m.order_id JOIN payment_types t ON t.kind = m.kind AND t.store_id = m.store_id
     WHERE o.order_number = $1 AND m.status <> 'removed' ORDER BY t.charge_sequence, m.sequence`,
    [orderNumber],
  );
const holdsOf = (orderNumber: string) =>
  rowsOf<{ kind: string; amount: number; status: string }>(
    `SELECT m.kind, z.amount_minor::int AS amount, z.status FROM authorizations z JOIN orders o ON o.id = z.order_id
     JOIN order_payment_methods m ON m.id = z.payment_method_id WHERE o.order_number = $1 ORDER BY z.requested_at, z.id`,
    [orderNumber],
  );
const versionOf = async (orderNumber: string) =>
  (await desk.row<{ version: number }>("SELECT version FROM orders WHERE order_number = $1", [orderNumber])).version;
const firstMethod = async (orderNumber: string) => (await methodsOf(orderNumber))[0]?.id ?? "";

describe("the ways to pay of an order", () => {
  it("S14 S15 S19 S40: a gift card is added to an order that lacks money, is charged first, and a saved card takes the rest", async () => {
    const orderNumber = await desk.confirmedOrder();
    await suspendMethod(csr, { orderNumber, paymentMethodId: await firstMethod(orderNumber) }).then(must);
    const card = await shop.giftCard(5_000);
    must(await addMethod(csr, { orderNumber }, { kind: "stored_value", number: card }));
    const second = await addSavedCard(orderNumber);
    must(await addMethod(csr, { orderNumber, version: await versionOf(orderNumber) }, { savedMethodId: second }));
    must(await authorizeOrder(csr, { orderNumber }));
    await desk.work();
    expect(await holdsOf(orderNumber)).toEqual([
      { kind: "card", amount: 20_000, status: "authorized" },
      { kind: "stored_value", amount: 5_000, status: "authorized" },
      { kind: "card", amount: 15_000, status: "authorized" },
    ]);
    const told = await rowsOf<{ type: string }>(
      "SELECT type FROM events e JOIN orders o ON o.id = e.order_id WHERE o.order_number = $1 AND type LIKE 'payment_method%' ORDER BY e.seq",
      [orderNumber],
    );
    expect(told.map(({ type }) => type)).toEqual([
      "payment_method_suspended",
      "payment_method_added",
      "payment_method_added",
    ]);
    const [line] = await rowsOf<{ actor: string; after: { last4: string } }>(
      `SELECT a.actor, a.after FROM audit_log a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1 AND a.action = 'payment_method.added'`,
      [orderNumber],
    );
    expect(line).toMatchObject({ actor: csr.actor.kind === "staff" && `staff:${csr.actor.userId}` });
    expect(JSON.stringify(line)).not.toContain(card);
  });

  it("S18 S19 MR4-3: only allowed kinds, the customer's own saved methods, gift cards of ours and accounts with credit are added, each once", async () => {
    const orderNumber = await desk.confirmedOrder();
    const add = (input: Parameters<typeof addMethod>[2]) => addMethod(csr, { orderNumber }, input);
    const foreign = await addSavedCard(await desk.confirmedOrder());
    expect(await add({ savedMethodId: foreign })).toMatchObject({ reason: "method_not_found" });
    expect(await add({ kind: "stored_value", number: "gift-none" })).toMatchObject({ reason: "gift_card_not_found" });
    expect(await add({ kind: "stored_value", number: null })).toMatchObject({ reason: "payment_token_missing" });
    expect(await add({ kind: "customer_account", number: null })).toMatchObject({ reason: "no_credit_line" });
    expect(await add({ kind: "bank_slip", number: null })).toMatchObject({ reason: "payment_type_not_allowed" });
    const own = await addSavedCard(orderNumber);
    must(await add({ savedMethodId: own }));
    expect(await add({ savedMethodId: own })).toMatchObject({ reason: "method_already_there" });
    expect(await methodsOf(orderNumber)).toHaveLength(2);
  });

  it("S37: what holds money is not taken off, by the rule and by the database; what never did is", async () => {
    const orderNumber = await desk.confirmedOrder();
    const charged = await firstMethod(orderNumber);
    expect(await removeMethod(csr, { orderNumber, paymentMethodId: charged })).toMatchObject({
      reason: "method_has_money",
    });
    await expect(
      desk.database.pool.query("UPDATE order_payment_methods SET status = 'removed' WHERE id = $1", [charged]),
    ).rejects.toThrow("has money on it");
    const { paymentMethodId } = must(await addMethod(csr, { orderNumber }, { kind: "offline", number: null }));
    must(await removeMethod(csr, { orderNumber, paymentMethodId }));
    expect((await methodsOf(orderNumber)).map(({ id }) => id)).toEqual([charged]);
  });

  it("S35 S38: suspending takes its cover away, amount zero does the same, resuming brings it back", async () => {
    const orderNumber = await desk.confirmedOrder();
    const key = { orderNumber, paymentMethodId: await firstMethod(orderNumber) };
    const uncovered = () =>
      rowsOf<{ reason: string }>(
        "SELECT w.reason FROM worklist_items w JOIN orders o ON o.id = w.order_id WHERE o.order_number = $1 AND w.closed_at IS NULL",
        [orderNumber],
      );
    expect(await uncovered()).toEqual([]);
    must(await suspendMethod(csr, key));
    expect(await uncovered()).not.toEqual([]);
    expect(await limitMethod(csr, key, { limitMinor: 30_000n })).toMatchObject({ reason: "method_suspended" });
    must(await resumeMethod(csr, key));
    expect(await uncovered()).toEqual([]);
    must(await limitMethod(csr, key, { limitMinor: 0n }));
    expect(await methodsOf(orderNumber)).toMatchObject([{ status: "suspended", limit_minor: null }]);
  });

  it("S28 S30: two cards change places, and a limit moves what the next one is asked for", async () => {
    const orderNumber = await desk.confirmedOrder();
    const [first] = await methodsOf(orderNumber);
    const { paymentMethodId } = must(
      await addMethod(csr, { orderNumber }, { savedMethodId: await addSavedCard(orderNumber) }),
    );
    must(await moveMethod(csr, { orderNumber, paymentMethodId }, { direction: "up" }));
    expect((await methodsOf(orderNumber)).map(({ id }) => id)).toEqual([paymentMethodId, first?.id]);
    expect(await moveMethod(csr, { orderNumber, paymentMethodId }, { direction: "up" })).toMatchObject({
      reason: "charge_sequence_fixed",
    });
    must(await limitMethod(csr, { orderNumber, paymentMethodId }, { limitMinor: 4_118n }));
    const tooLow = { orderNumber, paymentMethodId: first?.id ?? "" };
    expect(await limitMethod(csr, tooLow, { limitMinor: 19_999n })).toMatchObject({
      reason: "limit_below_held",
      detail: "20000",
    });
  });

  it("I14 I10: an old version and a fraud stop refuse, and leave nothing behind", async () => {
    const orderNumber = await desk.confirmedOrder();
    const paymentMethodId = await firstMethod(orderNumber);
    const version = await versionOf(orderNumber);
    must(await suspendMethod(csr, { orderNumber, paymentMethodId, version }));
    expect(await resumeMethod(csr, { orderNumber, paymentMethodId, version })).toMatchObject({
      reason: "stale_version",
    });
    must(await stopForFraud(csr, { orderNumber }, { reason: "stolen card" }));
    expect(await resumeMethod(csr, { orderNumber, paymentMethodId })).toMatchObject({ reason: "order_fraud_stopped" });
    expect(await methodsOf(orderNumber)).toMatchObject([{ status: "suspended" }]);
  });
});

/** A second card that the order's customer has saved at the gateway. */
async function addSavedCard(orderNumber: string): Promise<string> {
  const account = await desk.row<{ id: string; external_id: string; name: string }>(
    "SELECT a.id, a.external_id, a.name FROM accounts a JOIN orders o ON o.account_id = a.id WHERE o.order_number = $1",
    [orderNumber],
  );
  const { token, customerToken } = await desk.customer();
  const [first] = await rowsOf<{ token: string; customer_token: string }>(
    "SELECT token, customer_token FROM saved_payment_methods WHERE account_id = $1",
    [account.id],
  );
  const saved = [
    { type: "card", token: first?.token, customerToken: first?.customer_token, brand: "visa", last4: "4242" },
    { type: "card", token, customerToken, brand: "visa", last4: "9911" },
  ];
  const input = putAccountInput.parse({
    name: account.name,
    email: "carmen@example.com",
    timeZone: "Europe/Madrid",
    paymentMethods: saved,
  });
  must(await putAccount(desk.context, account.external_id, input));
  const { id } = await desk.row<{ id: string }>(
    "SELECT id FROM saved_payment_methods WHERE account_id = $1 AND token = $2",
    [account.id, token],
  );
  return id;
}
