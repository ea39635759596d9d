import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { keepFaces } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";

test.describe("New work", () => {
  test("F19: a supervisor lets it be dealt by itself; it goes to whoever is signed in, and the audit names the rule", async ({
    deskAs,
    desk: csr,
  }) => {
    await csr.goto("/");
    const desk = await deskAs("supervisor");
    await desk.goto("/team");
    await desk.getByRole("button", { name: "Deal new orders by themselves" }).click();
    const stop = desk.getByRole("button", { name: "Stop dealing new orders" });
    await expect(stop).toBeVisible();
    try {
      await expectAccessible(desk, "team with new work dealt");
      await keepFaces(desk, "new-work");
      const { orderNumber } = await shop.dearerOrder();
      await expect(async () => {
        await desk.goto(`/audit?who=house&order=${orderNumber}`);
        await expect(desk.getByText(/The rule for new work/).first()).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 60_000 });
      await keepFaces(desk, "new-work-audit");
    } finally {
      await desk.goto("/team");
      await stop.click();
      await expect(desk.getByRole("button", { name: "Deal new orders by themselves" })).toBeVisible();
    }
  });
});
