import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { houseShop } from "@/lib/operations/house-shop-for-tests";
import { putOrder } from "@/lib/operations/order/put-order";
import { putOrderInput } from "@/lib/operations/order/put-order-input";
import { repriceOrder, repriceOrderInput } from "@/lib/operations/order/reprice-order";
import { addMethod } from "@/lib/operations/payment-method/add-method";
import { suspendMethod } from "@/lib/operations/payment-method/change-method";
import { scopeForTests } from "../scope-for-tests";
import { getConfirmPayments } from "./get-confirm-payments";

let desk: DeskForTests;
let shop: ReturnType<typeof houseShop>;
beforeAll(async () => {
  desk = await openDeskForTests();
  shop = houseShop(desk);
  await shop.take("stored_value");
});
afterAll(() => desk.close());

async function confirm(orderNumber: string) {
  const found = await getConfirmPayments(await scopeForTests(desk), orderNumber);
  if (!found) throw new Error("nothing found");
  return found;
}
const minor = ({ amountMinor }: { amountMinor: string }) => amountMinor;

describe("the page of the ways to pay", () => {
  it("S03 S04 S22 S25 S29 S66: tells the sum, who is asked for how much and why, and what one button would hold", async () => {
    const { externalId, token, customerToken } = await desk.customer();
    const card = await shop.giftCard(2_000);
    const line = { sku: "LENS", name: "Lens repair", quantity: 2, unitPriceMinor: 11_000, taxMinor: 1_218 };
    const input = {
      account: externalId,
      source: "commerce",
      currency: "USD",
      lines: [{ ...line, shippingMinor: 900 }],
      paymentMethods: [
        { type: "card", token, customerToken },
        { type: "stored_value", token: card },
      ],
    };
    must(await putOrder(desk.context, "P-1", putOrderInput.parse(input)));
    const found = await confirm("P-1");
    expect(found).toMatchObject({ step: "confirm", refusal: null, editRefusal: null, before: null });
    expect([minor(found.total), minor(found.missing), minor(found.amount)]).toEqual(["24118", "24118", "24118"]);
    expect(found.sums.map(({ key, amount }) => [key, minor(amount)])).toEqual([
      ["goods", "22000"],
      ["shipping", "900"],
      ["discounts", "0"],
      ["tax", "1218"],
    ]);
    expect(found.working.map(({ label, amount, why, left }) => [label, minor(amount), why, minor(left)])).toEqual([
      [expect.stringMatching(/^Gift card/), "2000", "available", "22118"],
      ["Visa ..4242", "22118", "remainder", "0"],
    ]);
    expect(found.methods.map(({ label, asked, canRemove }) => [label, minor(asked), canRemove])).toEqual([
      [expect.stringMatching(/^Gift card/), "2000", true],
      ["Visa ..4242", "22118", true],
    ]);
    expect(found.saved).toEqual([]);
    expect(found.kinds.map(({ kind, needsNumber }) => [kind, needsNumber])).toEqual([["stored_value", true]]);
  });

  it("S05 S53 S56 I13: what nobody agreed to is asked of the customer; what is agreed and missing is held; what is there is left alone", async () => {
    const orderNumber = await desk.confirmedOrder();
    expect(await confirm(orderNumber)).toMatchObject({ step: "none", methods: [{ canRemove: false }] });
    const [methodId] = (await confirm(orderNumber)).methods.map(({ id }) => id);
    must(await suspendMethod(desk.context, { orderNumber, paymentMethodId: methodId ?? "" }));
    expect(await confirm(orderNumber)).toMatchObject({ step: "authorize", refusal: "no_method" });
    const number = await shop.giftCard(20_000);
    must(await addMethod(desk.context, { orderNumber }, { kind: "stored_value", number }));
    const before = await confirm(orderNumber);
    expect(before).toMatchObject({ step: "authorize", refusal: null, amount: { amountMinor: "20000" } });
    expect(before.methods.at(-1)).toMatchObject({ isSuspended: true, label: "Visa ..4242" });

    const dearer = await desk.confirmedOrder();
    const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 24_118 }];
    must(await repriceOrder(desk.context, { orderNumber: dearer }, repriceOrderInput.parse({ lines })));
    const after = await confirm(dearer);
    expect(after).toMatchObject({
      step: "ask_customer",
      change: { amountMinor: "4118" },
      before: { amountMinor: "20000" },
    });
    expect(minor(after.amount)).toBe("4118");
  });

  it("CU-2: of an amount that a gateway cannot move nobody is asked for a part", async () => {
    const { externalId, token, customerToken } = await desk.customer();
    const input = {
      account: externalId,
      source: "commerce",
      currency: "KWD",
      lines: [{ sku: "BODY", name: "Camera body", quantity: 1, unitPriceMinor: 12_345 }],
      paymentMethods: [{ type: "card", token, customerToken }],
    };
    must(await putOrder(desk.context, "P-3", putOrderInput.parse(input)));
    expect(await confirm("P-3")).toMatchObject({
      tooCoarse: { gateway: "stripe", step: { amountMinor: "10" } },
      methods: [{ asked: { amountMinor: "0", currency: "KWD" }, note: "exp 12/30" }],
      working: [],
    });
  });

  it("I17: an order of another store is not found", async () => {
    const scope = await scopeForTests(desk);
    expect(await getConfirmPayments({ ...scope, storeId: "elsewhere" }, "P-1")).toBeNull();
  });
});
