import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { inbox } from "../fixtures/inbox";
import { countInput } from "../fixtures/input-counter";
import { shop, type TestOrder } from "../fixtures/shop";

test("H28 P10: 25 customers are asked with four keys; the three whose address is refused say why, and are asked alone once it is right", async ({
  deskAs,
}, { retry }) => {
  test.slow();
  // A rise that no other journey's order has, nor an earlier try's, so that a filter finds exactly these.
  const rise = 80_000 + retry * 5_000;
  const orders = await ordersOf(25, { newAmountMinor: rise * 100 + 20_000, refusedCount: 3 });
  const refused = orders.slice(0, 3);
  const desk = await deskAs("administrator");
  const hands = await countInput(desk);
  await desk.goto(`/unpaid?view=all&reason=price_rise&above=${rise - 1_000}`);
  const first = desk.locator("tr[data-row-id]").first();
  await first.focus();
  hands.restart();
  await desk.keyboard.press("*");
  await expect(desk.getByRole("region", { name: "Selection" })).toContainText("25 selected");
  await desk.keyboard.press("r");
  await expect(desk.getByRole("dialog")).toContainText("25 of 25 orders can be done.");
  await expect(desk.getByRole("dialog")).toContainText((25 * rise).toLocaleString("en"));
  await desk.keyboard.press("Control+Enter");

  const drawer = desk.getByRole("region", { name: "Job: ask 25 customers" });
  await expect(drawer).toContainText("25 of 25", { timeout: 60_000 });
  await expect(drawer.getByRole("button", { name: "22 sent" })).toBeVisible();
  await drawer.getByRole("button", { name: "3 failed" }).focus();
  await desk.keyboard.press("Enter");
  expect(hands.read()).toEqual({ keys: 4, clicks: 0 });
  await expect(drawer.getByRole("row")).toHaveCount(4);
  for (const { orderNumber } of refused) {
    await expect(drawer.getByRole("row", { name: new RegExp(orderNumber) })).toContainText("The mail was not taken");
  }
  // A reason is read whole, however long.
  const reasons = drawer.locator("tbody td:last-child");
  expect(await reasons.evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).length)).toBe(
    0,
  );

  for (const { customer } of refused) {
    const email = rightAddressOf(customer.externalId);
    await deskApi.putAccount(customer.externalId, { name: customer.name, email, timeZone: "Europe/Madrid" });
  }
  await drawer.getByRole("button", { name: "3 failed" }).click();
  await drawer.getByRole("button", { name: "Retry failed only" }).click();
  await expect(drawer.getByRole("button", { name: "25 sent" })).toBeVisible({ timeout: 30_000 });
  for (const { customer } of refused) {
    expect(await inbox.mailsTo(rightAddressOf(customer.externalId))).toHaveLength(1);
  }
  // Whoever had their mail has it once.
  for (const { customer } of orders.slice(3, 6)) expect(await inbox.mailsTo(customer.email)).toHaveLength(1);
  await drawer.getByRole("button", { name: "Put it away" }).click();
});

async function ordersOf(
  count: number,
  { newAmountMinor, refusedCount }: { newAmountMinor: number; refusedCount: number },
): Promise<TestOrder[]> {
  const made: TestOrder[] = [];
  while (made.length < count) {
    // A few at a time: the shop's systems do not wait for each other either.
    const wishes = Array.from({ length: Math.min(5, count - made.length) }, (_each, at) => ({
      newAmountMinor,
      ...(made.length + at < refusedCount && { emailHost: "refused.example.com" }),
    }));
    made.push(...(await Promise.all(wishes.map((wish) => shop.dearerOrder(wish)))));
  }
  return made;
}

function rightAddressOf(externalId: string): string {
  return `${externalId.toLowerCase()}@example.com`;
}
