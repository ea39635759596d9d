import type { Page } from "@playwright/test";
import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { keepFaces } from "../fixtures/keep-picture";
import { linesOf, shop } from "../fixtures/shop";

test.describe("Odd values", () => {
  test("H04: a name of 90 letters without a space and a million keep to the page, and no amount is cut", async ({
    desk,
  }) => {
    const customerName = `Wolfeschlegelsteinhausenbergerdorff ${"x".repeat(90)}`;
    const wish = { customerName, amountMinor: 99_999_999, newAmountMinor: 199_999_999 };
    const { orderNumber } = await shop.dearerOrder(wish);
    await desk.goto("/unpaid?view=all&reason=price_rise&sort=-order");
    const row = desk.locator(`tr[data-row-id="${orderNumber}"]`);
    await expect(row).toContainText("1,000,000.00");
    expect(await cutAmounts(desk)).toEqual([]);
    await keepFaces(desk, "odd-list");
    await desk.goto(`/orders/${orderNumber}`);
    await expect(desk.getByRole("heading", { level: 1 })).toHaveText(orderNumber);
    expect(await cutAmounts(desk)).toEqual([]);
    for (const width of [1440, 390]) {
      await desk.setViewportSize({ width, height: 900 });
      const overflow = () => desk.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await expect.poll(overflow).toBeLessThanOrEqual(0);
    }
    await desk.setViewportSize({ width: 1440, height: 900 });
    await keepFaces(desk, "odd-order");
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

/** Texts of amounts in tables that are wider than their cell. */
function cutAmounts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".tbl td.r")]
      .filter((cell) => /\d/.test(cell.textContent) && cell.scrollWidth > cell.clientWidth)
      .map((cell) => cell.textContent),
  );
}
