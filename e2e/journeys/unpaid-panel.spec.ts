import { expect, test } from "../fixtures/desk-test";
import { countInput } from "../fixtures/input-counter";
import { keepPicture } from "../fixtures/keep-picture";
import { HomePage } from "../pages/home-page";
import { OrderPage } from "../pages/order-page";

test.describe("The unpaid panel", () => {
  test("H01 H04: Home opens on the most urgent unpaid order, one key opens it, and back leads to where one was", async ({
    desk,
  }) => {
    const hands = await countInput(desk);
    const home = new HomePage(desk);
    await home.open();
    const first = home.unpaidRows.first();
    await expect(first).toBeFocused();
    const orderNumber = (await first.getAttribute("data-row-id")) ?? "";

    hands.restart();
    await desk.keyboard.press("Enter");
    await new OrderPage(desk).isOf(orderNumber);
    expect(hands.read()).toEqual({ keys: 1, clicks: 0 });

    await desk.goBack();
    await expect(home.unpaidRows.first()).toBeVisible();
    await keepPicture(desk, "home");

    const link = home.unpaidRows.first().getByRole("link").first();
    const urgent = (await link.textContent()) ?? "";
    hands.restart();
    await link.click();
    await new OrderPage(desk).isOf(urgent);
    expect(hands.read()).toEqual({ keys: 0, clicks: 1 });
  });

  test("H04 H05: every row says why it is there and what to do next", async ({ desk }) => {
    const home = new HomePage(desk);
    await home.open();
    for (const row of await home.unpaidRows.all()) {
      await expect(row.locator(".reason")).not.toBeEmpty();
    }
    await expect(home.unpaid.locator(".do-next").first()).toBeVisible();
  });

  test("H01: a visit of the list asks the server for no other page before somebody points at its link", async ({
    desk,
  }) => {
    const ahead: string[] = [];
    desk.on("request", (request) => {
      if ("next-router-prefetch" in request.headers()) ahead.push(request.url());
    });
    await desk.goto("/unpaid?view=all");
    const link = desk.locator("tr[data-row-id]").nth(2).getByRole("link").first();
    await expect(link).toBeVisible();
    await desk.waitForLoadState("networkidle");
    expect(ahead).toEqual([]);
    await link.hover();
    await expect.poll(() => ahead.length).toBeGreaterThan(0);
  });

  test("H05: a reason narrows the list, and list, filter and sorting live in the address", async ({ desk, deskAs }) => {
    await desk.goto("/unpaid");
    const rows = desk.locator("tr[data-row-id]");
    await expect(rows.first()).toBeVisible();
    await desk.getByRole("button", { name: "Due now", exact: true }).click();
    await expect(desk).toHaveURL(/sort=/);
    await desk.getByRole("link", { name: /Price went up$/ }).click();
    await expect(desk).toHaveURL(/reason=/);
    await expect(rows.first()).toContainText("Price went up");
    await expect(rows.filter({ hasNotText: "Price went up" })).toHaveCount(0);
    const shown = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("data-row-id")));

    const colleague = await deskAs("supervisor");
    await colleague.goto(desk.url());
    const same = colleague.locator("tr[data-row-id]");
    await expect(same).toHaveCount(shown.length);
    expect(await same.evaluateAll((all) => all.map((row) => row.getAttribute("data-row-id")))).toEqual(shown);
  });
});
