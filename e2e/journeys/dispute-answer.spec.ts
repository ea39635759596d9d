import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { keepFaces } from "../fixtures/keep-picture";
import { shop, type TestOrder } from "../fixtures/shop";

/** Shipped and captured, and at once disputed by the payer's bank. */
async function disputedOrder(): Promise<TestOrder> {
  const order = await shop.confirmedOrder({ testCard: "pm_card_createDispute" });
  await shop.ship(order);
  return order;
}

test.describe("A dispute", () => {
  test("F04: shows until when the bank waits; a CSR sends evidence once, and cannot give the money up", async ({
    desk,
  }) => {
    const { orderNumber } = await disputedOrder();
    const card = desk.getByRole("region", { name: "Answer to the bank" });
    await expect(async () => {
      await desk.goto(`/orders/${orderNumber}`);
      await expect(card).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(card).toContainText(/Answer by .+\./);
    await expect(card).toContainText("1 x Lens repair, labour. Total 200.00 USD.");
    await expect(card.getByRole("button", { name: /^Accept/ })).toHaveCount(0);
    await card.getByLabel("Why the money is ours").fill("Collected at the counter, with a signature.");
    await expectAccessible(desk, "a dispute to be answered");
    await keepFaces(desk, "dispute-open");
    await card.getByRole("button", { name: "Send evidence" }).click();
    await expect(card).toContainText("The bank decides.");
    await expect(card.getByRole("button", { name: "Send evidence" })).toHaveCount(0);
    await expect(desk.getByText("The gateway has our evidence: the bank decides")).toBeVisible();
    await keepFaces(desk, "dispute-answered");
  });

  test("F04: a supervisor accepts it, after being asked once more", async ({ deskAs }) => {
    const desk = await deskAs("supervisor");
    const { orderNumber } = await disputedOrder();
    const card = desk.getByRole("region", { name: "Answer to the bank" });
    await expect(async () => {
      await desk.goto(`/orders/${orderNumber}`);
      await expect(card).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await card.getByRole("button", { name: "Accept the dispute" }).click();
    const dialog = desk.getByRole("dialog");
    await expect(dialog).toContainText("This cannot be taken back.");
    await expectAccessible(desk, "accepting a dispute");
    await keepFaces(desk, "dispute-accept");
    await dialog.getByRole("button", { name: /^Accept, / }).click();
    await expect(desk.locator("main")).toContainText("Dispute over 200.00 USD lost", { timeout: 60_000 });
    await expect(card).toHaveCount(0);
  });
});
