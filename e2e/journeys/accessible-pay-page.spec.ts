import type { Page } from "@playwright/test";
import { askCustomer } from "../fixtures/ask-customer";
import { deskApi } from "../fixtures/desk-api";
import { expect, phoneScreen, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { linesOf, shop } from "../fixtures/shop";
import { GatewayPage } from "../pages/gateway-page";
import { PayPage } from "../pages/pay-page";

const screens = [
  { name: "phone", options: phoneScreen },
  { name: "wide window", options: { viewport: { width: 1440, height: 900 } } },
] as const;

test.setTimeout(180_000);

for (const { name, options } of screens) {
  test.describe(`The customer's page on a ${name}`, () => {
    test.use(options);

    test(`axe finds nothing while the request is open, declined, asked about and replaced, ${name}`, async ({
      page,
    }) => {
      const order = await shop.dearerOrder();
      const first = await askCustomer(order);
      const pay = new PayPage(page);
      await pay.open(first);
      await expectAccessible(page, "open request");
      await fitsTheScreen(page);
      for (const part of ["decline", "question", "methods"]) {
        await page.goto(`/pay?show=${part}`);
        await expectAccessible(page, `open request, ${part}`);
        await fitsTheScreen(page);
      }
      await page.goto("/pay?error=form");
      await expectAccessible(page, "open request, with an error");
      const second = await askCustomer(order, 1);
      await pay.open(first);
      await pay.says("A newer request is in your mail");
      await expectAccessible(page, "replaced");
      await pay.open(second);
      await page.getByRole("link", { name: "I do not agree" }).click();
      await page.getByRole("button", { name: "I do not agree" }).click();
      await pay.says("Thank you for telling us");
      await expectAccessible(page, "said no");
      await page.context().clearCookies();
      await page.goto("/pay");
      await expectAccessible(page, "no link");
      await page.goto(`/pay/${"A".repeat(43)}`);
      await expectAccessible(page, "unknown link");
    });

    test(`axe finds nothing when the price moved, a question was sent, and the request was taken back, ${name}`, async ({
      page,
    }) => {
      const order = await shop.dearerOrder();
      const pay = new PayPage(page);
      await pay.open(await askCustomer(order));
      await page.getByRole("link", { name: "Ask a question" }).click();
      await page.getByLabel("Your question").fill("Is the housing new?");
      await page.getByRole("button", { name: "Send" }).click();
      await pay.says("Your question is with us");
      await expectAccessible(page, "question sent");
      await fitsTheScreen(page);

      await deskApi.reprice(order.orderNumber, linesOf(25_000));
      await page.goto("/pay");
      await pay.says("The total changed since our mail");
      await expectAccessible(page, "price changed");
      await fitsTheScreen(page);

      await deskApi.cancel(order.orderNumber);
      await page.goto("/pay");
      await pay.says("This request was taken back");
      await expectAccessible(page, "withdrawn");
      await fitsTheScreen(page);
    });

    test(`axe finds nothing while the bank is checking, ${name}`, async ({ page }) => {
      const order = await shop.dearerOrder();
      const pay = new PayPage(page);
      await pay.open(await askCustomer(order));
      const customer = order.customer.customerToken;
      await gatewaySandbox.fault({
        action: "delay",
        delayMs: 20_000,
        method: "POST",
        path: "/v1/payment_intents",
        customer,
      });
      await pay.choose(/Visa/);
      await pay.approve();
      await pay.says("Your bank is checking");
      await expectAccessible(page, "waiting for the bank");
      await fitsTheScreen(page);
    });

    test(`axe finds nothing when the bank refuses, at the gateway, and when all is approved, ${name}`, async ({
      page,
    }) => {
      const order = await shop.dearerOrder();
      const customer = order.customer.customerToken;
      await gatewaySandbox.fault({ action: "decline", operation: "authorize", customer, declineCode: "do_not_honor" });
      const link = await askCustomer(order);
      const pay = new PayPage(page);
      await pay.open(link);
      await pay.choose(/Visa/);
      await pay.approve();
      await pay.says("Your bank did not approve this");
      await expectAccessible(page, "refused by the bank");

      await page.getByRole("link", { name: "Try another way" }).click();
      await pay.choose("Another card");
      await pay.approve();
      const gateway = new GatewayPage(page);
      await gateway.isOpen();
      await expectAccessible(page, "the gateway's page");
      await gateway.payWith("4000 0000 0000 3220");
      await expect(page.getByRole("button", { name: "Complete authentication" })).toBeVisible();
      await expectAccessible(page, "the bank's check");
      await gateway.authenticate("Complete authentication");
      await pay.says(/^Thank you/);
      await expectAccessible(page, "approved");
      await fitsTheScreen(page);
      await pay.open(link);
      await expectAccessible(page, "approved before");
    });
  });
}

/** No sideways scrolling, and everything to press is large enough for a thumb. */
async function fitsTheScreen(page: Page): Promise<void> {
  const [scrollWidth, clientWidth] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth] as const;
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  for (const target of await page.locator("main .btn, main .pay-method").all()) {
    const box = await target.boundingBox();
    expect(box?.height ?? 0).toBeGreaterThanOrEqual(48);
  }
}
