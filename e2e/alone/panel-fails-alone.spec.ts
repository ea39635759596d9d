import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { shopDatabase } from "../fixtures/shop-database";

test.describe("Home when a part of it cannot be read", () => {
  test("MR4-40: one panel says so with a reference and keeps what it knew; the others go on", async ({ desk }) => {
    await desk.goto("/");
    const relinked = desk.getByRole("region", { name: /^Recently re-linked/ });
    const unpaid = desk.getByRole("region", { name: /^Unpaid orders/ });
    await expect(relinked).toBeVisible();
    await expect(unpaid.getByRole("row").nth(1)).toBeVisible();

    await shopDatabase.run("ALTER TABLE order_links RENAME COLUMN approval_request_id TO approval_request_id_away");
    try {
      // What was read a moment ago, and holds as long as nothing happens, is still shown for some seconds.
      await expect(async () => {
        await desk.reload();
        await expect(relinked).toContainText("could not be read", { timeout: 2_000 });
      }).toPass();
      await expect(relinked).toContainText(/Reference [\w-]{6,}/);
      await expect(relinked).toContainText("nothing was changed");
      await expect(desk.locator("body")).not.toContainText(/order_links|relation|SELECT/);
      await expect(unpaid.getByRole("row").nth(1)).toBeVisible();
      await expect(desk.getByRole("region", { name: /^Failed captures/ })).toBeVisible();
      await expect(desk.getByText("could not be read")).toHaveCount(1);
      await expectAccessible(desk, "Home with a panel that failed");
    } finally {
      await shopDatabase.run("ALTER TABLE order_links RENAME COLUMN approval_request_id_away TO approval_request_id");
    }
    await relinked.getByRole("button", { name: /try again/i }).click();
    await expect(relinked).not.toContainText("could not be read");
  });
});
