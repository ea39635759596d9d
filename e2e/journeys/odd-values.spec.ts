import type { Page } from "@playwright/test";
import { askCustomer } from "../fixtures/ask-customer";
import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { keepFaces, keepPicture } from "../fixtures/keep-picture";
import { linesOf, shop } from "../fixtures/shop";

test.describe("Odd values", () => {
  test("H04: a name of 90 letters without a space and ten millions keep to the page, and no amount is cut", async ({
    desk,
  }) => {
    const customerName = `Wolfeschlegelsteinhausenbergerdorff ${"x".repeat(90)}`;
    const wish = { customerName, amountMinor: 99_999_999, newAmountMinor: 1_099_999_999 };
    const { orderNumber } = await shop.dearerOrder(wish);
    await desk.goto("/unpaid?view=all&reason=price_rise&sort=-order");
    const row = desk.locator(`tr[data-row-id="${orderNumber}"]`);
    await expect(row).toContainText("10,000,000.00");
    expect(await cutAmounts(desk)).toEqual([]);
    await keepFaces(desk, "odd-list");
    for (const path of ["", "/confirm"]) {
      await desk.goto(`/orders/${orderNumber}${path}`);
      await expect(desk.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await cutAmounts(desk)).toEqual([]);
      for (const width of [390, 1440]) {
        await desk.setViewportSize({ width, height: 900 });
        await expect.poll(() => overflowOf(desk)).toBeLessThanOrEqual(0);
      }
      await keepFaces(desk, `odd-order${path.replace("/", "-")}`);
    }
  });

  test("I13: on a phone the prices of a line stand beside a name of 90 letters without a space", async ({ phone }) => {
    const order = await shop.dearerOrder({ lineName: "y".repeat(90) });
    await phone.goto(await askCustomer(order));
    const price = phone.locator(".pay-lines td").last();
    await expect(price).toHaveText(/241\.18/);
    const right = (await price.boundingBox().then((box) => box && box.x + box.width)) ?? 999;
    expect(right).toBeLessThanOrEqual(390 - 16);
    await keepPicture(phone, "odd-line");
  });

  test("I13 H24: where the price changes while a CSR looks at the mail, nothing is sent, they are told so in sight, and the mail says the new one", async ({
    desk,
  }) => {
    const { orderNumber } = await shop.dearerOrder();
    await desk.goto(`/orders/${orderNumber}/ask-approval`);
    const mail = desk.frameLocator("iframe");
    await expect(mail.locator("body")).toContainText("came to 241.18 USD");
    await deskApi.reprice(orderNumber, linesOf(30_000));
    await desk.getByLabel(/What happened/).focus();
    await desk.keyboard.press("Control+Enter");
    const alert = desk.getByRole("main").getByRole("alert");
    await expect(alert).toBeInViewport({ ratio: 1 });
    await expect(mail.locator("body")).toContainText("came to 300.00 USD");
    expect((await deskApi.order(orderNumber)).approvalRequests).toEqual([]);
  });
});

function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Texts of amounts in tables that are wider than their cell. */
function cutAmounts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".tbl td.r")]
      .filter((cell) => /\d/.test(cell.textContent) && cell.scrollWidth > cell.clientWidth)
      .map((cell) => cell.textContent),
  );
}
