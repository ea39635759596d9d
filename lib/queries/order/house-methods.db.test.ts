import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { houseShop } from "@/lib/operations/house-shop-for-tests";
import { scopeForTests } from "../scope-for-tests";
import { getOrderRecord } from "./get-order-record";

let desk: DeskForTests;
let shop: ReturnType<typeof houseShop>;
beforeAll(async () => {
  desk = await openDeskForTests();
  shop = houseShop(desk);
  for (const kind of ["stored_value", "customer_account", "check", "bank_slip", "offline"] as const)
    await shop.take(kind);
});
afterAll(() => desk.close());

async function methodsOf(orderNumber: string) {
  const found = await getOrderRecord(await scopeForTests(desk), orderNumber);
  return found?.methods.map(({ label, note, icon, asked, held, captured, hold, state }) => ({
    label,
    note,
    icon,
    asked: asked.amountMinor,
    held: held.amountMinor,
    captured: captured.amountMinor,
    endsAt: hold?.expiresAt ?? null,
    state: state.label,
  }));
}

describe("the ways to pay on an order's record", () => {
  it("S22 S23 S29: a gift card shows what it is asked for and what is left on it, before and after it was captured", async () => {
    const { externalId, token, customerToken } = await desk.customer();
    const [small, large] = [await shop.giftCard(5_000), await shop.giftCard(20_000)];
    const order = await shop.order(
      externalId,
      [30_000],
      [
        { type: "stored_value", token: small },
        { type: "stored_value", token: large },
        { type: "card", token, customerToken },
      ],
    );
    const gift = { icon: "gift", endsAt: null, state: "Good today", captured: "0" };
    const first = {
      ...gift,
      label: `Gift card ..${small.slice(-4)}`,
      note: "0.00 left on it",
      asked: "5000",
      held: "5000",
    };
    const second = {
      ...gift,
      label: `Gift card ..${large.slice(-4)}`,
      note: "0.00 left on it",
      asked: "20000",
      held: "20000",
    };
    const card = { label: "Visa ..4242", icon: "card", asked: "5000", held: "5000" };
    expect(await methodsOf(order)).toMatchObject([first, second, card]);
    await shop.ship(order);
    const spent = { held: "0", state: "Captured" };
    expect(await methodsOf(order)).toMatchObject([
      { ...first, ...spent, captured: "5000" },
      { ...second, ...spent, captured: "20000" },
      { ...card, held: "0", captured: "5000" },
    ]);
  });

  it("S17 W16: an account shows the credit that is left; a check its number; the rest what they are", async () => {
    const account = await shop.account(50_000);
    const order = await shop.order(account, [12_000], [{ type: "customer_account" }]);
    expect(await methodsOf(order)).toMatchObject([
      {
        label: `Account ..${account.slice(-4)}`,
        note: "takes the rest, 380.00 credit left",
        icon: "account",
        asked: "12000",
        held: "12000",
      },
    ]);
    const check = await shop.order(account, [900], [{ type: "check", token: "CHK-3001" }]);
    expect(await methodsOf(check)).toMatchObject([
      { label: "Check ..3001", note: "takes the rest, number CHK-3001", icon: "check", state: "Good today" },
    ]);
    const slip = await shop.order(account, [900], [{ type: "bank_slip" }]);
    expect(await methodsOf(slip)).toMatchObject([{ label: "Bank slip", icon: "bank", held: "900" }]);
    const cash = await shop.order(account, [900], [{ type: "offline" }]);
    expect(await methodsOf(cash)).toMatchObject([{ label: "Paid offline", icon: "offline", held: "900" }]);
  });
});
