import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { keepFaces } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";

test.describe("A failed authorization that may pass", () => {
  test("H14 S56: a CSR asks for it where it would be done, a supervisor allows it with keys, and the order is marked", async ({
    desk,
    deskAs,
  }) => {
    const { orderNumber } = await shop.refusedOrder();
    await desk.goto(`/orders/${orderNumber}/confirm`);
    await expect(desk.getByRole("button", { name: "Override the payment" })).toHaveCount(0);
    await keepFaces(desk, "confirm-with-override");
    await desk.getByRole("button", { name: "Ask for an override" }).click();
    const asking = desk.getByRole("dialog");
    await expect(asking).toContainText("Nothing holds 200.00 USD.");
    await asking.getByLabel("Reason").fill("He is at the counter and pays cash on Monday.");
    await expectAccessible(desk, "asking for an override");
    await keepFaces(desk, "ask-override");
    await desk.keyboard.press("Control+Enter");
    await expect(desk.getByText("A supervisor is asked.")).toBeVisible();
    await expect(desk.getByRole("button", { name: "A supervisor is asked already." })).toBeVisible();

    const team = await deskAs("supervisor");
    await team.goto("/team");
    const row = team.locator("[data-override-asks] li").filter({ hasText: orderNumber });
    await expect(row).toContainText("Maya Lindqvist");
    await expect(row).toContainText("He is at the counter and pays cash on Monday.");
    await expectAccessible(team, "what waits for a supervisor");
    await keepFaces(team, "override-asked");
    await expect(async () => {
      await team.keyboard.press("o");
      await expect(team.locator("[data-override-asks] button").first()).toBeFocused({ timeout: 1_000 });
    }).toPass();
    await row.getByRole("button", { name: /^Allow/ }).focus();
    await team.keyboard.press("Enter");
    const allowing = team.getByRole("dialog");
    await expect(allowing).toContainText("Maya Lindqvist asks: He is at the counter");
    await team.keyboard.type("Known for years.");
    await keepFaces(team, "override-allow");
    await team.keyboard.press("Control+Enter");
    await expect(row).toHaveCount(0);

    await desk.goto(`/orders/${orderNumber}`);
    await expect(desk.getByText("May ship on override")).toBeVisible();
    await desk.getByRole("button", { name: /new notices?$/ }).click();
    await expect(
      desk.getByRole("link", { name: `Andre Becker lets ${orderNumber} pass: Known for years.` }),
    ).toBeVisible();
    await desk.keyboard.press("Escape");
    await deskApi.release(orderNumber);
    await deskApi.ship(orderNumber);
    await desk.goto(`/orders/${orderNumber}`);
    await expect(desk.getByText("Shipped on override")).toBeVisible();
    await keepFaces(desk, "shipped-on-override");

    await team.goto("/audit?kind=overrides");
    const line = team
      .getByRole("row")
      .filter({ hasText: orderNumber })
      .filter({ hasText: "Let a failed authorization pass" });
    await expect(line).toContainText("Andre Becker");
  });

  test("H14: a supervisor says no, and the CSR hears why", async ({ desk, deskAs }) => {
    const { orderNumber } = await shop.refusedOrder();
    await desk.goto(`/orders/${orderNumber}/confirm`);
    await desk.getByRole("button", { name: "Ask for an override" }).click();
    await desk.getByRole("dialog").getByLabel("Reason").fill("He asks for it.");
    await desk
      .getByRole("dialog")
      .getByRole("button", { name: /^Ask for an override/ })
      .click();
    await expect(desk.getByText("A supervisor is asked.")).toBeVisible();
    const team = await deskAs("supervisor");
    await team.goto("/team");
    const row = team.locator("[data-override-asks] li").filter({ hasText: orderNumber });
    await row.getByRole("button", { name: /^Refuse/ }).click();
    await team.getByRole("dialog").getByLabel("Reason").fill("Cash first.");
    await team.getByRole("dialog").getByRole("button", { name: "Refuse" }).click();
    await expect(row).toHaveCount(0);
    await desk.reload();
    await desk.getByRole("button", { name: /new notices?$/ }).click();
    await expect(
      desk.getByRole("link", { name: `Andre Becker does not let ${orderNumber} pass: Cash first.` }),
    ).toBeVisible();
  });
});
