import { expect, test } from "../fixtures/desk-test";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { advanceClock } from "../fixtures/shop-clock";
import { ActDialog } from "../pages/act-dialog";
import { OrderPage } from "../pages/order-page";

test.describe("Holds grow old", () => {
  test.setTimeout(120_000);

  test("H19 H20 P14 P17: a hold ends by itself; the goods are shipped, and one press authorizes and captures anew", async ({
    desk,
  }) => {
    // The goods left while the bank refused; then the hold's days ran out.
    const order = await shop.failedCapture({ fault: { count: null } });
    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    await advanceClock(31);
    const aged = await shop.settled(order, ({ authorizations }) => authorizations[0]?.status === "expired");
    expect(aged.authorizations[0]?.expiresAt).not.toBeNull();

    await expect(page.nextStep.getByRole("button", { name: /^New hold/ })).toBeVisible();
    await page.nextStep.getByRole("button", { name: /^New hold/ }).click();
    const dialog = new ActDialog(desk);
    await expect(dialog.box).toContainText("200.00");
    await dialog.confirm(/^New hold/);

    const truth = await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    const [dead, fresh] = truth.authorizations;
    expect(dead?.status).toBe("expired");
    expect(fresh?.replacesId).toBe(dead?.id);
    await expect(page.invoices).toContainText("Success");
    await keepPicture(desk, "authorized-and-captured");
  });
});
