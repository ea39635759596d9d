import { randomUUID } from "node:crypto";
import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { countInput } from "../fixtures/input-counter";
import { keepFaces, keepPicture } from "../fixtures/keep-picture";
import { linesOf, shop } from "../fixtures/shop";
import { OrderPage } from "../pages/order-page";

/** A draft over 241.18 whose one card takes 200.00 at most; its customer has saved a second one. */
async function draftWithSecondCard() {
  const mark = randomUUID().slice(0, 8);
  const cards = [
    await gatewaySandbox.savedCard(`Ada ${mark}`, "pm_card_visa"),
    await gatewaySandbox.savedCard(`Ada ${mark}`, "pm_card_mastercard"),
  ];
  const methods = cards.map((card, at) => ({
    type: "card",
    ...card,
    ...(at === 0 ? { brand: "visa", last4: "4242" } : { brand: "mastercard", last4: "4444" }),
    expiryMonth: 12,
    expiryYear: 2034,
  }));
  const account = `E2E-${mark}`;
  const email = `e2e-${mark}@example.com`;
  await deskApi.putAccount(account, {
    name: `Ada ${mark}`,
    email,
    timeZone: "Europe/Madrid",
    savedPaymentMethods: methods,
  });
  const [first] = methods;
  if (!first) throw new Error("no card");
  await deskApi.putOrder(`E-${mark}`, {
    account,
    source: "repair",
    currency: "USD",
    lines: linesOf(24_118),
    paymentMethods: [{ ...first, limit: { amountMinor: 20_000, currency: "USD" } }],
  });
  return {
    orderNumber: `E-${mark}`,
    customer: { externalId: account, name: `Ada ${mark}`, email, customerToken: first.customerToken },
  };
}

test.slow();

test("S14 S19 S44 S55: with four keys a second saved card takes what the first one may not, and the order is confirmed", async ({
  desk,
}) => {
  const order = await draftWithSecondCard();
  const hands = await countInput(desk);
  await new OrderPage(desk).open(order.orderNumber);
  hands.restart();
  await desk.keyboard.press("p");
  await expect(desk.getByRole("heading", { level: 1, name: "Confirm payments" })).toBeVisible();
  await desk.keyboard.press("a");
  await expect(desk.getByRole("button", { name: /^Mastercard/ })).toBeFocused();
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("row", { name: /Mastercard \.\.4444/ })).toContainText("41.18");
  const main = desk.getByRole("button", { name: /^Authorize 241\.18 USD/ });
  await expect(main).toBeEnabled();
  await desk.keyboard.press("Control+Enter");
  const after = await shop.settled(order, ({ status }) => status === "confirmed");
  expect(hands.read()).toEqual({ keys: 4, clicks: 0 });
  expect(after.authorizations.map(({ amount }) => amount.amountMinor).sort()).toEqual([20_000, 4_118]);
  await expect(desk.getByText("Nothing is left to authorize.")).toBeVisible();
  await keepPicture(desk, "confirmed");
});

test("S14 S19: the same with four clicks", async ({ desk }) => {
  const order = await draftWithSecondCard();
  const hands = await countInput(desk);
  const record = new OrderPage(desk);
  await record.open(order.orderNumber);
  hands.restart();
  await desk
    .getByRole("link", { name: /^Confirm payments/ })
    .first()
    .click();
  await desk.getByRole("button", { name: /^Add method/ }).click();
  await desk.getByRole("button", { name: /^Mastercard/ }).click();
  const main = desk.getByRole("button", { name: /^Authorize 241\.18 USD/ });
  await expect(desk.getByRole("row", { name: /Mastercard \.\.4444/ })).toContainText("41.18");
  await main.click();
  await shop.settled(order, ({ status }) => status === "confirmed");
  expect(hands.read()).toEqual({ keys: 0, clicks: 4 });
});

