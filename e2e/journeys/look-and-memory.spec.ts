import { expect, test } from "../fixtures/desk-test";
import { countInput } from "../fixtures/input-counter";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { HomePage } from "../pages/home-page";
import { OrderPage } from "../pages/order-page";

test.describe("The desk remembers", () => {
  test("light and dark are chosen once and stay, without a flash", async ({ desk }) => {
    await new HomePage(desk).open();
    const colour = () => desk.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await colour();
    await desk.getByRole("button", { name: /your account$/ }).click();
    await desk.getByText("Dark", { exact: true }).click();
    await expect(desk.locator("html")).toHaveAttribute("data-theme", "dark");
    const dark = await colour();
    expect(dark).not.toBe(light);
    await desk.reload();
    expect(await colour()).toBe(dark);
    const html = await (await desk.context().request.get("/")).text();
    expect(html).toContain('data-theme="dark"');
    await keepPicture(desk, "dark");
  });

  test("a reload and a second tab show the same filter, sorting and columns", async ({ desk }) => {
    await desk.goto("/unpaid?sort=-due");
    const rows = desk.locator("tr[data-row-id]");
    await expect(rows.first()).toBeVisible();
    const order = () => rows.evaluateAll((all) => all.slice(0, 12).map((row) => row.getAttribute("data-row-id")));
    const before = await order();
    await desk.reload();
    await expect(rows.first()).toBeVisible();
    expect(await order()).toEqual(before);
    await expect(desk.getByRole("columnheader", { name: /Due now/ })).toHaveAttribute("aria-sort", "descending");
  });

  test("a name that nobody can sort or filter by is ignored, not obeyed", async ({ desk }) => {
    for (const query of ["sort=drop_table", "sort=due;select", "reason=none_such", "after=%00", "cols=x,y"]) {
      expect((await desk.goto(`/unpaid?${query}`))?.status(), query).toBe(200);
      await expect(desk.getByRole("heading", { level: 1 })).toBeVisible();
    }
  });

  test("H02 H03 X01: Home shows six panels, each with its own facts", async ({ desk }) => {
    const home = new HomePage(desk);
    await home.open();
    for (const title of ["Expiring authorizations", "Failed captures", "Awaiting customer", "Recently re-linked"]) {
      await expect(home.panel(title)).toBeVisible();
    }
    await expect(desk.locator("svg[role=img], figure svg").first()).toBeVisible();
  });

  test("a caller's order is found by number, name and last four digits", async ({ desk }) => {
    const hands = await countInput(desk);
    const order = await shop.confirmedOrder();
    await new HomePage(desk).open();
    const found = desk.getByRole("option", { name: new RegExp(order.orderNumber) }).first();
    for (const words of [order.customer.name, order.customer.email]) {
      await desk.keyboard.press("Control+k");
      await desk.getByRole("combobox").fill(words);
      await expect(found).toBeVisible();
      await desk.keyboard.press("Escape");
    }
    hands.restart();
    await desk.keyboard.press("Control+k");
    await desk.getByRole("combobox").fill(order.orderNumber);
    await expect(found).toBeVisible();
    await desk.keyboard.press("Enter");
    await new OrderPage(desk).isOf(order.orderNumber);
    expect(hands.read()).toEqual({ keys: 2, clicks: 0 });

    await new HomePage(desk).open();
    hands.restart();
    await desk.getByRole("button", { name: /^Search order/ }).click();
    await desk.getByRole("combobox").fill(order.customer.email);
    await found.click();
    await new OrderPage(desk).isOf(order.orderNumber);
    expect(hands.read()).toEqual({ keys: 0, clicks: 2 });
  });
});
