import { askCustomer } from "../fixtures/ask-customer";
import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { PayPage } from "../pages/pay-page";
import { PaypalPage } from "../pages/paypal-page";

test.describe("A dearer order, paid with PayPal", () => {
  test("H10 H15 H17 H27: on a phone the customer agrees at PayPal, comes back, and the new order is secured there", async ({
    phone,
  }) => {
    const order = await shop.dearerOrder();
    const pay = new PayPage(phone);
    await pay.open(await askCustomer(order));
    await keepPicture(phone, "paypal-offered");
    await pay.choose(/^PayPal/);
    await pay.approve();

    const paypal = new PaypalPage(phone);
    await paypal.isOpen();
    await expect(phone.getByText("241.18 USD")).toBeVisible();
    await keepPicture(phone, "at-paypal");
    await paypal.agreeAs("Ava Harper");
    await pay.says(/^Thank you/);
    await expect(phone.getByText(/on PayPal/)).toBeVisible();
    await keepPicture(phone, "approved-with-paypal");

    const old = await shop.settled(order, ({ successor }) => successor?.status === "complete");
    const successor = await deskApi.order(old.successor?.orderNumber ?? "");
    expect(successor.coverage.secured.amountMinor).toBe(24_118);
    expect(await gatewaySandbox.paypalHold(successor.authorizations[0]?.gatewayReference)).toMatchObject({
      held: 24_118,
      captured: 0,
    });
  });

  test("FD-4 H12: who cancels at PayPal is back at the open question, is told that nothing was charged, and may choose again", async ({
    phone,
  }) => {
    const order = await shop.dearerOrder();
    const pay = new PayPage(phone);
    await pay.open(await askCustomer(order));
    await pay.choose(/^PayPal/);
    await pay.approve();
    const paypal = new PaypalPage(phone);
    await paypal.isOpen();
    await paypal.cancel();
    await expect(phone.getByText("You came back without paying. Nothing was charged")).toBeVisible();
    await expect(pay.amount).toContainText("241.18");
    await keepPicture(phone, "cancelled-at-paypal");
    await pay.choose(/Visa/);
    await pay.approve();
    await pay.says(/^Thank you/);
  });
});
