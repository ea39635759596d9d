import type { Page } from "@playwright/test";
import { demoPassword } from "../../lib/auth/demo-staff";
import { emailOf, expect, phoneScreen, test } from "../fixtures/desk-test";
import { shop } from "../fixtures/shop";
import { OrderPage } from "../pages/order-page";
import { SignInPage } from "../pages/sign-in-page";

const strip = (page: Page) => page.getByRole("navigation", { name: "Open records" });
const tab = (page: Page, title: string) => strip(page).getByRole("link", { name: title });

test("a record that was opened stays a tab, on every screen and on another machine; keys, the cross and the middle button close it", async ({
  deskAs,
  browser,
}) => {
  const [one, two] = [await shop.confirmedOrder(), await shop.confirmedOrder()];
  const desk = await deskAs("payment_administrator");
  const record = new OrderPage(desk);
  await record.open(one.orderNumber);
  await expect(tab(desk, one.orderNumber)).toHaveAttribute("aria-current", "page");
  await record.open(two.orderNumber);
  await expect(tab(desk, two.orderNumber)).toHaveAttribute("aria-current", "page");
  await desk.getByRole("link", { name: two.customer.name }).first().click();
  await expect(desk).toHaveURL(/\/customers\//);
  await expect(tab(desk, two.customer.name)).toHaveAttribute("aria-current", "page");

  const elsewhere = await browser.newContext(phoneScreen);
  const signIn = new SignInPage(await elsewhere.newPage());
  await signIn.open();
  await signIn.signIn(emailOf("payment_administrator"), demoPassword);
  await signIn.leave();
  await expect(tab(signIn.page, one.orderNumber)).toBeAttached();
  await expect(tab(signIn.page, two.customer.name)).toBeAttached();
  expect((await strip(signIn.page).boundingBox())?.height).toBeLessThanOrEqual(37);
  const scrollWidth = await signIn.page.evaluate(() => document.documentElement.scrollWidth);
  expect(scrollWidth).toBeLessThanOrEqual(390);
  await elsewhere.close();

  // A closed record leaves its place to its neighbour.
  await desk.keyboard.press("g");
  await desk.keyboard.press("x");
  await expect(tab(desk, two.customer.name)).toHaveCount(0);
  await record.isOf(two.orderNumber);
  const place = (await strip(desk).getByRole("link").allTextContents()).indexOf(one.orderNumber) + 1;
  await desk.keyboard.press("g");
  await desk.keyboard.press(String(place));
  await record.isOf(one.orderNumber);
  await tab(desk, two.orderNumber).click({ button: "middle" });
  await expect(tab(desk, two.orderNumber)).toHaveCount(0);
  await desk.getByRole("button", { name: `Close ${one.orderNumber}` }).click();
  await expect(tab(desk, one.orderNumber)).toHaveCount(0);
  // Closing what one looks at leads away from it; the address comes a moment after the picture.
  await desk.waitForURL((url) => !url.pathname.includes(one.orderNumber));
  await desk.reload();
  await expect(desk.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(tab(desk, one.orderNumber)).toHaveCount(0);
  await expect(tab(desk, two.orderNumber)).toHaveCount(0);
});
