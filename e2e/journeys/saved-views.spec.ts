import { randomUUID } from "node:crypto";
import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";

test.describe("Saved views", () => {
  test("filters are saved under a name, pinned, found again on the next visit, changed, renamed and deleted", async ({
    deskAs,
  }) => {
    const page = await deskAs("payment_administrator");
    const name = `Dear ones ${randomUUID().slice(0, 6)}`;
    await page.goto("/expiring?view=all");
    await page.getByRole("link", { name: /under 72 h$/ }).click();
    await expect(page.getByText("Changed, not saved")).toBeVisible();
    await page.getByRole("button", { name: "Save as" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill(name);
    await page.getByRole("checkbox", { name: /^Open this list on it/ }).check();
    await expectAccessible(page, "saving a view");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.getByText("Changed, not saved")).toHaveCount(0);

    // The next morning: the bare list opens on the pinned view, with its filter.
    await page.goto("/expiring");
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page).toHaveURL(/hold_left=under_72h/);

    await page.getByRole("button", { name: /^Remove filter Hold left/ }).click();
    await expect(page.getByText("Changed, not saved")).toBeVisible();
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(page).toHaveURL(/hold_left=under_72h/);
    await expect(page.getByText("Changed, not saved")).toHaveCount(0);

    // The list that was discarded is still leaving; a menu of it leaves with it.
    await expect(async () => {
      await page.keyboard.press("v");
      await expect(page.getByRole("menu")).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expectAccessible(page, "views of a list");
    await page.getByRole("menuitem", { name: "Rename or share this view" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill(`${name}, renamed`);
    await page.getByRole("dialog").getByRole("button", { name: /^Save/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: `${name}, renamed` })).toBeVisible();

    await page.getByRole("button", { name: `${name}, renamed` }).click();
    await page.getByRole("menuitem", { name: `Delete ${name}, renamed` }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Expiring authorizations" })).toBeVisible();
    await page.goto("/expiring");
    await expect(page.getByRole("heading", { level: 1, name: "Expiring authorizations" })).toBeVisible();
  });

  test("a column that is no longer there is left out with a word, never an error", async ({ desk }) => {
    await desk.goto("/unpaid?view=all&cols=order,colour_of_hat,due,next");
    await expect(desk.getByText("A column that this address names is no longer here: colour_of_hat.")).toBeVisible();
    await expect(desk.locator("tr[data-row-id]").first()).toBeVisible();
    await desk.getByRole("button", { name: "Leave it out" }).click();
    await expect(desk.getByText("A column that this address names")).toHaveCount(0);
  });
});
