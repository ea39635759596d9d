import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { keepFaces } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { shopDatabase } from "../fixtures/shop-database";

test.describe("An answer to a dispute that does not get through", () => {
  test("F04 X06: says what happened, and is tried again by a person, who is then told that it has come", async ({
    desk,
  }) => {
    const order = await shop.confirmedOrder({ testCard: "pm_card_createDispute" });
    await shop.ship(order);
    const card = desk.getByRole("region", { name: "Answer to the bank" });
    await expect(async () => {
      await desk.goto(`/orders/${order.orderNumber}`);
      await expect(card).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await gatewaySandbox.whileBroken({ path: "/v1/disputes/*", action: "drop_before" }, async () => {
      await card.getByLabel("Why the money is ours").fill("Collected at the counter, with a signature.");
      await card.getByRole("button", { name: "Send evidence" }).click();
      await expect(card).toContainText("On its way");
      // The queue's waits between ten tries take hours.
      await expect(async () => {
        const spent = await shopDatabase.run(
          "UPDATE dispute_answers SET tries = 10 WHERE status = 'sending' AND ended_at IS NULL AND tries > 0 RETURNING id",
        );
        expect(spent).toHaveLength(1);
      }).toPass();
      await expect(card).toContainText("whether it has come is not known", { timeout: 60_000 });
    });
    await expect(desk.locator("main")).toContainText("Our answer to the dispute did not get through");
    await expect(desk.getByText("Evidence about the dispute did not get through")).toBeVisible();
    await expectAccessible(desk, "an answer to a dispute that is stuck");
    await keepFaces(desk, "dispute-answer-stuck");
    await card.getByRole("button", { name: "Try again" }).click();
    await expect(card).toContainText("The bank decides.", { timeout: 60_000 });
  });
});
