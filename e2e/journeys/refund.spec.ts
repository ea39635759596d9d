import { expect, test } from "../fixtures/desk-test";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { ActDialog } from "../pages/act-dialog";
import { OrderPage } from "../pages/order-page";

test.describe("Money back", () => {
  test("RF-3 I2 CU-1: a supervisor refunds a part, sees how it falls, and finds it in the ledger and at the gateway", async ({
    deskAs,
  }) => {
    const order = await shop.confirmedOrder({ source: "commerce", amountMinor: 8_250 });
    const intent = await shop.intentOf(order);
    await shop.ship(order);
    await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");

    const page = new OrderPage(await deskAs("supervisor"));
    await page.open(order.orderNumber);
    await page.act("Refund");
    const dialog = new ActDialog(page.page);
    const amount = dialog.box.getByLabel("Amount, USD");
    await amount.fill("90.00");
    await expect(dialog.box).toContainText("At most 82.50 can go back.");
    await amount.fill("25.00");
    await expect(dialog.box.getByRole("list", { name: "How it falls" })).toContainText("25.00");
    await dialog.box.getByLabel("Reason").fill("One lens arrived scratched");
    await keepPicture(page.page, "refund-dialog");
    await page.page.keyboard.press("Control+Enter");

    await expect(page.ledger.getByRole("row", { name: /Refund/ })).toContainText("Refunded");
    await expect(page.timeline).toContainText("Refunded 25.00 USD");
    await expect(page.timeline).toContainText("One lens arrived scratched");
    expect(await gatewaySandbox.intent(intent)).toMatchObject({ captured: 8_250, refunded: 2_500 });
  });

  test("I17: whoever may not refund is not offered it", async ({ desk }) => {
    const order = await shop.confirmedOrder({ source: "commerce" });
    await shop.ship(order);
    await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    await expect(page.ledger).toContainText("Captured");
    await expect(page.page.getByRole("button", { name: "Refund", exact: true })).toHaveCount(0);
  });
});
