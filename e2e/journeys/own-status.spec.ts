import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { keepFaces } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";

test.describe("Statuses of the store's own", () => {
  test("P02: a field is added without code, set on two orders at once, and is a column and a filter of the list", async ({
    deskAs,
  }) => {
    const desk = await deskAs("administrator");
    const [one, two] = [await shop.dearerOrder(), await shop.dearerOrder()];
    const name = `Review ${one.orderNumber}`;
    await desk.goto("/team/fields");
    await desk.getByRole("button", { name: "Add a field" }).first().click();
    const adding = desk.getByRole("dialog");
    await adding.getByLabel("Name").fill(name);
    await adding.getByRole("textbox", { name: "Choices" }).fill("Waiting\nCleared");
    await adding.getByRole("button", { name: /^Add/ }).click();
    await expect(desk.getByRole("heading", { name })).toBeVisible();

    await desk.goto("/unpaid?view=all&reason=price_rise&sort=-order");
    for (const { orderNumber } of [one, two])
      await desk.locator(`tr[data-row-id="${orderNumber}"]`).getByRole("checkbox").check();
    await desk.locator(`tr[data-row-id="${two.orderNumber}"]`).focus();
    await desk.keyboard.press("e");
    const dialog = desk.getByRole("dialog");
    await expect(dialog).toContainText("2 of 2 orders can be done.");
    await dialog.getByLabel("Field").selectOption(name);
    await dialog.getByLabel("Shall say").selectOption("Cleared");
    await expectAccessible(desk, "a field for many orders");
    await keepFaces(desk, "set-a-field");
    // The button promises Enter: the focus is where Enter does it, not on Cancel.
    await desk.keyboard.press("Enter");
    const drawer = desk.getByRole("region", { name: "Job: set a field of 2 orders" });
    await expect(drawer.getByRole("button", { name: "2 set" })).toBeVisible();
    await drawer.getByRole("button", { name: "Put it away" }).click();

    await desk.getByRole("button", { name: "Columns" }).click();
    await desk.getByLabel("Own status").check();
    await desk.keyboard.press("Escape");
    await expect(desk.getByRole("columnheader", { name: "Own status" })).toBeVisible();
    for (const { orderNumber } of [one, two])
      await expect(desk.locator(`tr[data-row-id="${orderNumber}"]`)).toContainText(`${name}: Cleared`);
    await keepFaces(desk, "own-status-column");

    await desk.getByRole("button", { name: /^Filter/ }).click();
    await desk.getByRole("radio", { name: `${name}: Cleared` }).check();
    await desk.keyboard.press("Escape");
    await expect(desk.locator("tr[data-row-id]")).toHaveCount(2);
    await keepFaces(desk, "narrowed-by-own-status");

    await desk.goto("/team/fields");
    const card = desk.getByRole("region", { name });
    await card.getByRole("button", { name: "Retire", exact: true }).click();
    await desk.getByRole("dialog").getByRole("button", { name: "Retire" }).click();
    await expect(desk.getByRole("heading", { name })).toHaveCount(0);
  });
});
