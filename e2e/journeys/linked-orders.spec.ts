import { askCustomer } from "../fixtures/ask-customer";
import { expect, test } from "../fixtures/desk-test";
import { countInput } from "../fixtures/input-counter";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { OrderPage } from "../pages/order-page";
import { PayPage } from "../pages/pay-page";

test.slow();
test("H15 H16 H17 S53: which order replaced which is seen at once, and what changed with one key", async ({
  desk,
  phone,
}) => {
  const order = await shop.dearerOrder();
  const hands = await countInput(desk);
  const record = new OrderPage(desk);
  await record.open(order.orderNumber);
  await expect(record.chain).toContainText("New order");
  hands.restart();
  await desk.keyboard.press("l");
  const chain = desk.getByRole("dialog", { name: `Linked orders of ${order.orderNumber}` });
  await expect(chain.getByRole("row", { name: /^Total, USD/ })).toContainText("+41.18");
  expect(hands.read()).toEqual({ keys: 1, clicks: 0 });
  await keepPicture(desk, "before-approving");
  await desk.keyboard.press("Escape");
  await expect(chain).toHaveCount(0);

  const pay = new PayPage(phone);
  await pay.open(await askCustomer(order));
  await pay.choose(/Visa/);
  await pay.approve();
  const old = await shop.settled(order, ({ successor }) => successor?.status === "complete");
  const newNumber = old.successor?.orderNumber ?? "";
  await record.open(newNumber);
  hands.restart();
  await expect(record.chain.getByText("+41.18")).toBeVisible();
  expect(hands.read()).toEqual({ keys: 0, clicks: 0 });
  await desk.getByRole("link", { name: /^Compare/ }).click();
  expect(hands.read()).toEqual({ keys: 0, clicks: 1 });
  const tree = desk.getByRole("dialog", { name: `Linked orders of ${newNumber}` });
  await expect(tree.getByRole("row", { name: `${order.orderNumber} replaced 200.00 USD none` })).toBeAttached();
  const step = tree.getByRole("link", { name: `Compare ${order.orderNumber} with ${newNumber}, +41.18` });
  await expect(step).toHaveAttribute("aria-current", "true");
  await expect(tree.getByRole("row", { name: /^Visa/ })).toContainText("Pays for both");
  await keepPicture(desk, "replaced");
  // Another comparison is chosen in place, and going on to an order closes the chain.
  await step.click();
  await expect(desk).toHaveURL(/\/lineage\?to=/);
  await expect(tree).toBeVisible();
  await tree.getByRole("link", { name: order.orderNumber, exact: true }).click();
  await record.isOf(order.orderNumber);
  await expect(desk.getByRole("dialog")).toHaveCount(0);
});
