import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { inbox } from "../fixtures/inbox";
import { countInput } from "../fixtures/input-counter";
import { shop, type TestOrder } from "../fixtures/shop";

const rowOf = (page: Page, { orderNumber }: TestOrder) => page.locator(`tr[data-row-id="${orderNumber}"]`);

test.describe("One act on many orders", () => {
  test("H28: a selection of customers is asked, previewed first, with an outcome for each, which a reload keeps", async ({
    deskAs,
  }) => {
    const desk = await deskAs("payment_administrator");
    const hands = await countInput(desk);
    const [one, two] = [await shop.dearerOrder(), await shop.dearerOrder()];
    await desk.goto("/unpaid?view=all&reason=price_rise&sort=-order");
    await rowOf(desk, one).getByRole("checkbox").check();
    await rowOf(desk, two).getByRole("checkbox").check();
    const selection = desk.getByRole("region", { name: "Selection" });
    await expect(selection).toContainText("2 selected");
    await expect(selection).toContainText("82.36");
    await rowOf(desk, two).focus();
    hands.restart();
    await desk.keyboard.press("r");
    const dialog = desk.getByRole("dialog");
    await expect(dialog).toContainText("2 of 2 orders can be done.");
    await expect(dialog).toContainText("82.36");
    await expectAccessible(desk, "preview of a bulk act");
    await desk.keyboard.press("Control+Enter");
    const drawer = desk.getByRole("region", { name: "Job: ask 2 customers" });
    await expect(drawer).toContainText("2 of 2");
    await expect(drawer.getByRole("button", { name: "2 sent" })).toBeVisible();
    expect(hands.read()).toEqual({ keys: 2, clicks: 0 });
    await expectAccessible(desk, "drawer of a job");
    for (const { customer } of [one, two]) expect(await inbox.mailsTo(customer.email)).toHaveLength(1);

    await desk.reload();
    await desk.getByRole("button", { name: /^Job: ask 2 customers/ }).click();
    await expect(drawer.getByRole("row", { name: new RegExp(one.orderNumber) })).toContainText("Sent");
    await drawer.getByRole("button", { name: "Put it away" }).click();
    await expect(desk.getByRole("button", { name: /^Job:/ })).toHaveCount(0);
  });

  test("everything that a filter matches is selected by one key, counted and summed anew by the server", async ({
    deskAs,
  }) => {
    const desk = await deskAs("administrator");
    await shop.dearerOrder();
    await desk.goto("/unpaid?view=all&sort=-order");
    await expect(desk.locator("tr[data-row-id]").first()).toBeVisible();
    await desk.locator("tr[data-row-id]").first().focus();
    await desk.keyboard.press("*");
    const selection = desk.getByRole("region", { name: "Selection" });
    const [, count] = /([\d,]+) selected/.exec((await selection.textContent()) ?? "") ?? [];
    expect(Number(count?.replace(",", ""))).toBeGreaterThan(50);
    await desk.keyboard.press("s");
    // Orders come and go while journeys run side by side: the preview's own number is the one that counts.
    await expect(desk.getByRole("dialog")).toContainText(/\d+ of \d\d+ orders can be done/);
    await desk.keyboard.press("Escape");
    await expect(desk.getByRole("dialog")).toHaveCount(0);
    await desk.locator("tr[data-row-id]").first().focus();
    await desk.keyboard.press("Escape");
    await expect(selection).toHaveCount(0);
  });
});