test("S03 S30 S31 S35 S38 S66: amounts are balanced anew at each change, told with their working, and a suspended method does not count", async ({
  desk,
}) => {
  const { orderNumber } = await draftWithSecondCard();
  await desk.goto(`/orders/${orderNumber}/confirm`);
  const still = desk.getByRole("region", { name: "Still to authorize" });
  await expect(still).toContainText("241.18");
  await desk.getByRole("button", { name: /^Add method/ }).click();
  await desk.getByRole("button", { name: /^Mastercard/ }).click();
  const [visa, master] = [
    desk.getByRole("row", { name: /Visa \.\.4242/ }),
    desk.getByRole("row", { name: /Mastercard \.\.4444/ }),
  ];
  await expect(master).toContainText("41.18");
  await desk.getByRole("button", { name: "Edit, Visa ..4242" }).click();
  const most = desk.getByRole("textbox", { name: /^Most to charge Visa/ });
  await most.fill("20.00");
  await most.press("Enter");
  await expect(master).toContainText("221.18");
  await desk.getByText("Why these amounts?").click();
  await expect(desk.getByText("Mastercard ..4444 is asked for 221.18: all that is left to pay.")).toBeVisible();
  await keepPicture(desk, "balanced");

  await master.focus();
  await desk.keyboard.press("u");
  await expect(master.getByRole("cell").first()).toContainText("1");
  await expect(master).toContainText("241.18");
  await master.focus();
  await desk.keyboard.press("s");
  await expect(master).toContainText("Suspended");
  await expect(visa).toContainText("20.00");
  await desk.getByRole("button", { name: "Resume, Mastercard ..4444" }).click();
  await expect(master).toContainText("241.18");
  await desk.getByRole("button", { name: "Remove, Mastercard ..4444" }).click();
  await expect(master).toHaveCount(0);
  await expect(desk.getByRole("button", { name: /^Mastercard/ })).toHaveCount(0);
});

test("I5: a press on a page that has become old is refused in red, with the reason", async ({ desk }) => {
  const { orderNumber } = await draftWithSecondCard();
  await desk.route("**/api/freshness**", (route) => route.abort());
  await desk.goto(`/orders/${orderNumber}/confirm`);
  await expect(desk.getByRole("button", { name: "Remove, Visa ..4242" })).toBeVisible();
  await deskApi.cancel(orderNumber);
  await desk.getByRole("button", { name: "Remove, Visa ..4242" }).click();
  const refusal = desk.locator(".toast-bad");
  await expect(refusal).toContainText(/changed|closed|cancelled/i);
  const green = await desk.evaluate(() => {
    const sample = document.body.appendChild(document.createElement("div"));
    sample.className = "toast toast-ok";
    const { backgroundColor } = getComputedStyle(sample);
    sample.remove();
    return backgroundColor;
  });
  await expect(refusal).not.toHaveCSS("background-color", green);
  // What became of the order is said, and nothing is offered that it no longer takes.
  await expect(desk.getByText("The order is closed.").first()).toBeVisible();
  await expect(desk.getByText("The order is confirmed.")).toHaveCount(0);
  await expect(desk.getByRole("link", { name: /Ask the customer/ })).toHaveCount(0);
  await keepFaces(desk, "refused-in-red");
});

test("CU-2 S40: an amount that the gateway cannot express is told before the press", async ({ desk }) => {
  const mark = randomUUID().slice(0, 8);
  const card = await gatewaySandbox.savedCard(`Noor ${mark}`, "pm_card_visa");
  await deskApi.putAccount(`E2E-${mark}`, {
    name: `Noor ${mark}`,
    email: `e2e-${mark}@example.com`,
    timeZone: "Asia/Kuwait",
  });
  const lines = [
    { sku: "BODY", name: "Camera body", quantity: 1, unitPrice: { amountMinor: 12_345, currency: "KWD" } },
  ];
  const paymentMethods = [{ type: "card", ...card, brand: "visa", last4: "4242", expiryMonth: 12, expiryYear: 2034 }];
  await deskApi.putOrder(`E-${mark}`, {
    account: `E2E-${mark}`,
    source: "commerce",
    currency: "KWD",
    lines,
    paymentMethods,
  });
  await desk.goto(`/orders/E-${mark}/confirm`);
  await expect(desk.getByText("This amount cannot be held")).toBeVisible();
  await expect(desk.getByText(/Stripe moves .*0\.010.* or a multiple of it/)).toBeVisible();
  const locked = desk.getByRole("button", { name: /^The gateway cannot move this amount/ });
  await expect(locked).toBeDisabled();
  // The whole sentence is read, and no row says that a part is asked for.
  expect(await locked.locator("span").evaluate((text) => text.scrollWidth <= text.clientWidth + 1)).toBe(true);
  await expect(desk.getByRole("row", { name: /Visa/ })).not.toContainText("12.340");
  await keepFaces(desk, "confirm-not-possible");
});
