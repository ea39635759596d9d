import { expect, test } from "../fixtures/desk-test";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { ActDialog } from "../pages/act-dialog";

test.describe("Our books beside the gateway's", () => {
  test("I4 I18: a capture in the gateway's own dashboard is found, shown with both figures, and accepted with a reason", async ({
    deskAs,
  }) => {
    const order = await shop.confirmedOrder();
    const paymentIntent = await shop.intentOf(order);
    await gatewaySandbox.captureByHand(paymentIntent);

    const desk = await deskAs("payment_administrator");
    await desk.goto("/reconciliation");
    await desk.getByRole("button", { name: "Compare now" }).click();
    const row = desk.getByRole("row", { name: new RegExp(order.orderNumber) });
    await expect(row).toContainText("Captured at the gateway, not here", { timeout: 20_000 });
    await expect(row).toContainText("0.00");
    await expect(row).toContainText("200.00");
    await keepPicture(desk, "reconciliation");

    await row.getByRole("button", { name: `Accept, ${order.orderNumber}` }).click();
    const dialog = new ActDialog(desk);
    await dialog.box.getByLabel("Reason").fill("Captured by phone; the goods are on their way");
    await dialog.confirm(/^Accept/);
    await expect(row).toHaveCount(0);
  });

  test("AU-3 MR4-2: a CSR has no such screen", async ({ desk }) => {
    await desk.goto("/reconciliation");
    await expect(desk.getByRole("button", { name: "Compare now" })).toHaveCount(0);
    await expect(desk.getByRole("link", { name: /^Books/ })).toHaveCount(0);
  });
});
