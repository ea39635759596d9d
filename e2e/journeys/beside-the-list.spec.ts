import type { Page } from "@playwright/test";
import { expect, phoneScreen, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { shop } from "../fixtures/shop";
import { OrderPage } from "../pages/order-page";

const rowOf = (page: Page, orderNumber: string) => page.locator(`tr[data-row-id="${orderNumber}"]`);

/** A list that certainly holds the orders of this journey, and few others: they are the newest of their kind. */
async function openUnpaid(page: Page, orderNumber: string): Promise<void> {
  await page.goto("/unpaid?view=all&reason=price_rise&sort=-order");
  await expect(rowOf(page, orderNumber)).toBeVisible();
}

test.describe("A record beside its list", () => {
  test("peek with Space, follow the focus, act, and close, without leaving the list", async ({ desk }) => {
    const order = await shop.dearerOrder();
    const other = await shop.dearerOrder();
    await openUnpaid(desk, order.orderNumber);
    await rowOf(desk, order.orderNumber).focus();
    await desk.keyboard.press(" ");
    const pane = desk.getByRole("region", { name: order.orderNumber });
    await expect(pane).toContainText(order.customer.name);
    await expect(pane).toContainText("241.18");
    await expect(rowOf(desk, order.orderNumber)).toBeFocused();
    await expect(desk).toHaveURL(new RegExp(`peek=${order.orderNumber}`));
    await expectAccessible(desk, "list with a record beside it");

    await rowOf(desk, other.orderNumber).focus();
    await expect(desk.getByRole("region", { name: other.orderNumber })).toContainText(other.customer.name);
    await desk.keyboard.press(".");
    await expect(desk.getByRole("region", { name: other.orderNumber }).getByText("Give back")).toBeVisible();

    // A pasted link shows the same record to a colleague.
    await desk.reload();
    await expect(desk.getByRole("region", { name: other.orderNumber })).toContainText(other.customer.name);
    await rowOf(desk, other.orderNumber).focus();
    await desk.keyboard.press("Escape");
    await expect(desk.getByRole("region", { name: other.orderNumber })).toHaveCount(0);
    await expect(rowOf(desk, other.orderNumber)).toBeFocused();
  });

  test("both panes stay from list to list, their width moves by key, and the way back leads to the row", async ({
    desk,
  }) => {
    const order = await shop.dearerOrder();
    await openUnpaid(desk, order.orderNumber);
    await rowOf(desk, order.orderNumber).focus();
    await desk.keyboard.press("b");
    const bar = desk.getByRole("separator", { name: "Width of the record" });
    const before = Number(await bar.getAttribute("aria-valuenow"));
    await bar.focus();
    await desk.keyboard.press("ArrowLeft");
    await expect(bar).toHaveAttribute("aria-valuenow", String(before + 2));

    await rowOf(desk, order.orderNumber).focus();
    await desk.keyboard.press("Enter");
    await new OrderPage(desk).isOf(order.orderNumber);
    await desk.goBack();
    await expect(rowOf(desk, order.orderNumber)).toBeFocused();
    await expect(bar).toHaveAttribute("aria-valuenow", String(before + 2));

    await desk.goto("/expiring");
    await expect(bar).toBeVisible();
    await desk.locator("tr[data-row-id]").first().focus();
    await desk.keyboard.press("b");
    await expect(bar).toHaveCount(0);
  });

  test("an order that cannot be read says so beside the list, and can be asked for again", async ({ desk }) => {
    const order = await shop.dearerOrder();
    await desk.route(`**/orders/${order.orderNumber}/peek`, (route) => route.fulfill({ status: 500 }));
    await openUnpaid(desk, order.orderNumber);
    await rowOf(desk, order.orderNumber).focus();
    await desk.keyboard.press(" ");
    const pane = desk.getByRole("region", { name: order.orderNumber });
    await expect(pane.getByRole("alert")).toContainText("could not be read");
    await desk.unroute(`**/orders/${order.orderNumber}/peek`);
    await pane.getByRole("button", { name: "Try again" }).click();
    await expect(pane).toContainText(order.customer.name);
  });

  test("on a phone the record comes up from below, and goes again", async ({ deskAs }) => {
    const order = await shop.dearerOrder();
    const phone = await deskAs("csr", phoneScreen);
    await phone.goto(`/unpaid?view=all&reason=price_rise&sort=-order&peek=${order.orderNumber}`);
    const pane = phone.getByRole("region", { name: order.orderNumber });
    await expect(pane).toContainText(order.customer.name);
    await expectAccessible(phone, "record over the list, phone");
    await pane.getByRole("button", { name: "Close the record beside the list" }).click();
    await expect(pane).toHaveCount(0);
  });
});
